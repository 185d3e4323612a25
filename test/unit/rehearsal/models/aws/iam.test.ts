// Covers iam.ts and iam-roles.ts.
import { inlinePolicies, roleTrusts } from "../../../../../rehearsal/models/aws/iam-roles";
import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { allowing, role, trust } from "../../../../support/aws-account";
import { answerOf, awsWorld, problemPaths, textOf } from "../../../../support/aws-world";
import { caller, type TestWorld } from "../../../../support/world-view";

const roleType = "aws:iam/role:Role";
const policyType = "aws:iam/rolePolicy:RolePolicy";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ec2Trust = trust("ec2.amazonaws.com", "sts:AssumeRole");

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

function trusting(principal: unknown): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }],
  });
}

function named(name: string, inputs: Properties = {}): CloudObject {
  return world.create(roleType, { name, assumeRolePolicy: ec2Trust, ...inputs });
}

describe("a role", () => {
  it("has its name for an id, an ARN without a region, and a unique id", () => {
    const made = named("web", { path: "/team/" });
    expect(made).toMatchObject({ id: "web", scope: "global" });
    expect(made.outputs).toMatchObject({
      arn: "arn:aws:iam::123456789012:role/team/web",
      name: "web",
      maxSessionDuration: 3600,
      forceDetachPolicies: false,
    });
    expect(made.outputs["uniqueId"]).toMatch(/^AROA[0-9A-F]{17}$/);
    expect(named("plain").outputs["arn"]).toBe("arn:aws:iam::123456789012:role/plain");
  });

  it("is the only one of its name in the account, whatever the case and the region", () => {
    named("web");
    expect(answerOf(() => named("web"))).toBe(
      "EntityAlreadyExists: Role with name web already exists.",
    );
    expect(answerOf(() => named("WEB"))).toBe(
      "EntityAlreadyExists: Role with name WEB already exists.",
    );
  });

  it.each<readonly [string, string, string]>([
    ["no JSON", "{", "This policy contains invalid Json"],
    [
      "no version",
      JSON.stringify({ Statement: [] }),
      "The policy must contain a valid version string",
    ],
    ["no statement", JSON.stringify({ Version: "2012-10-17" }), "Syntax errors in policy."],
    [
      "no principal",
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }],
      }),
      "Missing required field Principal",
    ],
    [
      "a resource",
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
      }),
      "Has prohibited field Resource",
    ],
    [
      "a principal that is none",
      trusting({ AWS: "arn:aws:iam::123456789012:group/none" }),
      'Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:group/none"',
    ],
  ])("is refused with a trust policy of %s", (_case, assumeRolePolicy, words) => {
    expect(answerOf(() => named("web", { assumeRolePolicy }))).toBe(
      `MalformedPolicyDocument: ${words}`,
    );
    const made = named("good");
    expect(answerOf(() => world.update(made, { name: "good", assumeRolePolicy }))).toBe(
      `MalformedPolicyDocument: ${words}`,
    );
  });

  it.each([
    ["the account", "123456789012"],
    ["its root", "arn:aws:iam::123456789012:root"],
    ["the caller", caller.principalArn],
    ["another account's role", "arn:aws:iam::999999999999:role/partner"],
    [
      "a role of IAM Identity Center",
      "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0",
    ],
    ["a role older than anything here", "arn:aws:iam::123456789012:role/break-glass"],
    ["everyone", "*"],
  ])("may trust %s", (_case, principal) => {
    expect(answerOf(() => named("web", { assumeRolePolicy: trusting({ AWS: principal }) }))).toBe(
      "served",
    );
  });

  it("may trust a role of this world by its own ARN only", () => {
    const first = named("first", { path: "/team/" });
    const by = (arn: string, name: string): string =>
      answerOf(() => named(name, { assumeRolePolicy: trusting({ AWS: [arn] }) }));
    expect(by(textOf(first, "arn"), "second")).toBe("served");
    expect(by("arn:aws:iam::123456789012:role/first", "third")).toContain("Invalid principal");
  });

  it("has a trust policy of limited length", () => {
    const principals = Array.from(
      { length: 300 },
      (_, place) => `service-${place}-of-many.amazonaws.com`,
    );
    const assumeRolePolicy = trusting({ Service: principals });
    expect(answerOf(() => named("web", { assumeRolePolicy }))).toBe(
      "LimitExceeded: Cannot exceed quota for ACLSizePerRole: 8192",
    );
  });

  it("has a permissions boundary that exists", () => {
    const permissionsBoundary = "arn:aws:iam::123456789012:policy/none";
    expect(answerOf(() => named("web", { permissionsBoundary }))).toBe(
      `NoSuchEntity: Policy ${permissionsBoundary} does not exist or is not attachable.`,
    );
    const own = "arn:aws:iam::aws:policy/PowerUserAccess";
    expect(answerOf(() => named("web", { permissionsBoundary: own }))).toBe("served");
  });

  it.each<readonly [string, Properties, readonly string[]]>([
    ["a policy that is no JSON", { assumeRolePolicy: "{" }, ["assumeRolePolicy"]],
    ["a short session", { maxSessionDuration: 60 }, ["maxSessionDuration"]],
    ["a long prefix", { namePrefix: "x".repeat(39) }, ["namePrefix"]],
    ["a long description", { description: "x".repeat(1001) }, ["description"]],
    ["a path without slashes", { path: "team" }, ["path"]],
    ["a good one", { assumeRolePolicy: ec2Trust, path: "/team/", maxSessionDuration: 7200 }, []],
  ])("is checked by the provider: %s", (_case, inputs, paths) => {
    expect(problemPaths(roleType, inputs)).toEqual(paths);
  });

  it("is kept by attached and by inline policies", () => {
    const made = role(world, "web", ec2Trust, ["ReadOnlyAccess"]);
    const [attachment] = world.all(attachmentType);
    if (!attachment) throw new Error("it is attached");
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe("DeleteConflict: Cannot delete entity, must detach all policies first.");
    world.delete(attachment);
    const inline = world.create(policyType, { role: "web", name: "own", policy: allowing("s3:*") });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe("DeleteConflict: Cannot delete entity, must delete policies first.");
    world.delete(inline);
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe("served");
  });

  it("goes with its policies where it is forced to", () => {
    const made = named("web", { forceDetachPolicies: true });
    world.create(attachmentType, {
      role: "web",
      policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    });
    world.create(policyType, { role: "web", name: "own", policy: allowing("s3:*") });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe("served");
    expect(world.listing()).toEqual([]);
  });
});

describe("a policy in a role", () => {
  it("has the role's name and its own for an id", () => {
    named("web");
    const made = world.create(policyType, { role: "web", name: "own", policy: allowing("s3:*") });
    expect(made.id).toBe("web:own");
  });

  it.each<readonly [string, Properties, string]>([
    [
      "a role that is not there",
      { role: "none" },
      "NoSuchEntity: The role with name none cannot be found.",
    ],
    ["text", { policy: "text" }, "MalformedPolicyDocument: This policy contains invalid Json"],
    [
      "a principal",
      { policy: ec2Trust },
      "MalformedPolicyDocument: Missing required field Resource",
    ],
    [
      "no effect",
      {
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Action: "s3:*", Resource: "*" }],
        }),
      },
      "MalformedPolicyDocument: Missing required field Effect",
    ],
    [
      "no action",
      {
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Resource: "*" }],
        }),
      },
      "MalformedPolicyDocument: Missing required field Action",
    ],
  ])("is refused with %s", (_case, changes, words) => {
    named("web");
    const inputs = { role: "web", name: "own", policy: allowing("s3:*"), ...changes };
    expect(answerOf(() => world.create(policyType, inputs))).toBe(words);
  });

  it("has room with the others up to 10,240 characters", () => {
    const owner = named("web");
    const long = (digit: string): string => allowing(`s3:${digit.repeat(6000)}`);
    const first = world.create(policyType, { role: "web", name: "one", policy: long("1") });
    const second = { role: "web", name: "two", policy: long("2") };
    expect(answerOf(() => world.create(policyType, second))).toBe(
      "LimitExceeded: Maximum policy size of 10240 bytes exceeded for role web",
    );
    expect(answerOf(() => world.update(first, { ...first.inputs, policy: long("3") }))).toBe(
      "served",
    );
    expect(inlinePolicies(world, owner)).toEqual([long("3")]);
  });

  it("is checked by the provider", () => {
    expect(problemPaths(policyType, { policy: "{" })).toEqual(["policy"]);
    expect(problemPaths(policyType, { policy: "{}" })).toEqual([]);
  });
});

describe("an attachment", () => {
  const policyArn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy";

  it("has the role's name and the policy's ARN for an id", () => {
    named("web");
    const made = world.create(attachmentType, { role: "web", policyArn });
    expect(made.id).toBe(`web/${policyArn}`);
  });

  it("needs a role and a policy that exist; AWS's own do", () => {
    named("web");
    const attach = (inputs: Properties): string =>
      answerOf(() => world.create(attachmentType, { role: "web", policyArn, ...inputs }));
    expect(attach({ role: "none" })).toBe("NoSuchEntity: The role with name none cannot be found.");
    const none = "arn:aws:iam::123456789012:policy/none";
    expect(attach({ policyArn: none })).toBe(
      `NoSuchEntity: Policy ${none} does not exist or is not attachable.`,
    );
    expect(attach({ policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEKSServiceRole" })).toBe(
      "served",
    );
  });

  it("is one of at most twenty of its role", () => {
    named("web");
    const attach = (place: number): string =>
      answerOf(() =>
        world.create(attachmentType, {
          role: "web",
          policyArn: `arn:aws:iam::aws:policy/Policy${place}`,
        }),
      );
    const answers = Array.from({ length: 21 }, (_, place) => attach(place));
    expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => "served"));
    expect(answers[20]).toBe("LimitExceeded: Cannot exceed quota for PoliciesPerRole: 20");
  });

  it("is checked by the provider", () => {
    expect(problemPaths(attachmentType, { policyArn: "AmazonEKSClusterPolicy" })).toEqual([
      "policyArn",
    ]);
    expect(problemPaths(attachmentType, { policyArn })).toEqual([]);
  });
});

describe("the trust of a role", () => {
  it("is for the services and actions that its policy allows", () => {
    const made = named("web", { assumeRolePolicy: trust("eks.amazonaws.com", "sts:AssumeRole") });
    const arn = textOf(made, "arn");
    expect(roleTrusts(world, arn, "eks.amazonaws.com")).toBe(true);
    expect(roleTrusts(world, arn, "eks.amazonaws.com", ["sts:TagSession"])).toBe(false);
    expect(roleTrusts(world, arn, "ec2.amazonaws.com")).toBe(false);
    expect(roleTrusts(world, "arn:aws:iam::123456789012:role/none", "eks.amazonaws.com")).toBe(
      false,
    );
    expect(roleTrusts(world, "arn:aws:iam::999999999999:role/web", "eks.amazonaws.com")).toBe(
      false,
    );
  });
});
