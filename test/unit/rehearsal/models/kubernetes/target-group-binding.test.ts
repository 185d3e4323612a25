import { targetGroupBindingModel } from "../../../../../rehearsal/models/kubernetes/target-group-binding";
import type { Properties } from "../../../../../rehearsal/world/model";
import {
  awsTypes,
  clusterWorld,
  inShop,
  refusalOf,
  targetGroupArn,
  withAt,
  type BadField,
} from "./cluster";

describe("TargetGroupBinding", () => {
  const binding: Properties = {
    metadata: inShop("cart"),
    spec: {
      targetGroupARN: targetGroupArn,
      targetType: "ip",
      serviceRef: { name: "cart", port: 7070 },
    },
  };
  const type = targetGroupBindingModel.type;
  const world = () => {
    const made = clusterWorld();
    made.create(awsTypes.targetGroup, { arn: targetGroupArn, vpcId: "vpc-1" });
    return made;
  };

  it.each<BadField>([
    [
      "a target group that does not exist",
      ["spec", "targetGroupARN"],
      targetGroupArn.replace("0123", "9999"),
      "TargetGroupNotFoundException: One or more target groups not found",
    ],
    [
      "nodes for pods",
      ["spec", "nodeSelector"],
      { matchLabels: { a: "b" } },
      "TargetGroupBinding cannot set NodeSelector when TargetType is ip",
    ],
    [
      "another VPC than the target group's",
      ["spec", "vpcID"],
      "vpc-2",
      `invalid VpcID vpc-2 doesnt match VpcID from TargetGroup ${targetGroupArn}`,
    ],
  ])("refuses %s", (_what, path, value, words) => {
    expect(refusalOf(() => world().create(type, withAt(binding, path, value))).message).toContain(
      words,
    );
  });

  it("does not find a target group of another region", () => {
    const here = world();
    const foreign = targetGroupArn.replace("eu-west-1", "us-east-1");
    here.create(awsTypes.targetGroup, { arn: foreign });
    const inputs = withAt(binding, ["spec", "targetGroupARN"], foreign);
    expect(refusalOf(() => here.create(type, inputs)).message).toContain(
      'admission webhook "vtargetgroupbinding.eks.amazonaws.com" denied the request: ',
    );
  });

  it("binds a target group once, unless all bindings share it", () => {
    const here = world();
    here.create(type, binding);
    const second = withAt(binding, ["metadata", "name"], "second");
    expect(refusalOf(() => here.create(type, second)).message).toContain(
      `TargetGroup ${targetGroupArn} is already bound to following TargetGroupBindings [shop/cart]`,
    );
    const sharing = world();
    const shared = withAt(binding, ["spec", "multiClusterTargetGroup"], true);
    sharing.create(type, shared);
    expect(sharing.create(type, withAt(shared, ["metadata", "name"], "second")).id).toBe(
      "shop/second",
    );
  });

  it("keeps to its target group", () => {
    const here = world();
    const made = here.create(type, binding);
    expect(
      refusalOf(() => here.update(made, withAt(binding, ["spec", "targetType"], "instance")))
        .message,
    ).toContain("TargetGroupBinding update may not change these immutable fields: spec.targetType");
    expect(here.update(made, withAt(binding, ["spec", "serviceRef", "port"], 80)).id).toBe(
      "shop/cart",
    );
  });

  it("never goes once the cluster's load balancing is switched off", () => {
    const here = world();
    const made = here.create(type, binding);
    const [cluster] = here.all(awsTypes.cluster);
    if (cluster === undefined) throw new Error("no cluster");
    const off = { elasticLoadBalancing: { enabled: false } };
    here.amend(cluster, { ...cluster.outputs, kubernetesNetworkConfig: off });
    expect(
      refusalOf(() => {
        here.delete(made);
      }),
    ).toMatchObject({
      code: "Timeout",
      message: expect.stringContaining("finalizers might be preventing deletion") as string,
    });
  });

  it("is not known to a cluster without Auto Mode", () => {
    const world = clusterWorld({ computeConfig: { enabled: false }, kubernetesNetworkConfig: {} });
    expect(refusalOf(() => world.create(type, binding)).message).toBe(
      'no matches for kind "TargetGroupBinding" in version "eks.amazonaws.com/v1"',
    );
  });
});
