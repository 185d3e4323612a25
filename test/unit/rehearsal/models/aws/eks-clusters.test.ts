// Covers eks-clusters.ts, eks-cluster-outputs.ts and eks-cluster-parts.ts.
import { textAt, textsAt } from "../../../../../rehearsal/models/aws/inputs";
import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { cluster, clusterInputs, nodeTrust, role } from "../../../../support/aws-account";
import { answerOf, awsWorld, replacing, textOf } from "../../../../support/aws-world";
import { caller, type TestWorld } from "../../../../support/world-view";

const type = "aws:eks/cluster:Cluster";
const groupType = "aws:ec2/securityGroup:SecurityGroup";
const entryType = "aws:eks/accessEntry:AccessEntry";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

function subnetIds(made: CloudObject): readonly string[] {
  return textsAt(made.outputs, "vpcConfig.subnetIds");
}

describe("a cluster", () => {
  it("has its name for an id, and answers with what clients need", () => {
    const made = cluster(world);
    expect(made.id).toBe("main");
    expect(made.outputs).toMatchObject({
      arn: "arn:aws:eks:eu-west-1:123456789012:cluster/main",
      status: "ACTIVE",
      version: "1.35",
      clusterId: "",
      deletionProtection: false,
    });
    expect(textOf(made, "endpoint")).toMatch(
      /^https:\/\/[0-9A-F]{32}\.[0-9a-f]{3}\.eu-west-1\.eks\.amazonaws\.com$/,
    );
    expect(textAt(made.outputs, "identities.0.oidcs.0.issuer")).toMatch(
      /^https:\/\/oidc\.eks\.eu-west-1\.amazonaws\.com\/id\/[0-9A-F]{32}$/,
    );
    const certificate = textAt(made.outputs, "certificateAuthority.data") ?? "";
    expect(Buffer.from(certificate, "base64").toString()).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
  });

  it("fills in what nobody asked for", () => {
    const made = cluster(world);
    expect(made.outputs).toMatchObject({
      upgradePolicy: { supportType: "EXTENDED" },
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
      vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["0.0.0.0/0"] },
    });
  });

  it("has an endpoint and a certificate unlike any other's", () => {
    const here = cluster(world);
    const there = world.create(type, clusterInputs(world, "us-east-1"));
    expect(there.outputs["endpoint"]).not.toBe(here.outputs["endpoint"]);
    expect(there.outputs["certificateAuthority"]).not.toEqual(here.outputs["certificateAuthority"]);
  });

  it("keeps its endpoint through an update", () => {
    const made = cluster(world);
    const endpoint = made.outputs["endpoint"];
    const updated = world.update(made, { ...made.inputs, deletionProtection: true });
    expect(updated.outputs).toMatchObject({ endpoint, deletionProtection: true });
  });

  it("brings a security group that rules may name", () => {
    const made = cluster(world);
    const id = textAt(made.outputs, "vpcConfig.clusterSecurityGroupId") ?? "";
    expect(id).toMatch(/^sg-[0-9a-f]{17}$/);
    expect(world.find(groupType, id)).toMatchObject({ owner: "main", scope: "eu-west-1" });
    const rule = world.create("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
      securityGroupId: id,
      cidrIpv4: "10.0.0.0/16",
      ipProtocol: "-1",
    });
    world.delete(rule);
    world.delete(made);
    expect(world.find(groupType, id)).toBeUndefined();
  });

  it("keeps its subnets until it goes", () => {
    const made = cluster(world);
    const subnet = world.find("aws:ec2/subnet:Subnet", subnetIds(made)[0] ?? "");
    if (!subnet) throw new Error("the cluster has subnets");
    expect(
      answerOf(() => {
        world.delete(subnet);
      }),
    ).toContain("DependencyViolation");
    world.delete(made);
    expect(
      answerOf(() => {
        world.delete(subnet);
      }),
    ).toBe("served");
  });

  it("is the only one of its name in its region", () => {
    const made = cluster(world);
    expect(answerOf(() => world.create(type, made.inputs))).toBe(
      "ResourceInUseException: Cluster already exists with name: main",
    );
    expect(answerOf(() => world.create(type, clusterInputs(world, "us-east-1")))).toBe("served");
  });

  it("replaces the cluster where something cannot be taken back", () => {
    const encrypted = { encryptionConfig: { provider: { keyArn: "k" }, resources: ["secrets"] } };
    expect(replacing(type, encrypted, {})).toEqual(["encryptionConfig"]);
    expect(replacing(type, {}, encrypted)).toEqual([]);
    const nodes = (nodeRoleArn: string): Properties => ({ computeConfig: { nodeRoleArn } });
    expect(replacing(type, nodes("a"), nodes("b"))).toEqual(["computeConfig.nodeRoleArn"]);
    expect(replacing(type, {}, nodes("b"))).toEqual([]);
    const mode = (controlPlaneEgressMode: string): Properties => ({
      vpcConfig: { controlPlaneEgressMode },
    });
    expect(replacing(type, mode("CUSTOMER"), {})).toEqual(["vpcConfig.controlPlaneEgressMode"]);
    expect(replacing(type, {}, mode("CUSTOMER"))).toEqual([]);
  });
});

describe("what comes with a cluster", () => {
  it("is the creator's access, unless it is declined", () => {
    cluster(world);
    expect(world.all(entryType)).toEqual([]);
    world = awsWorld();
    cluster(world, { accessConfig: { authenticationMode: "API" } });
    expect(world.all(entryType)).toMatchObject([
      { id: `main:${caller.principalArn}`, owner: "main" },
    ]);
    expect(world.all("aws:eks/accessPolicyAssociation:AccessPolicyAssociation")).toMatchObject([
      {
        outputs: {
          policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        },
      },
    ]);
  });

  it("is the access of the nodes of EKS's own pools", () => {
    const nodeRoleArn = textOf(role(world, "nodes", nodeTrust), "arn");
    cluster(world, { computeConfig: { enabled: true, nodePools: ["system"], nodeRoleArn } });
    expect(world.all(entryType)).toMatchObject([
      { outputs: { principalArn: nodeRoleArn, type: "EC2" } },
    ]);
  });

  it("is a log group that stays, where logs are on and there is none", () => {
    const logs = "aws:cloudwatch/logGroup:LogGroup";
    const made = cluster(world, { enabledClusterLogTypes: ["audit"] });
    expect(world.all(logs)).toMatchObject([{ id: "/aws/eks/main/cluster" }]);
    world.delete(made);
    expect(world.all(logs)).toHaveLength(1);
    world = awsWorld();
    const own = world.create(logs, { name: "/aws/eks/main/cluster" });
    cluster(world, { enabledClusterLogTypes: ["audit"] });
    expect(world.all(logs)).toEqual([own]);
  });
});

describe("the deletion of a cluster", () => {
  it("is refused while it is protected", () => {
    const made = cluster(world, { deletionProtection: true });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toMatch(/^InvalidRequestException: .*deletion protection/);
    world.update(made, { ...made.inputs, deletionProtection: false });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe("served");
  });

  it("takes add-ons, access and associations with it, of this cluster only", () => {
    const made = cluster(world);
    const other = world.create(type, clusterInputs(world, "us-east-1"));
    for (const region of ["eu-west-1", "us-east-1"]) {
      world.create("aws:eks/addon:Addon", {
        region,
        clusterName: "main",
        addonName: "metrics-server",
      });
    }
    world.delete(made);
    expect(world.all("aws:eks/addon:Addon")).toMatchObject([{ scope: "us-east-1" }]);
    expect(world.find(type, other.id)).toBe(other);
  });

  it("leaves its security group and interfaces behind where its role has lost its policies", () => {
    const made = cluster(world);
    const vpcId = textAt(made.outputs, "vpcConfig.vpcId") ?? "";
    for (const attachment of world.all(attachmentType)) world.delete(attachment);
    world.delete(made);
    const left = world.all("aws:ec2/networkInterface:NetworkInterface");
    expect(left).toHaveLength(3);
    const subnet = world.find("aws:ec2/subnet:Subnet", subnetIds(made)[0] ?? "");
    const vpc = world.find("aws:ec2/vpc:Vpc", vpcId);
    if (!subnet || !vpc) throw new Error("the network is still there");
    expect(
      answerOf(() => {
        world.delete(subnet);
      }),
    ).toContain("DependencyViolation");
    expect(
      answerOf(() => {
        world.delete(vpc);
      }),
    ).toContain("DependencyViolation");
  });

  it("leaves nothing behind where its role is whole", () => {
    const made = cluster(world);
    const before = world.listing().filter((line) => !line.includes("aws:eks/"));
    world.delete(made);
    const group = textAt(made.outputs, "vpcConfig.clusterSecurityGroupId") ?? "";
    expect(world.listing()).toEqual(before.filter((line) => !line.includes(group)));
  });
});
