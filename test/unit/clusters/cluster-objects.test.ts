import { clusterArgs, recordCluster } from "../../support/clusters";
import { dependencyNames, named } from "../../support/record";

describe("objects of a cluster", () => {
  it("switch network policy on before there is a node", async () => {
    const { resources } = await recordCluster();
    const policySwitch = named(resources, "west-objects-network-policy-switch");
    expect(policySwitch.inputs).toMatchObject({
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    });
    expect(dependencyNames(named(resources, "west-objects-node-class"))).toContain(
      policySwitch.name,
    );
    expect(dependencyNames(named(resources, "west-objects-node-pool"))).toContain(
      "west-objects-node-class",
    );
  });

  it("are deleted before the cluster: its deletion may fail, and nodes must be gone before it", async () => {
    const { resources } = await recordCluster();
    for (const child of ["network-policy-switch", "node-class", "node-pool"]) {
      expect(named(resources, `west-objects-${child}`).deletedWith).toBeUndefined();
    }
  });

  it("let nodes join, and act, before they are asked for", async () => {
    const { resources } = await recordCluster();
    expect(dependencyNames(named(resources, "west-objects-node-class"))).toEqual(
      expect.arrayContaining([
        "west-access-nodes-policy",
        "west-node-role-AmazonEC2ContainerRegistryPullOnly",
        "west-node-role-AmazonEKSWorkerNodeMinimalPolicy",
      ]),
    );
  });

  it("put nodes into the private subnets, behind the cluster's security group", async () => {
    const { resources } = await recordCluster();
    expect(named(resources, "west-objects-node-class").inputs).toMatchObject({
      apiVersion: "eks.amazonaws.com/v1",
      kind: "NodeClass",
      metadata: { name: "archipelago" },
      spec: {
        role: "prod-west-node-role",
        subnetSelectorTerms: [
          { id: "subnet-private-eu-west-1a" },
          { id: "subnet-private-eu-west-1b" },
        ],
        securityGroupSelectorTerms: [{ id: "sg-cluster-west-eks" }],
      },
    });
  });

  it("pass on what nodes may be", async () => {
    const { resources } = await recordCluster(
      clusterArgs({ nodes: { cpuLimit: 16, networkPolicy: "DefaultDeny" } }),
    );
    expect(named(resources, "west-objects-node-pool").inputs["spec"]).toMatchObject({
      limits: { cpu: "16", memory: "800Gi" },
    });
    expect(named(resources, "west-objects-node-class").inputs["spec"]).toMatchObject({
      networkPolicy: "DefaultDeny",
    });
  });
});
