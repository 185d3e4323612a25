import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import {
  nodeClassModel,
  nodeClassProblem,
} from "../../../../../rehearsal/models/kubernetes/node-class";
import { nodePoolModel } from "../../../../../rehearsal/models/kubernetes/node-pool";
import type { TestWorld } from "../../../../support/world-view";
import {
  awsTypes,
  cart,
  clusterArn,
  clusterWorld,
  reasonsOf,
  refusalOf,
  withAt,
  type BadField,
} from "./cluster";
import { nodeClass, nodePool } from "./pools";

const roleArn = "arn:aws:iam::123456789012:role/nodes";

describe("NodeClass", () => {
  it.each<BadField>([
    [
      "the built-in name",
      ["metadata", "name"],
      "default",
      'the name "default" belongs to the built-in node class',
    ],
    [
      "a tag of EKS's",
      ["spec", "tags"],
      { "karpenter.sh/nodepool": "x" },
      "tag contains a restricted tag",
    ],
  ])("refuses %s", (_what, path, value, words) => {
    const inputs = withAt(nodeClass, path, value);
    expect(refusalOf(() => clusterWorld().create(nodeClassModel.type, inputs)).message).toContain(
      words,
    );
  });

  const grant = (world: TestWorld, type: string, policy?: string) => {
    world.create(awsTypes.role, { name: "nodes", arn: roleArn });
    world.create(awsTypes.entry, { clusterName: "shop", principalArn: roleArn, type });
    if (policy !== undefined)
      world.create(awsTypes.association, {
        clusterName: "shop",
        principalArn: roleArn,
        policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
      });
  };

  it("starts nodes only where its role exists and may join", () => {
    const problem = (prepare: (world: TestWorld) => void) => {
      const world = clusterWorld();
      prepare(world);
      return nodeClassProblem(world, clusterArn, "workloads");
    };
    const made = (world: TestWorld) => world.create(nodeClassModel.type, nodeClass);
    expect(problem(() => undefined)).toBe('NodeClass "workloads" not found');
    expect(problem((world) => void made(world))).toBe('Role "nodes" not found');
    expect(
      problem((world) => {
        made(world);
        grant(world, "STANDARD");
      }),
    ).toBe('role "nodes" has no access entry of type EC2 in the cluster');
    expect(
      problem((world) => {
        made(world);
        grant(world, "EC2");
      }),
    ).toBe('role "nodes" has no AmazonEKSAutoNodePolicy in the cluster');
    expect(
      problem((world) => {
        made(world);
        grant(world, "EC2", "AmazonEKSAutoNodePolicy");
      }),
    ).toBeUndefined();
  });

  it("gives Deployments their nodes, and takes them away", () => {
    const world = clusterWorld({ computeConfig: { enabled: true, nodePools: [] } });
    world.create(nodePoolModel.type, nodePool);
    expect(reasonsOf(() => world.create(kinds.Deployment.type, cart))).toHaveLength(3);
    world.create(nodeClassModel.type, nodeClass);
    grant(world, "EC2", "AmazonEKSAutoNodePolicy");
    expect(world.create(kinds.Deployment.type, cart).id).toBe("shop/cart");
  });

  it("stays while a pool of it has pods to carry", () => {
    const world = clusterWorld();
    const made = world.create(nodeClassModel.type, nodeClass);
    const pool = world.create(nodePoolModel.type, nodePool);
    const carried = world.create(kinds.Deployment.type, cart);
    const removal = () => {
      world.delete(made);
    };
    expect(refusalOf(removal).message).toContain("Waiting on NodeClaim termination");
    world.delete(pool);
    removal();
    expect(world.find(nodeClassModel.type, "workloads")).toBeUndefined();
    expect(world.find(kinds.Deployment.type, carried.id)).toBe(carried);
  });

  it("is not known to a cluster without Auto Mode", () => {
    const world = clusterWorld({ computeConfig: { enabled: false }, kubernetesNetworkConfig: {} });
    expect(refusalOf(() => world.create(nodeClassModel.type, nodeClass)).message).toBe(
      'no matches for kind "NodeClass" in version "eks.amazonaws.com/v1"',
    );
  });
});
