/**
 * IAM policy documents as AWS reads them before it takes them.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html, and
 * docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html (MalformedPolicyDocument) (read 2026-11).
 */
import { Refusal } from "../../world/model";

/** One statement of a policy document, as far as the models look into it. */
export interface PolicyStatement {
  readonly effect: string;
  readonly actions: readonly string[];
  /** Principals by kind: `AWS`, `Service`, `Federated`; `*` stands for everyone. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
}

/** A policy that is not taken; each service words the code in its own way. */
class Malformed extends Error {}

function malformed(message: string): Malformed {
  return new Malformed(message);
}

type Json = Readonly<Record<string, unknown>>;

function isJsonObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textList(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === "string");
}

function principalsOf(value: unknown): Readonly<Record<string, readonly string[]>> {
  if (value === "*") return { AWS: ["*"] };
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([kind, list]) => [kind, textList(list)]));
}

function documentOf(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch {
    // Falls through: AWS says the same of text and of JSON that is no object.
  }
  throw malformed("This policy contains invalid Json");
}

/** What each kind of policy must and must not have in its statements. */
const kinds = {
  trust: { needs: ["Principal"], bans: ["Resource"] },
  identity: { needs: ["Resource"], bans: ["Principal"] },
  resource: { needs: ["Principal"], bans: [] },
} as const;

function statementOf(value: unknown, kind: keyof typeof kinds): PolicyStatement {
  if (!isJsonObject(value)) throw malformed("Syntax errors in policy.");
  const has = (field: string): boolean => field in value || `Not${field}` in value;
  const effect = value["Effect"];
  if (effect !== "Allow" && effect !== "Deny") throw malformed("Missing required field Effect");
  if (!has("Action")) throw malformed("Missing required field Action");
  for (const field of kinds[kind].needs) {
    if (!has(field)) throw malformed(`Missing required field ${field}`);
  }
  for (const field of kinds[kind].bans) {
    if (has(field)) throw malformed(`Has prohibited field ${field}`);
  }
  return {
    effect,
    actions: textList(value["Action"]),
    principals: principalsOf(value["Principal"]),
  };
}

const versions: readonly unknown[] = ["2012-10-17", "2008-10-17"];

/**
 * Reads a policy document: `trust` is a role's, `identity` what a role may do, `resource` that of a topic or key.
 * Throws a Refusal, in IAM's words, for text that is no policy; `code` is what the service calls that.
 */
export function readPolicy(
  text: string,
  kind: keyof typeof kinds,
  code = "MalformedPolicyDocument",
): readonly PolicyStatement[] {
  try {
    return statementsOf(documentOf(text), kind);
  } catch (cause) {
    throw cause instanceof Malformed ? new Refusal(code, cause.message) : cause;
  }
}

function statementsOf(document: Json, kind: keyof typeof kinds): readonly PolicyStatement[] {
  if (!versions.includes(document["Version"])) {
    throw malformed("The policy must contain a valid version string");
  }
  const statement = document["Statement"];
  const list: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  if (statement === undefined || list.length === 0) throw malformed("Syntax errors in policy.");
  return list.map((item) => statementOf(item, kind));
}

/** True where the policy lets that service take the role with that action. */
export function trusts(
  statements: readonly PolicyStatement[],
  service: string,
  action: string,
): boolean {
  return statements.some(
    ({ effect, actions, principals }) =>
      effect === "Allow" &&
      (principals["Service"] ?? []).includes(service) &&
      actions.some((allowed) => [action, "sts:*", "*"].includes(allowed)),
  );
}
