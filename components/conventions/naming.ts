/**
 * Physical names: what AWS and Kubernetes see. They are only set where AWS demands one or where people
 * read them; everything else is named by the engine. Pure.
 */
import { createHash } from "node:crypto";
import type { Problem } from "./problems";

const hashDigits = 6;
/** A character of the caller's, a hyphen, the hash. */
const shortestLimit = 1 + 1 + hashDigits;

/**
 * A deterministic name out of parts, joined by hyphens. A whole that is too long, or that would end with
 * a hyphen, keeps its beginning and ends with six hexadecimal digits of the whole's SHA-256, so that
 * different wholes keep different names. Never longer than `maxLength`, never ends with a hyphen.
 *
 * Parts are told apart by meaning, not by the name: `("a-b", "c")` and `("a", "b-c")` are one whole.
 *
 * Throws a RangeError when `maxLength` is below 8 or when there is no part or an empty one.
 */
export function physicalName(maxLength: number, ...parts: readonly string[]): string {
  if (!Number.isInteger(maxLength) || maxLength < shortestLimit) {
    throw new RangeError(
      `a physical name needs a limit of at least ${shortestLimit} characters, not ${maxLength}`,
    );
  }
  if (parts.length === 0 || parts.includes("")) {
    throw new RangeError(
      `a physical name is made of parts that are not empty, not ${JSON.stringify(parts)}`,
    );
  }
  const whole = parts.join("-");
  if (whole.length <= maxLength && !whole.endsWith("-")) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, hashDigits);
  const head = withoutFinalHyphens(whole.slice(0, maxLength - hashDigits - 1));
  return head === "" ? hash : `${head}-${hash}`;
}

function withoutFinalHyphens(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "-") end--;
  return text.slice(0, end);
}

/** The longest DNS label, by RFC 1035 section 2.3.4. */
export const dnsLabelMaxLength = 63;

/** The longest host name in its written form, by RFC 1035 section 2.3.4: 255 octets with their lengths. */
export const hostnameMaxLength = 253;

/**
 * Whether the text is one lower-case DNS label by RFC 1123: letters, digits and inner hyphens, 1 to 63
 * characters.
 */
export function isDnsLabel(text: string): boolean {
  return text.length <= dnsLabelMaxLength && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(text);
}

/**
 * Whether the text is a lower-case host name of at least two labels without a final dot, such as
 * `shop.example.com`. A wildcard is none, and neither is an IPv4 address.
 */
export function isHostname(text: string): boolean {
  const labels = text.split(".");
  const last = labels.at(-1) ?? "";
  return (
    text.length <= hostnameMaxLength &&
    labels.length >= 2 &&
    labels.every(isDnsLabel) &&
    !/^\d+$/.test(last)
  );
}

/** What a kind of object allows as its name. */
export interface NameLimit {
  /** Longest name, in characters. */
  readonly maxLength: number;
  readonly pattern: RegExp;
  /** The pattern in words. */
  readonly allowed: string;
  /** Where the rule is written down. */
  readonly source: string;
}

/**
 * Names that AWS limits, for the types that are named here. Read 2026-11. The patterns are AWS's own,
 * except that an upper-case letter is not allowed where AWS would silently turn it into a lower-case one.
 */
export const nameLimits = {
  loadBalancer: {
    maxLength: 32,
    pattern: /^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
    allowed: "letters, digits and inner hyphens, not starting with internal-",
    source: "Elastic Load Balancing API, CreateLoadBalancer, Name",
  },
  targetGroup: {
    maxLength: 32,
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
    allowed: "letters, digits and inner hyphens",
    source: "Elastic Load Balancing API, CreateTargetGroup, Name",
  },
  eksCluster: {
    maxLength: 100,
    pattern: /^[0-9A-Za-z][A-Za-z0-9_-]*$/,
    allowed: "letters, digits, hyphens and underscores, starting with a letter or digit",
    source: "Amazon EKS API, CreateCluster, name",
  },
  iamRole: {
    maxLength: 64,
    pattern: /^[\w+=,.@-]+$/,
    allowed: "letters, digits and _+=,.@-",
    source: "IAM API, CreateRole, RoleName",
  },
  iamRolePolicy: {
    maxLength: 128,
    pattern: /^[\w+=,.@-]+$/,
    allowed: "letters, digits and _+=,.@-",
    source: "IAM API, PutRolePolicy, PolicyName",
  },
  securityGroup: {
    maxLength: 255,
    pattern: /^(?!sg-)[A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]+$/,
    allowed: "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not starting with sg-",
    source: "Amazon EC2 API, CreateSecurityGroup, GroupName",
  },
  kmsAlias: {
    maxLength: 256,
    pattern: /^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/,
    allowed: "alias/ and then letters, digits and /_-, not starting with alias/aws/",
    source: "AWS KMS API, CreateAlias, AliasName",
  },
  dynamodbTable: {
    maxLength: 255,
    pattern: /^[a-zA-Z0-9_.-]{3,}$/,
    allowed: "at least three letters, digits and _.-",
    source: "Amazon DynamoDB API, CreateTable, TableName",
  },
  serverlessCache: {
    maxLength: 40,
    pattern: /^[a-z](?:-?[a-z0-9])*$/,
    allowed: "lower-case letters, digits and single inner hyphens, starting with a letter",
    source:
      "Amazon ElastiCache API, CreateReplicationGroup, ReplicationGroupId; serverless names follow it",
  },
  logGroup: {
    maxLength: 512,
    pattern: /^(?!aws\/)[.\-_/#A-Za-z0-9]+$/,
    allowed: "letters, digits and ._-/#, not starting with aws/",
    source: "Amazon CloudWatch Logs API, CreateLogGroup, logGroupName",
  },
  alarm: {
    maxLength: 255,
    pattern: /^[\x20-\x7e]+$/,
    allowed: "printable ASCII characters",
    source: "Amazon CloudWatch API, PutMetricAlarm, AlarmName",
  },
  dashboard: {
    maxLength: 255,
    pattern: /^[A-Za-z0-9_-]+$/,
    allowed: "letters, digits, hyphens and underscores",
    source: "Amazon CloudWatch API, PutDashboard, DashboardName",
  },
  snsTopic: {
    maxLength: 256,
    pattern: /^[A-Za-z0-9_-]+$/,
    allowed: "letters, digits, hyphens and underscores",
    source: "Amazon SNS API, CreateTopic, Name",
  },
  ecrRepository: {
    maxLength: 256,
    pattern: /^(?=.{2})[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/,
    allowed: "lower-case letters and digits, separated by single ._- or /, at least two characters",
    source: "Amazon ECR API, CreateRepository, repositoryName",
  },
  recordSetIdentifier: {
    maxLength: 128,
    pattern: /^[\x20-\x7e]+$/,
    allowed: "printable ASCII characters",
    source: "Amazon Route 53 API, ResourceRecordSet, SetIdentifier",
  },
} as const satisfies Record<string, NameLimit>;

/** A kind of object whose name AWS limits. */
export type NamedKind = keyof typeof nameLimits;

/** What is wrong with a physical name for that kind of object; empty when nothing is. */
export function checkPhysicalName(path: string, kind: NamedKind, name: string): Problem[] {
  const { maxLength, pattern, allowed } = nameLimits[kind];
  if (name.length <= maxLength && pattern.test(name)) return [];
  return [
    {
      path,
      value: name,
      allowed: `a name of 1 to ${maxLength} characters: ${allowed}`,
      mend: "Choose a name that fits, or change the stack or project name it is made of.",
    },
  ];
}
