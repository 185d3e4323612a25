import { recordCluster } from "../../support/clusters";
import { named, type Recorded } from "../../support/record";

describe("roles of a cluster", () => {
  const trust = (resources: readonly Recorded[], name: string) =>
    (
      JSON.parse(String(named(resources, name).inputs["assumeRolePolicy"])) as {
        Statement: unknown[];
      }
    ).Statement;

  it.each([
    ["west-cluster-role", "eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]],
    ["west-node-role", "ec2.amazonaws.com", ["sts:AssumeRole"]],
    ["west-observability-role", "pods.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]],
  ])("%s may be taken by %s alone", async (name, service, actions) => {
    const { resources } = await recordCluster();
    expect(trust(resources, name)).toEqual([
      { Effect: "Allow", Principal: { Service: service }, Action: actions },
    ]);
  });

  it.each([
    ["west-node-role", ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodeMinimalPolicy"]],
    ["west-observability-role", ["CloudWatchAgentServerPolicy"]],
  ])("%s may do no more than AWS's policies for it", async (name, policies) => {
    const { resources } = await recordCluster();
    const attached = resources.filter((r) => r.name.startsWith(`${name}-`));
    expect(attached.map((r) => r.inputs["policyArn"]).sort()).toEqual(
      policies.map((policy) => `arn:aws:iam::aws:policy/${policy}`),
    );
    expect(attached.every((r) => r.deleteBeforeReplace)).toBe(true);
  });

  it("are named after stack and component, within IAM's limit", async () => {
    const { resources } = await recordCluster();
    expect(named(resources, "west-node-role").inputs["name"]).toBe("prod-west-node-role");
  });
});
