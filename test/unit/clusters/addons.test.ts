import { kubernetesReleases } from "../../../components/clusters/versions";
import { clusterArgs, recordCluster } from "../../support/clusters";
import { dependencyNames, named, ofType } from "../../support/record";

describe("add-ons", () => {
  it("are pinned to the builds of the version table", async () => {
    const { resources } = await recordCluster();
    const addons = ofType(resources, "aws:eks/addon:Addon").map(({ inputs }) => [
      inputs["addonName"],
      inputs["addonVersion"],
    ]);
    expect(Object.fromEntries(addons)).toEqual(kubernetesReleases["1.35"].addons);
  });

  it("wait for nodes, and let the program win over changes by hand", async () => {
    const { resources } = await recordCluster();
    for (const addon of ofType(resources, "aws:eks/addon:Addon")) {
      expect(dependencyNames(addon)).toContain("west-objects-node-pool");
      expect(addon.deleteBeforeReplace).toBe(true);
      expect(addon.inputs).toMatchObject({
        clusterName: "prod-west",
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
      });
    }
  });

  it("give the CloudWatch agent a role by Pod Identity, and no other add-on one", async () => {
    const { resources } = await recordCluster();
    const agent = named(resources, "west-addon-amazon-cloudwatch-observability");
    expect(agent.inputs["podIdentityAssociations"]).toEqual([
      {
        serviceAccount: "cloudwatch-agent",
        roleArn: "arn:aws:iam::123456789012:role/prod-west-observability-role",
      },
    ]);
    expect(dependencyNames(agent)).toContain("west-observability-role-CloudWatchAgentServerPolicy");
    expect(named(resources, "west-addon-metrics-server").inputs).not.toHaveProperty(
      "podIdentityAssociations",
    );
  });

  it("find the log groups of Container Insights there, with a retention", async () => {
    const { resources } = await recordCluster(clusterArgs({ logRetentionDays: 7 }));
    const agent = named(resources, "west-addon-amazon-cloudwatch-observability");
    for (const kind of ["application", "dataplane", "host", "performance"]) {
      const group = named(resources, `west-insights-${kind}-logs`);
      expect(group.inputs).toMatchObject({
        name: `/aws/containerinsights/prod-west/${kind}`,
        retentionInDays: 7,
      });
      expect(dependencyNames(agent)).toContain(group.name);
    }
  });
});
