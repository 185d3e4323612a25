import type { Properties } from "../../../../rehearsal/world/model";
import * as on from "./fixture";

afterAll(on.removeFolders);

const cidrBlock = "10.0.0.0/16";

describe("inspect", () => {
  it("filters by type, scope and URN", () => {
    const cloud = new on.Caller();
    cloud.create(on.vpc, "a", { cidrBlock });
    cloud.create(on.vpc, "b", { cidrBlock, region: "us-east-1" });
    cloud.create(on.role, "r", { name: "r" });
    const count = (request: Parameters<typeof cloud.world.inspect>[0]): number =>
      cloud.world.inspect(request).objects.length;
    expect(count({})).toBe(5);
    expect(count({ type: on.vpc })).toBe(2);
    expect(count({ type: on.vpc, scope: "us-east-1" })).toBe(1);
    expect(count({ scope: "us-east-1" })).toBe(2);
    expect(count({ scope: "global" })).toBe(1);
    expect(count({ urn: on.urnOf(on.vpc, "a") })).toBe(1);
  });

  it("tells what no state knows, and not what came with something else", () => {
    const cloud = new on.Caller();
    const kept = cloud.create(on.vpc, "a", { cidrBlock });
    const orphan = cloud.create(on.vpc, "a", { cidrBlock });
    const urn = on.urnOf(on.vpc, "a");
    const leaks = (state: readonly { urn: string; id?: string }[]): readonly string[] =>
      cloud.world.inspect({ leaks: state }).objects.map(({ id }) => id);
    expect(leaks([])).toEqual([kept.id, orphan.id]);
    expect(leaks([{ urn }])).toEqual([]);
    expect(leaks([{ urn, id: kept.id }])).toEqual([orphan.id]);
    expect(
      leaks([
        { urn, id: kept.id },
        { urn, id: orphan.id },
      ]),
    ).toEqual([]);
  });

  it("says whether a cluster enforces its network policies, of the cluster and of each policy", () => {
    const { cloud, as } = withCluster();
    cloud.create(on.networkPolicy, "p", { metadata: { namespace: "shop", name: "p" } }, as);
    const enforced = (): unknown =>
      [on.networkPolicy, on.cluster].map(
        (type) => cloud.world.inspect({ type }).objects[0]?.enforced,
      );
    expect(enforced()).toEqual([false, false]);
    cloud.create(on.configMap, "cni", { metadata: { namespace: "kube-system", name: "cni" } }, as);
    expect(enforced()).toEqual([true, true]);
    expect(cloud.world.inspect({ type: on.configMap }).objects[0]).not.toHaveProperty("enforced");
  });

  it("says what does nothing, of what it answers", () => {
    const { cloud, as, arn } = withCluster();
    expect(cloud.world.inspect({}).findings).toEqual([]);
    const metadata = { namespace: "shop", name: "idle" };
    cloud.create(on.configMap, "idle", { metadata, data: { idle: "true" } }, as);
    cloud.create(on.configMap, "busy", { metadata: { namespace: "shop", name: "busy" } }, as);
    const found = { scope: arn, type: on.configMap, id: "shop/idle", problem: "nobody reads it" };
    const urn = on.urnOf(on.configMap, "busy");
    expect(cloud.world.inspect({}).findings).toEqual([found]);
    expect(cloud.world.inspect({ type: on.configMap, scope: String(arn) }).findings).toEqual([
      found,
    ]);
    expect(cloud.world.inspect({ type: on.cluster }).findings).toEqual([]);
    expect(cloud.world.inspect({ urn }).findings).toEqual([]);
  });
});

function withCluster(): { cloud: on.Caller; as: Properties; arn: unknown } {
  const cloud = new on.Caller();
  const { outputs } = cloud.create(on.cluster, "c", { name: "one" });
  const principalArn = "arn:aws:iam::123456789012:user/rehearsal";
  cloud.create(on.accessEntry, "e", { clusterName: "one", principalArn });
  const as = { target: { server: outputs["endpoint"] ?? null } };
  return { cloud, as, arn: outputs["arn"] };
}
