import { readPolicy, trusts } from "../../../../../rehearsal/models/aws/policies";
import { answerOf } from "../../../../support/aws-world";

function policy(statement: unknown, Version = "2012-10-17"): string {
  return JSON.stringify({ Version, Statement: statement });
}

const allow = {
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { Service: "a.amazonaws.com" },
};

describe("a policy document", () => {
  it("is read into statements, one or many", () => {
    expect(readPolicy(policy(allow), "trust")).toEqual([
      {
        effect: "Allow",
        actions: ["sts:AssumeRole"],
        principals: { Service: ["a.amazonaws.com"] },
      },
    ]);
    expect(readPolicy(policy([allow, allow], "2008-10-17"), "trust")).toHaveLength(2);
    const everyone = policy({ ...allow, Principal: "*", Action: ["a", "b"] });
    expect(readPolicy(everyone, "resource")).toEqual([
      { effect: "Allow", actions: ["a", "b"], principals: { AWS: ["*"] } },
    ]);
  });

  it.each<readonly [string, string, "trust" | "identity" | "resource", string]>([
    ["text", "text", "trust", "This policy contains invalid Json"],
    ["a list", "[]", "trust", "This policy contains invalid Json"],
    [
      "another version",
      policy(allow, "2020-01-01"),
      "trust",
      "The policy must contain a valid version string",
    ],
    ["no statements", policy([]), "trust", "Syntax errors in policy."],
    ["a statement that is none", policy(["x"]), "trust", "Syntax errors in policy."],
    [
      "an unknown effect",
      policy({ ...allow, Effect: "Maybe" }),
      "trust",
      "Missing required field Effect",
    ],
    [
      "no action",
      policy({ ...allow, Action: undefined }),
      "trust",
      "Missing required field Action",
    ],
    [
      "no principal",
      policy({ ...allow, Principal: undefined }),
      "trust",
      "Missing required field Principal",
    ],
    [
      "a principal",
      policy({ ...allow, Resource: "*" }),
      "identity",
      "Has prohibited field Principal",
    ],
    [
      "no resource",
      policy({ ...allow, Principal: undefined }),
      "identity",
      "Missing required field Resource",
    ],
  ])("is malformed with %s", (_case, text, kind, words) => {
    expect(answerOf(() => readPolicy(text, kind))).toBe(`MalformedPolicyDocument: ${words}`);
    expect(answerOf(() => readPolicy(text, kind, "Other"))).toBe(`Other: ${words}`);
  });

  it("may say what it does not mean", () => {
    const negative = { Effect: "Deny", NotAction: "s3:*", NotResource: "*" };
    expect(readPolicy(policy(negative), "identity")).toEqual([
      { effect: "Deny", actions: [], principals: {} },
    ]);
  });

  it("trusts a service with what it allows it", () => {
    const statements = readPolicy(
      policy([allow, { ...allow, Effect: "Deny", Action: "sts:TagSession" }]),
      "trust",
    );
    expect(trusts(statements, "a.amazonaws.com", "sts:AssumeRole")).toBe(true);
    expect(trusts(statements, "a.amazonaws.com", "sts:TagSession")).toBe(false);
    expect(trusts(statements, "b.amazonaws.com", "sts:AssumeRole")).toBe(false);
    const wide = readPolicy(policy({ ...allow, Action: "sts:*" }), "trust");
    expect(trusts(wide, "a.amazonaws.com", "sts:TagSession")).toBe(true);
  });
});
