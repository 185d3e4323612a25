import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { cluster, clusterInputs, nodeTrust, role, trust } from "../../../../support/aws-account";
import { answerOf, awsWorld, problemPaths, textOf } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const entryType = "aws:eks/accessEntry:AccessEntry";
const associationType = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const policyArn = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

let world: TestWorld;
let principalArn: string;
beforeEach(() => {
  world = awsWorld();
  cluster(world);
  principalArn = textOf(role(world, "admin", trust("ec2.amazonaws.com", "sts:AssumeRole")), "arn");
});

function entry(inputs: Properties = {}): CloudObject {
  return world.create(entryType, { clusterName: "main", principalArn, ...inputs });
}

function associate(inputs: Properties = {}): CloudObject {
  return world.create(associationType, {
    clusterName: "main",
    principalArn,
    policyArn,
    accessScope: { type: "cluster" },
    ...inputs,
  });
}

describe("an access entry", () => {
  it("has the cluster's name and the principal for an id, and a Kubernetes user", () => {
    const made = entry();
    expect(made.id).toBe(`main:${principalArn}`);
    expect(made.outputs).toMatchObject({
      type: "STANDARD",
      userName: "arn:aws:sts::123456789012:assumed-role/admin/{{SessionName}}",
      kubernetesGroups: [],
    });
    expect(textOf(made, "accessEntryArn")).toMatch(
      /^arn:aws:eks:eu-west-1:123456789012:access-entry\/main\/role\/123456789012\/admin\/[0-9a-f-]{36}$/,
    );
  });

  it("puts nodes into Kubernetes' group of nodes", () => {
    expect(entry({ type: "EC2" }).outputs).toMatchObject({
      userName: "system:node:{{EC2PrivateDNSName}}",
      kubernetesGroups: ["system:nodes"],
    });
  });

  it("is the only one of its principal", () => {
    entry();
    expect(answerOf(() => entry())).toBe(
      "ResourceInUseException: The specified access entry resource is already in use on this cluster.",
    );
  });

  it("is of a cluster in its region", () => {
    expect(answerOf(() => entry({ clusterName: "none" }))).toBe(
      "ResourceNotFoundException: No cluster found for name: none.",
    );
    expect(answerOf(() => entry({ region: "us-east-1" }))).toContain("No cluster found");
  });

  it("is of an IAM principal, which may be older than anything here", () => {
    const of = (arn: string, inputs: Properties = {}): string =>
      answerOf(() => entry({ principalArn: arn, ...inputs }));
    const refused =
      "InvalidParameterException: The specified principalArn is invalid: invalid principal.";
    expect(of("arn:aws:sts::123456789012:assumed-role/admin/session")).toBe(refused);
    expect(of("arn:aws:iam::123456789012:group/admins")).toBe(refused);
    expect(of("arn:aws:iam::123456789012:role/other-path/admin")).toBe(refused);
    expect(of("arn:aws:iam::999999999999:role/partner")).toBe("served");
    expect(of("arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/Admin")).toBe(
      "served",
    );
    expect(of("arn:aws:iam::123456789012:role/break-glass")).toBe("served");
    expect(of("arn:aws:iam::123456789012:role/no-nodes", { type: "EC2" })).toBe(refused);
  });

  it.each<readonly [string, Properties, string]>([
    [
      "groups of nodes",
      { type: "EC2_LINUX", kubernetesGroups: ["x"] },
      "can't be specified for access entries of type EC2_LINUX",
    ],
    [
      "a user name of nodes",
      { type: "EC2", userName: "x" },
      "can't be specified for access entries of type EC2",
    ],
    [
      "a group of the system's",
      { kubernetesGroups: ["system:masters"] },
      "The kubernetes group name system:masters is invalid, it cannot start with system:",
    ],
    [
      "a user of the system's",
      { userName: "system:admin" },
      "The username system:admin is invalid",
    ],
    [
      "a user as a node",
      { type: "EC2", principalArn: "arn:aws:iam::999999999999:user/x" },
      "must be an IAM role",
    ],
  ])("is refused with %s", (_case, inputs, words) => {
    expect(answerOf(() => entry(inputs))).toContain(words);
  });

  it("may change its groups, to good ones", () => {
    const made = entry();
    const change = (kubernetesGroups: readonly string[]): string =>
      answerOf(() => world.update(made, { ...made.inputs, kubernetesGroups }));
    expect(change(["viewers"])).toBe("served");
    expect(change(["system:masters"])).toContain("cannot start with system:");
  });

  it("needs a cluster that is asked for entries", () => {
    const inputs = clusterInputs(world, "us-east-1", "old");
    world.create("aws:eks/cluster:Cluster", {
      ...inputs,
      accessConfig: { authenticationMode: "CONFIG_MAP" },
      bootstrapSelfManagedAddons: true,
      computeConfig: null,
      kubernetesNetworkConfig: null,
      storageConfig: null,
    });
    expect(answerOf(() => entry({ region: "us-east-1", clusterName: "old" }))).toBe(
      "InvalidRequestException: The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
    );
  });

  it("is checked by the provider", () => {
    expect(problemPaths(entryType, { type: "GHOST", principalArn })).toEqual(["type"]);
    expect(problemPaths(entryType, { principalArn: "admin" })).toEqual(["principalArn"]);
    expect(problemPaths(entryType, { type: "EC2", principalArn })).toEqual([]);
  });

  it("takes its policies with it", () => {
    const made = entry();
    associate();
    world.delete(made);
    expect(world.all(associationType)).toEqual([]);
  });
});

describe("an access policy association", () => {
  it("has cluster, principal and policy for an id", () => {
    entry();
    const made = associate();
    expect(made.id).toBe(`main#${principalArn}#${policyArn}`);
    expect(made.outputs["associatedAt"]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000 UTC$/);
  });

  it("needs the entry first", () => {
    expect(answerOf(() => associate())).toBe(
      "ResourceNotFoundException: The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.",
    );
    entry();
    expect(answerOf(() => associate())).toBe("served");
  });

  it.each<readonly [string, Properties, string]>([
    [
      "a policy of IAM's",
      { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      "The policyArn parameter format is not valid",
    ],
    [
      "an unknown policy",
      { policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSGodPolicy" },
      "The policyArn parameter format is not valid",
    ],
    [
      "namespaces without names",
      { accessScope: { type: "namespace" } },
      "The namespaces parameter can't be empty",
    ],
    [
      "names without namespaces",
      { accessScope: { type: "cluster", namespaces: ["a"] } },
      "The namespaces parameter must be empty",
    ],
    ["another cluster", { clusterName: "none" }, "No cluster found for name: none."],
  ])("is refused with %s", (_case, inputs, words) => {
    entry();
    expect(answerOf(() => associate(inputs))).toContain(words);
  });

  it("is for people, and for nodes one policy only", () => {
    principalArn = textOf(role(world, "nodes", nodeTrust), "arn");
    entry({ type: "EC2" });
    expect(answerOf(() => associate())).toBe(
      'InvalidParameterException: This operation can only be performed on Access Entries with a type of "STANDARD".',
    );
    const nodePolicy = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy";
    expect(answerOf(() => associate({ policyArn: nodePolicy }))).toBe("served");
  });

  it("is checked by the provider", () => {
    expect(problemPaths(associationType, { accessScope: { type: "world" } })).toEqual([
      "accessScope.type",
    ]);
    expect(problemPaths(associationType, { accessScope: { type: "namespace" } })).toEqual([]);
  });
});
