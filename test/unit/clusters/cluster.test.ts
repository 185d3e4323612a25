import { Cluster } from "../../../components/clusters/cluster";
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import { clusterArgs, recordCluster } from "../../support/clusters";
import {
  dependencyNames,
  identity,
  named,
  ofType,
  record,
  regionsOf,
  settled,
  urns,
  withoutRegion,
} from "../../support/record";

describe("Cluster", () => {
  it("registers exactly these children", async () => {
    const { resources } = await recordCluster();
    expect(identity(resources)).toMatchSnapshot("identity");
  });

  it("registers the same in a preview as in an update, with outputs unknown", async () => {
    const update = await recordCluster();
    const preview = await recordCluster(clusterArgs(), {}, true);
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect(named(preview.resources, "west-kubernetes").inputs["clusterIdentifier"]).toBe(
      "$unknown",
    );
    expect((await settled(preview.result.kubeconfig)).known).toBe(false);
  });

  it("parents AWS children to itself and objects to their component, and places all in its region", async () => {
    const { resources } = await recordCluster();
    const self = named(resources, "west");
    const objects = named(resources, "west-objects");
    const strays = resources.filter(
      (r) => r !== self && r.parent !== self.urn && r.parent !== objects.urn,
    );
    expect(strays).toEqual([]);
    expect(objects.parent).toBe(self.urn);
    expect(resources.filter((r) => r.parent === objects.urn).map((r) => r.type)).toEqual(
      expect.arrayContaining([
        "kubernetes:core/v1:ConfigMap",
        "kubernetes:eks.amazonaws.com/v1:NodeClass",
        "kubernetes:karpenter.sh/v1:NodePool",
      ]),
    );
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual(["eu-west-1"]);
  });

  it("tags everything that can be tagged", async () => {
    const { resources } = await recordCluster(clusterArgs({ tags: { team: "platform" } }));
    const untagged = resources.filter(
      (r) => r.type.startsWith("aws:") && r.inputs["tags"] === undefined,
    );
    expect([...new Set(untagged.map((r) => r.type))].sort()).toEqual([
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      "aws:kms/alias:Alias",
    ]);
    for (const { inputs, name } of resources.filter((r) => r.inputs["tags"] !== undefined)) {
      expect(inputs["tags"]).toMatchObject({ team: "platform", Name: name });
    }
  });

  it("offers a site that is ready when nodes and add-ons are", async () => {
    const { resources } = await record({ project: "shop", stack: "prod" }, () => {
      const { site } = new Cluster("west", clusterArgs());
      return new ConfigMap(
        "workload",
        {},
        { provider: site.kubernetes, dependsOn: [...site.ready] },
      );
    });
    expect(dependencyNames(named(resources, "workload"))).toEqual([
      "west-addon-amazon-cloudwatch-observability",
      "west-addon-aws-secrets-store-csi-driver-provider",
      "west-addon-metrics-server",
      "west-objects-node-pool",
    ]);
  });

  it("offers the names and addresses that the layers above need", async () => {
    const { result } = await recordCluster();
    const { site } = result;
    expect(site).toMatchObject({ region: "eu-west-1", clusterDnsAddress: "172.20.0.10" });
    expect((await settled(site.clusterName)).value).toBe("prod-west");
    expect((await settled(site.clusterSecurityGroupId)).value).toBe("sg-cluster-west-eks");
  });
});

describe("the Kubernetes provider", () => {
  it("is replaced only with the cluster and never forgets what it cannot reach", async () => {
    const { resources } = await recordCluster();
    const provider = named(resources, "west-kubernetes", "pulumi:providers:kubernetes");
    expect(provider.inputs["clusterIdentifier"]).toBe(
      "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
    );
    expect(provider.inputs["deleteUnreachable"]).toBe("false");
  });

  it("waits until its user is admitted", async () => {
    const { resources } = await recordCluster();
    expect(dependencyNames(named(resources, "west-kubernetes"))).toContain(
      "west-access-administrator-123456789012-role/operator-policy",
    );
  });

  it("is what objects of the cluster use", async () => {
    const { resources } = await recordCluster();
    const provider = named(resources, "west-kubernetes");
    const objects = resources.filter((r) => r.type.startsWith("kubernetes:"));
    expect(objects).toHaveLength(3);
    expect(objects.every((r) => r.provider?.startsWith(provider.urn))).toBe(true);
  });

  it("gets its kubeconfig as a secret, and takes the caller's role", async () => {
    const callerRoleArn = "arn:aws:iam::123456789012:role/deployer";
    const { resources, result } = await recordCluster(
      clusterArgs({ administrators: [callerRoleArn], callerRoleArn }),
    );
    const { secret, value } = await settled(result.kubeconfig);
    expect(secret).toBe(true);
    expect(JSON.parse(value ?? "")).toMatchObject({
      clusters: [{ cluster: { server: expect.stringMatching(/^https:/) as string } }],
      users: [
        {
          user: {
            exec: { args: expect.arrayContaining(["--role-arn", callerRoleArn]) as string[] },
          },
        },
      ],
    });
    expect(named(resources, "west-kubernetes").inputs["kubeconfig"]).toEqual({ $secret: value });
    expect(named(resources, "west").outputs).toEqual({ kubeconfig: { $secret: value } });
  });
});

describe("override", () => {
  it("changes the child it names and no other", async () => {
    const { resources } = await recordCluster(clusterArgs(), {
      override: {
        cluster: (a, o) => [
          { ...a, version: "1.36" },
          { ...o, retainOnDelete: true },
        ],
        nodePool: (a, o) => [{ ...a, metadata: { name: "own" } }, o],
      },
    });
    expect(named(resources, "west-eks")).toMatchObject({
      inputs: { version: "1.36", name: "prod-west" },
      retainOnDelete: true,
    });
    expect(named(resources, "west-objects-node-pool").inputs["metadata"]).toMatchObject({
      name: "own",
    });
    expect(resources.filter((r) => r.retainOnDelete)).toHaveLength(1);
  });
});

describe("refusal", () => {
  it("lists all problems before anything is registered", async () => {
    let refusal = "";
    const { resources } = await record({}, () => {
      try {
        new Cluster("west", clusterArgs({ administrators: [], logRetentionDays: 31 }));
      } catch (error) {
        refusal = String(error);
      }
    });
    expect(resources).toEqual([]);
    expect(refusal).toContain("2 problems");
    expect(refusal).toContain("administrators is []");
    expect(refusal).toContain("logRetentionDays is 31");
  });
});

describe("protection", () => {
  it("covers the cluster and its key, and only where it is asked for", async () => {
    const open = await recordCluster();
    expect(open.resources.filter((r) => r.protect)).toEqual([]);
    expect(named(open.resources, "west-eks").inputs["deletionProtection"]).toBe(false);
    const closed = await recordCluster(clusterArgs({ deletionProtection: true }));
    expect(
      closed.resources
        .filter((r) => r.protect)
        .map((r) => r.name)
        .sort(),
    ).toEqual(["west-eks", "west-secrets-key"]);
    expect(named(closed.resources, "west-eks").inputs["deletionProtection"]).toBe(true);
  });

  it("leaves a protection from above in place", async () => {
    const { resources } = await recordCluster(clusterArgs(), { protect: true });
    expect(named(resources, "west-eks").protect).toBe(true);
  });
});

describe("access", () => {
  it("has one entry for each administrator and one for the nodes", async () => {
    const { resources } = await recordCluster(
      clusterArgs({
        administrators: [
          "arn:aws:iam::123456789012:role/team/operator",
          "arn:aws:iam::123456789012:user/break-glass",
        ],
      }),
    );
    const entries = ofType(resources, "aws:eks/accessEntry:AccessEntry");
    expect(entries.map((r) => [r.name, r.inputs["type"]]).sort()).toEqual([
      ["west-access-administrator-123456789012-role/team/operator", "STANDARD"],
      ["west-access-administrator-123456789012-user/break-glass", "STANDARD"],
      ["west-access-nodes", "EC2"],
    ]);
  });
});
