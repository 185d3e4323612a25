import { kubernetesModels } from "../../../../../rehearsal/models/kubernetes/index";
import { collection, kinds, type Kind } from "../../../../../rehearsal/models/kubernetes/kinds";
import { textAt } from "../../../../../rehearsal/models/kubernetes/values";
import { unknown, type Properties } from "../../../../../rehearsal/world/model";
import { caller } from "../../../../support/world-view";
import {
  awsTypes,
  cart,
  cartService,
  clusterWorld,
  emptyWorld,
  inShop,
  refusalOf,
  targetGroupArn,
  withAt,
} from "./cluster";

/** The smallest good object of each kind. */
const samples: Readonly<Record<keyof typeof kinds, Properties>> = {
  Namespace: { metadata: { name: "orders" } },
  ConfigMap: { metadata: inShop("settings"), data: { key: "value" } },
  ServiceAccount: { metadata: inShop("cart") },
  Service: cartService,
  ResourceQuota: { metadata: inShop("limits"), spec: { hard: { pods: "10" } } },
  LimitRange: { metadata: inShop("sizes"), spec: { limits: [{ type: "Container" }] } },
  Deployment: cart,
  HorizontalPodAutoscaler: {
    metadata: inShop("cart"),
    spec: {
      minReplicas: 2,
      maxReplicas: 4,
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "cart" },
    },
  },
  PodDisruptionBudget: {
    metadata: inShop("cart"),
    spec: { minAvailable: 1, selector: { matchLabels: { app: "cart" } } },
  },
  NetworkPolicy: { metadata: inShop("cart"), spec: { podSelector: {} } },
  NodePool: {
    metadata: { name: "workloads" },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: "eks.amazonaws.com", kind: "NodeClass", name: "workloads" },
          requirements: [{ key: "kubernetes.io/arch", operator: "In", values: ["amd64"] }],
        },
      },
    },
  },
  NodeClass: {
    metadata: { name: "workloads" },
    spec: {
      role: "nodes",
      subnetSelectorTerms: [{ id: "subnet-1" }],
      securityGroupSelectorTerms: [{ id: "sg-1" }],
    },
  },
  TargetGroupBinding: {
    metadata: inShop("cart"),
    spec: {
      targetGroupARN: targetGroupArn,
      targetType: "ip",
      serviceRef: { name: "cart", port: 7070 },
    },
  },
};

const all = Object.values(kinds).map((kind): [string, Kind, Properties] => [
  kind.kind,
  kind,
  samples[kind.kind as keyof typeof kinds],
]);

function world(cluster: Properties = {}) {
  const made = clusterWorld(cluster);
  made.create(awsTypes.targetGroup, { arn: targetGroupArn, vpcId: "vpc-1" });
  return made;
}

describe("every Kubernetes kind", () => {
  it("has one model, with sources and a dated estimate", () => {
    expect(kubernetesModels.map(({ type }) => type).sort()).toEqual(
      Object.values(kinds)
        .map(({ type }) => type)
        .sort(),
    );
    for (const model of kubernetesModels) {
      expect(model.placement).toBe("cluster");
      expect(model.sources.length).toBeGreaterThan(1);
      expect(model.seconds.source).toMatch(/2026-11/);
    }
  });

  it.each(all)("%s is made, changed and deleted", (_name, kind, sample) => {
    const here = world();
    const made = here.create(kind.type, sample);
    const name = textAt(sample, "metadata", "name") ?? "";
    expect(made.id).toBe(kind.namespaced ? `shop/${name}` : name);
    expect(made.outputs).toMatchObject({ apiVersion: kind.apiVersion, kind: kind.kind });
    const before = made.outputs["metadata"] as Properties;
    expect(before["uid"]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(before).toMatchObject({ generation: 1, creationTimestamp: "2026-11-01T00:00:00Z" });

    const labelled = withAt(sample, ["metadata", "labels"], { tier: "back" });
    const after = here.update(made, labelled).outputs["metadata"] as Properties;
    expect(after).toMatchObject({ uid: before["uid"], generation: 1 });
    expect(after["resourceVersion"]).not.toBe(before["resourceVersion"]);
    // Applied once more, as after a call that failed halfway, it is what it was.
    expect(here.update(made, labelled).outputs["metadata"]).toEqual(after);

    here.delete(made);
    expect(here.find(kind.type, made.id)).toBeUndefined();
  });

  it.each(all)("%s is refused with a bad name, label or annotation", (_name, kind, sample) => {
    const here = world();
    const group = kind.group === "" ? kind.kind : `${kind.kind}.${kind.group}`;
    const cases: readonly [path: string[], value: Properties[string], words: string][] = [
      [
        ["name"],
        "Bad_Name",
        `${group} "Bad_Name" is invalid: metadata.name: Invalid value: "Bad_Name": a`,
      ],
      [
        ["name"],
        "a".repeat(kind.name.maxLength + 1),
        `must be no more than ${kind.name.maxLength} bytes`,
      ],
      [["labels"], { app: "a b" }, 'metadata.labels: Invalid value: "a b": a valid label must be'],
      [["labels"], { "a/b/c": "" }, 'metadata.labels: Invalid value: "a/b/c": a valid label key'],
      [
        ["annotations"],
        { "a b": "" },
        'metadata.annotations: Invalid value: "a b": name part must',
      ],
      [
        ["annotations"],
        { big: "x".repeat(256 * 1024) },
        "metadata.annotations: Too long: may not be more than 262144 bytes",
      ],
    ];
    for (const [path, value, words] of cases) {
      const inputs = withAt(sample, ["metadata", ...path], value);
      const refused = refusalOf(() => here.create(kind.type, inputs));
      expect(refused).toMatchObject({ code: "Invalid" });
      expect(refused.message).toContain(words);
    }
  });

  it.each(all)("%s is refused a second time in the same place", (_name, kind, sample) => {
    const here = world();
    here.create(kind.type, sample);
    const refused = refusalOf(() => here.create(kind.type, sample));
    expect(refused.code).toBe("AlreadyExists");
    expect(refused.message).toMatch(
      new RegExp(`^${collection(kind)} ".*" already exists\n\nThe resource already exists`),
    );
  });

  it.each(all.filter(([, kind]) => kind.namespaced))(
    "%s is refused in a namespace that does not exist",
    (_name, kind, sample) => {
      const inputs = withAt(sample, ["metadata", "namespace"], "nowhere");
      expect(refusalOf(() => world().create(kind.type, inputs))).toMatchObject({
        code: "NotFound",
        message: 'namespaces "nowhere" not found',
      });
    },
  );

  it.each(all.filter(([, kind]) => !kind.namespaced))(
    "%s takes no namespace",
    (_name, kind, sample) => {
      const inputs = withAt(sample, ["metadata", "namespace"], "shop");
      expect(refusalOf(() => world().create(kind.type, inputs)).message).toContain(
        "metadata.namespace: Forbidden: not allowed on this type",
      );
    },
  );

  it.each(all)(
    "%s is judged by a preview from itself alone, unknown parts passed over",
    (_name, kind, sample) => {
      const model = kubernetesModels.find(({ type }) => type === kind.type);
      const draft = (inputs: Properties) => ({
        urn: "urn",
        type: kind.type,
        scope: "nowhere",
        inputs,
        caller,
        world: emptyWorld(),
        hex: () => "0",
      });
      const hidden = withAt(sample, ["spec"], unknown);
      expect(() => model?.refusePreview?.(draft(sample))).not.toThrow();
      expect(() => model?.refusePreview?.(draft(hidden))).not.toThrow();
      expect(() =>
        model?.refusePreview?.(draft(withAt(sample, ["metadata", "name"], unknown))),
      ).not.toThrow();
      expect(() =>
        model?.refusePreview?.(draft(withAt(sample, ["metadata", "name"], "-"))),
      ).toThrow("is invalid: metadata.name");
    },
  );

  it.each(all)(
    "%s is replaced by another name, deleted first where it keeps its own",
    (_name, kind) => {
      const model = kubernetesModels.find(({ type }) => type === kind.type);
      const first = model?.deleteBeforeReplace;
      const named = (name: string, more: Properties = {}) => ({ metadata: { name, ...more } });
      expect(model?.replaceOn).toEqual(
        expect.arrayContaining(["metadata.name", "metadata.namespace"]),
      );
      if (typeof first !== "function") throw new Error("no rule");
      expect(first(named("a"), named("a"))).toBe(true);
      expect(first(named("a"), named("b"))).toBe(false);
      expect(first(named("a"), named("a", { namespace: "other" }))).toBe(false);
      expect(
        first(named("a"), named("a", { annotations: { "pulumi.com/autonamed": "true" } })),
      ).toBe(false);
    },
  );

  it("is named by the provider where the program says no name", () => {
    expect(
      refusalOf(() => world().create(kinds.ConfigMap.type, { metadata: {} })).message,
    ).toContain("metadata.name: Required value: name or generateName is required");
  });
});
