import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { cluster, podTrust, role, trust } from "../../../../support/aws-account";
import { answerOf, awsWorld, problemPaths, textOf } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const addonType = "aws:eks/addon:Addon";
const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

let world: TestWorld;
let main: CloudObject;
let roleArn: string;
beforeEach(() => {
  world = awsWorld();
  main = cluster(world);
  roleArn = textOf(role(world, "cart", podTrust), "arn");
});

function addon(inputs: Properties = {}): CloudObject {
  return world.create(addonType, { clusterName: "main", addonName: "metrics-server", ...inputs });
}

function associate(inputs: Properties = {}): CloudObject {
  return world.create(associationType, {
    clusterName: "main",
    namespace: "shop",
    serviceAccount: "cart",
    roleArn,
    ...inputs,
  });
}

describe("an add-on", () => {
  it("has the cluster's name and its own for an id", () => {
    const made = addon();
    expect(made.id).toBe("main:metrics-server");
    expect(textOf(made, "arn")).toMatch(
      /^arn:aws:eks:eu-west-1:123456789012:addon\/main\/metrics-server\/[0-9a-f-]{36}$/,
    );
    expect(made.outputs).toMatchObject({ namespaceConfig: { namespace: "kube-system" } });
  });

  it.each<readonly [string, Properties, string]>([
    [
      "a cluster that is not there",
      { clusterName: "none" },
      "ResourceNotFoundException: No cluster found for name: none.",
    ],
    [
      "a cluster of another region",
      { region: "us-east-1" },
      "ResourceNotFoundException: No cluster found for name: main.",
    ],
    [
      "an unknown name",
      { addonName: "metrics" },
      "InvalidParameterException: Addon specified is not supported",
    ],
    [
      "a version of another kind",
      { addonVersion: "v1.2.3" },
      "InvalidParameterException: Addon version specified is not supported",
    ],
    [
      "broken configuration",
      { configurationValues: "{" },
      "InvalidParameterException: ConfigurationValue is not in valid JSON or YAML format",
    ],
    [
      "a role that is not there",
      { serviceAccountRoleArn: "arn:aws:iam::123456789012:role/none" },
      "InvalidParameterException: Role provided in the request does not exist.",
    ],
    [
      "a pod role that is not there",
      {
        podIdentityAssociations: [
          { serviceAccount: "a", roleArn: "arn:aws:iam::123456789012:role/none" },
        ],
      },
      "Role provided in the request does not exist.",
    ],
  ])("is refused with %s", (_case, inputs, words) => {
    expect(answerOf(() => addon(inputs))).toContain(words);
  });

  it("is there once", () => {
    const made = addon({ addonVersion: "v0.8.0-eksbuild.1" });
    expect(answerOf(() => addon())).toBe("ResourceInUseException: Addon already exists.");
    const next = { ...made.inputs, addonVersion: "v0.8.1-eksbuild.2" };
    expect(answerOf(() => world.update(made, next))).toBe("served");
    expect(answerOf(() => world.update(made, { ...next, addonVersion: "v9.9.9" }))).toContain(
      "Addon version specified is not supported",
    );
  });

  it("may be a publisher's", () => {
    expect(answerOf(() => addon({ addonName: "grafana-labs_kubernetes-monitoring" }))).toBe(
      "served",
    );
  });

  it("waits for an active cluster", () => {
    world.amend(main, { ...main.outputs, status: "UPDATING" });
    expect(answerOf(() => addon())).toBe(
      "InvalidRequestException: Cluster main is not in ACTIVE status, current status: UPDATING",
    );
  });

  it("is checked by the provider", () => {
    expect(problemPaths(addonType, { addonVersion: "latest" })).toEqual(["addonVersion"]);
    expect(problemPaths(addonType, { resolveConflictsOnCreate: "PRESERVE" })).toEqual([
      "resolveConflictsOnCreate",
    ]);
    expect(problemPaths(addonType, { resolveConflictsOnUpdate: "PRESERVE" })).toEqual([]);
  });
});

describe("a Pod Identity association", () => {
  it("has EKS's id and ARN", () => {
    const made = associate();
    expect(made.id).toMatch(/^a-[0-9a-z]{17}$/);
    expect(made.outputs).toMatchObject({
      associationId: made.id,
      associationArn: `arn:aws:eks:eu-west-1:123456789012:podidentityassociation/main/${made.id}`,
      disableSessionTags: false,
      externalId: "",
    });
  });

  it("is the only one of its service account", () => {
    const made = associate();
    expect(answerOf(() => associate())).toBe(
      `ResourceInUseException: Association already exists: ${made.id}`,
    );
    expect(answerOf(() => associate({ namespace: "other" }))).toBe("served");
  });

  it("needs a cluster and a role that exist", () => {
    expect(answerOf(() => associate({ clusterName: "none" }))).toContain("No cluster found");
    const none = "arn:aws:iam::123456789012:role/none";
    expect(answerOf(() => associate({ roleArn: none }))).toBe(
      "InvalidParameterException: Role provided in the request does not exist.",
    );
  });

  it("needs a role that Pod Identity may take, with session tags", () => {
    const untagged = role(world, "untagged", trust("pods.eks.amazonaws.com", "sts:AssumeRole"));
    const refused =
      `StricterThanAws: The rehearsal refuses an association with the role ${textOf(untagged, "arn")}, which does not trust ` +
      "pods.eks.amazonaws.com with sts:AssumeRole and sts:TagSession. On AWS EKS takes any role, and answers the first pod " +
      "that asks for credentials: Unauthorized Exception! EKS does not have permissions to assume the associated role.";
    expect(answerOf(() => associate({ roleArn: textOf(untagged, "arn") }))).toBe(refused);
    const made = associate();
    const inputs = { ...made.inputs, roleArn: textOf(untagged, "arn") };
    expect(answerOf(() => world.update(made, inputs))).toBe(refused);
  });

  it("gets an external id where it leads to a further role", () => {
    const targetRoleArn = "arn:aws:iam::999999999999:role/target";
    expect(textOf(associate({ targetRoleArn }), "externalId")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("is checked by the provider", () => {
    expect(problemPaths(associationType, { policy: "{}" })).toEqual(["policy"]);
    expect(problemPaths(associationType, { policy: "{}", disableSessionTags: true })).toEqual([]);
  });
});
