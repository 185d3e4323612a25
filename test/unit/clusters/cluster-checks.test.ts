import type { ClusterArgs } from "../../../components/clusters/cluster-args";
import { checkCluster } from "../../../components/clusters/cluster-checks";
import { administrator, clusterArgs } from "../../support/clusters";
import { networkSite } from "../../support/sites";

describe("checkCluster", () => {
  it("finds nothing wrong with a private cluster, nor with one for named clients", () => {
    expect(checkCluster(clusterArgs())).toEqual([]);
    expect(
      checkCluster(
        clusterArgs({
          endpointPublicCidrs: ["203.0.113.0/24", "198.51.100.7/32"],
          callerRoleArn: administrator,
          nodes: { cpuLimit: 8, memoryLimitGiB: 32, architectures: ["arm64"] },
          kubernetesVersion: "1.35",
        }),
      ),
    ).toEqual([]);
  });

  const role = "arn:aws:iam::123456789012:role/deployer";
  const session = "arn:aws:sts::123456789012:assumed-role/operator/me";
  const oneZone = { ...networkSite("eu-west-1"), zones: networkSite("eu-west-1").zones.slice(1) };
  const many = Array.from({ length: 41 }, (_, index) => `203.0.113.${index}/32`);

  it.each<[string, Partial<ClusterArgs>, string, RegExp]>([
    [
      "a region that there is not",
      { region: "eu-west-9", network: { ...networkSite("eu-west-1"), region: "eu-west-9" } },
      "region",
      /eu-west-1/,
    ],
    [
      "another region's network",
      { network: networkSite("us-east-1") },
      "network.region",
      /Pass the network/,
    ],
    ["a single zone", { network: oneZone }, "network.zones", /Add a zone/],
    [
      "a VPC over the service block",
      { network: { ...networkSite("eu-west-1"), vpcCidr: "172.20.0.0/16" } },
      "network.vpcCidr",
      /other addresses/,
    ],
    ["no administrator", { administrators: [] }, "administrators", /nobody/],
    ["a name in place of an ARN", { administrators: ["operator"] }, "administrators", /whole ARN/],
    ["a session", { administrators: [session] }, "administrators", /role's own ARN/],
    [
      "an administrator twice",
      { administrators: [administrator, administrator] },
      "administrators",
      /one of them/,
    ],
    ["a caller who is not admitted", { callerRoleArn: role }, "callerRoleArn", /Add it/],
    [
      "the whole internet",
      { endpointPublicCidrs: ["0.0.0.0/0"] },
      "endpointPublicCidrs",
      /private/,
    ],
    [
      "private clients of the public endpoint",
      { endpointPublicCidrs: ["10.1.0.0/16"] },
      "endpointPublicCidrs",
      /private endpoint/,
    ],
    [
      "an address that is no block",
      { endpointPublicCidrs: ["203.0.113.7"] },
      "endpointPublicCidrs",
      /203\.0\.113\.0\/24/,
    ],
    ["too many clients", { endpointPublicCidrs: many }, "endpointPublicCidrs", /Join/],
    [
      "a retention that CloudWatch does not know",
      { logRetentionDays: 10 },
      "logRetentionDays",
      /14/,
    ],
    ["no CPU", { nodes: { cpuLimit: 0 } }, "nodes.cpuLimit", /all nodes/],
    ["half a GiB", { nodes: { memoryLimitGiB: 0.5 } }, "nodes.memoryLimitGiB", /all nodes/],
    ["no architecture", { nodes: { architectures: [] } }, "nodes.architectures", /at least one/],
    ["no capacity type", { nodes: { capacityTypes: [] } }, "nodes.capacityTypes", /at least one/],
    ["a tag of the house's", { tags: { Name: "mine" } }, "tags.Name", /./],
  ])("finds %s", (_what, changes, path, mend) => {
    const problems = checkCluster(clusterArgs(changes));
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.mend).toMatch(mend);
  });

  it("finds what only untyped callers can say", () => {
    const untyped = { kubernetesVersion: "1.10", nodes: { architectures: ["mips"] } };
    const problems = checkCluster({
      ...clusterArgs(),
      ...(untyped as Partial<ClusterArgs> & object),
    });
    expect(problems.map(({ path }) => path)).toEqual(["kubernetesVersion", "nodes.architectures"]);
  });

  it("finds everything at once", () => {
    const problems = checkCluster(
      clusterArgs({ administrators: [], endpointPublicCidrs: ["x"], logRetentionDays: 0 }),
    );
    expect(problems.map(({ path }) => path)).toEqual([
      "administrators",
      "endpointPublicCidrs",
      "logRetentionDays",
    ]);
  });
});
