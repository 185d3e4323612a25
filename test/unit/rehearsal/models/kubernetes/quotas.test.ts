import {
  limitRangeModel,
  resourceQuotaModel,
} from "../../../../../rehearsal/models/kubernetes/quotas";
import type { Properties } from "../../../../../rehearsal/world/model";
import { clusterWorld, inShop, refusalOf } from "./cluster";

const quota = (hard: Properties, more: Properties = {}): Properties => ({
  metadata: inShop("compute"),
  spec: { hard, ...more },
});

describe("ResourceQuota", () => {
  it("knows quantities, none of them negative", () => {
    const world = clusterWorld();
    expect(
      refusalOf(() => world.create(resourceQuotaModel.type, quota({ pods: "-1" }))).message,
    ).toBe(
      'ResourceQuota "compute" is invalid: spec.hard[pods]: Invalid value: "-1": must be greater than or equal to 0',
    );
    expect(
      refusalOf(() => world.create(resourceQuotaModel.type, quota({ memory: "1 GB" }))),
    ).toMatchObject({ code: "BadRequest" });
  });

  it("knows scopes", () => {
    const world = clusterWorld();
    const scoped = (...scopes: string[]) => quota({ pods: "3" }, { scopes });
    expect(
      refusalOf(() => world.create(resourceQuotaModel.type, scoped("Terminating", "Spot"))).message,
    ).toContain('spec.scopes: Invalid value: ["Terminating","Spot"]: unsupported scope');
    expect(world.create(resourceQuotaModel.type, scoped("Terminating")).id).toBe("shop/compute");
  });

  it("answers with its limits as status, and is replaced when its scopes change", () => {
    const made = clusterWorld().create(resourceQuotaModel.type, quota({ pods: "3" }));
    expect(made.outputs["status"]).toEqual({ hard: { pods: "3" } });
    expect(resourceQuotaModel.replaceOn).toContain("spec.scopes");
  });
});

describe("LimitRange", () => {
  const range = (limit: Properties): Properties => ({
    metadata: inShop("sizes"),
    spec: { limits: [{ type: "Container", ...limit }] },
  });

  it.each<[string, Properties, string]>([
    [
      "a smallest above the largest",
      { min: { cpu: "2" }, max: { cpu: "1" } },
      'spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1',
    ],
    [
      "a default request above the default",
      { defaultRequest: { memory: "2Gi" }, default: { memory: "1Gi" } },
      'spec.limits[0].defaultRequest[memory]: Invalid value: "2Gi": default request value 2Gi is greater than default limit value 1Gi',
    ],
    [
      "a default above the largest",
      { default: { cpu: "2" }, max: { cpu: "1500m" } },
      'spec.limits[0].default[cpu]: Invalid value: "2": default value 2 is greater than max value 1500m',
    ],
    [
      "limits of what has none",
      { type: "Node" },
      'spec.limits[0].type: Invalid value: "Node": must be a standard limit type or fully qualified',
    ],
    [
      "what is no quantity",
      { max: { cpu: "two" } },
      "quantities must match the regular expression",
    ],
  ])("refuses %s", (_what, limit, words) => {
    expect(
      refusalOf(() => clusterWorld().create(limitRangeModel.type, range(limit))).message,
    ).toContain(words);
  });

  it("takes limits in order", () => {
    const limit = {
      min: { cpu: "10m" },
      defaultRequest: { cpu: "0.1" },
      default: { cpu: 1 },
      max: { cpu: "1" },
    };
    expect(clusterWorld().create(limitRangeModel.type, range(limit)).id).toBe("shop/sizes");
  });
});
