import { clusterArgs, recordCluster } from "../../support/clusters";
import { dependencyNames, named, ofType } from "../../support/record";

describe("control plane", () => {
  const eks = async (changes = {}) => {
    const { resources } = await recordCluster(clusterArgs(changes));
    return named(resources, "west-eks");
  };

  it("has the three switches of Auto Mode on together, and no pool or role of EKS's own", async () => {
    const { inputs } = await eks();
    expect(inputs).toMatchObject({
      bootstrapSelfManagedAddons: false,
      storageConfig: { blockStorage: { enabled: true } },
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } },
    });
    expect(inputs["computeConfig"]).toEqual({ enabled: true, nodePools: [] });
  });

  it("is not reachable over the internet unless somebody is named", async () => {
    expect((await eks()).inputs["vpcConfig"]).toEqual({
      subnetIds: ["subnet-private-eu-west-1a", "subnet-private-eu-west-1b"],
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    });
    expect(
      (await eks({ endpointPublicCidrs: ["203.0.113.0/24"] })).inputs["vpcConfig"],
    ).toMatchObject({
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ["203.0.113.0/24"],
    });
  });

  it("admits nobody but by access entries, not even its creator", async () => {
    expect((await eks()).inputs["accessConfig"]).toEqual({
      authenticationMode: "API",
      bootstrapClusterCreatorAdminPermissions: false,
    });
  });

  it("states version, support, addresses, zonal shift and all logs", async () => {
    expect((await eks()).inputs).toMatchObject({
      name: "prod-west",
      region: "eu-west-1",
      version: "1.35",
      upgradePolicy: { supportType: "STANDARD" },
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
      zonalShiftConfig: { enabled: true },
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    });
  });

  it("is not replaced for what is said at birth only, and is deleted before its name is used again", async () => {
    const { ignoreChanges, deleteBeforeReplace } = await eks();
    expect(ignoreChanges).toEqual([
      "bootstrapSelfManagedAddons",
      "accessConfig.bootstrapClusterCreatorAdminPermissions",
      "vpcConfig.subnetIds",
    ]);
    expect(deleteBeforeReplace).toBe(true);
  });

  it("comes after, and goes before, every policy of its role and its log group", async () => {
    const { resources } = await recordCluster();
    const policies = ofType(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map((r) => r.name)
      .filter((name) => name.startsWith("west-cluster-role-"));
    expect(policies.sort()).toEqual([
      "west-cluster-role-AmazonEKSBlockStoragePolicy",
      "west-cluster-role-AmazonEKSClusterPolicy",
      "west-cluster-role-AmazonEKSComputePolicy",
      "west-cluster-role-AmazonEKSLoadBalancingPolicy",
      "west-cluster-role-AmazonEKSNetworkingPolicy",
    ]);
    expect(dependencyNames(named(resources, "west-eks"))).toEqual(
      expect.arrayContaining([...policies, "west-control-plane-logs"]),
    );
  });

  it("encrypts secrets with a key of its own that rotates", async () => {
    const { resources } = await recordCluster();
    expect(named(resources, "west-eks").inputs["encryptionConfig"]).toEqual({
      provider: { keyArn: "arn:aws:kms:eu-west-1:123456789012:key/key-west-secrets-key" },
      resources: ["secrets"],
    });
    expect(named(resources, "west-secrets-key").inputs).toMatchObject({
      enableKeyRotation: true,
      deletionWindowInDays: 30,
    });
    expect(named(resources, "west-secrets-key-alias").inputs).toMatchObject({
      name: "alias/prod-west-secrets",
      targetKeyId: "key-west-secrets-key",
    });
  });

  it("logs to the group that EKS would make, kept as long as asked", async () => {
    const { resources } = await recordCluster(clusterArgs({ logRetentionDays: 90 }));
    expect(named(resources, "west-control-plane-logs").inputs).toMatchObject({
      name: "/aws/eks/prod-west/cluster",
      retentionInDays: 90,
    });
  });
});
