/**
 * Refusals in the form that the real providers give them, so that a rehearsed error reads like the real one: code and text
 * of the service are exact, what stands around them is near.
 *
 * Sources (read 2026-11): some thirty files of hashicorp/terraform-provider-aws internal/service, which say "creating <label>
 * (<name>): <error of the AWS SDK>" with a label and a name of their own for each type; here the label is made from the
 * type and a create has no name in parentheses. The SDK's own "operation error EC2: CreateVpc, https response error
 * StatusCode: 400, ..." (aws/smithy-go errors.go) and the verbs of the requests are general knowledge, not verified; those
 * that are not the verb and the resource stand in the table below. pulumi-kubernetes provider/pkg/provider/provider.go.
 */
import { createHash } from "node:crypto";
import { Refusal, StricterThanAws, Unasked } from "./model";
import type { Operation } from "./operation";

/** The refusal of a connection that leads nowhere: its region is down. */
export class Unreachable extends Refusal {}

const verbs = {
  create: ["creating", "Create"],
  read: ["reading", "Describe"],
  update: ["updating", "Modify"],
  delete: ["deleting", "Delete"],
  invoke: ["reading", "Get"],
} as const satisfies Record<Operation, readonly [string, string]>;

const services: Readonly<Record<string, string>> = {
  acm: "ACM",
  cloudwatch: "CloudWatch",
  dynamodb: "DynamoDB",
  ec2: "EC2",
  ecr: "ECR",
  eks: "EKS",
  elasticache: "ElastiCache",
  iam: "IAM",
  kms: "KMS",
  lb: "Elastic Load Balancing v2",
  route53: "Route 53",
  secretsmanager: "Secrets Manager",
  sns: "SNS",
  sts: "STS",
  vpc: "EC2",
};

const requests: Readonly<Record<string, Partial<Record<Operation, string>>>> = {
  "acm/Certificate": { create: "RequestCertificate" },
  "cloudwatch/Dashboard": { create: "PutDashboard", update: "PutDashboard" },
  "cloudwatch/MetricAlarm": { create: "PutMetricAlarm", update: "PutMetricAlarm" },
  "ec2/Eip": { create: "AllocateAddress", delete: "ReleaseAddress" },
  "ec2/FlowLog": { create: "CreateFlowLogs", delete: "DeleteFlowLogs" },
  "ec2/Route": { update: "ReplaceRoute" },
  "ec2/RouteTableAssociation": { create: "AssociateRouteTable", delete: "DisassociateRouteTable" },
  "ec2/VpcEndpoint": { delete: "DeleteVpcEndpoints" },
  "ecr/LifecyclePolicy": { create: "PutLifecyclePolicy", update: "PutLifecyclePolicy" },
  "eks/AccessPolicyAssociation": {
    create: "AssociateAccessPolicy",
    delete: "DisassociateAccessPolicy",
  },
  "eks/Addon": { update: "UpdateAddon" },
  "eks/Cluster": { update: "UpdateClusterConfig" },
  "iam/RolePolicy": {
    create: "PutRolePolicy",
    update: "PutRolePolicy",
    delete: "DeleteRolePolicy",
  },
  "iam/RolePolicyAttachment": { create: "AttachRolePolicy", delete: "DetachRolePolicy" },
  "kms/Key": { delete: "ScheduleKeyDeletion" },
  "lb/ListenerRule": { create: "CreateRule", update: "ModifyRule", delete: "DeleteRule" },
  "route53/Record": {
    create: "ChangeResourceRecordSets",
    update: "ChangeResourceRecordSets",
    delete: "ChangeResourceRecordSets",
  },
  "route53/Zone": { create: "CreateHostedZone", delete: "DeleteHostedZone" },
  "route53/ZoneAssociation": {
    create: "AssociateVPCWithHostedZone",
    delete: "DisassociateVPCFromHostedZone",
  },
  "secretsmanager/SecretVersion": {
    create: "PutSecretValue",
    update: "UpdateSecretVersionStage",
    delete: "UpdateSecretVersionStage",
  },
  "secretsmanager/getSecretVersion": { invoke: "GetSecretValue" },
  "sns/TopicPolicy": { create: "SetTopicAttributes", update: "SetTopicAttributes" },
  "vpc/SecurityGroupEgressRule": {
    create: "AuthorizeSecurityGroupEgress",
    update: "ModifySecurityGroupRules",
    delete: "RevokeSecurityGroupEgress",
  },
  "vpc/SecurityGroupIngressRule": {
    create: "AuthorizeSecurityGroupIngress",
    update: "ModifySecurityGroupRules",
    delete: "RevokeSecurityGroupIngress",
  },
};

/** The call that was refused. */
export interface RefusedCall {
  readonly operation: Operation;
  readonly type: string;
  readonly urn: string;
  /** The id, or for a create the logical name. */
  readonly id: string;
}

/** The refusal with the words that the provider puts around the service's own. */
export function worded(refusal: Refusal, call: RefusedCall): Refusal {
  const [packageName = "", rest = "", kind = ""] = call.type.split(":");
  if (refusal instanceof StricterThanAws) return refusal;
  if (refusal instanceof Unasked) return new Unasked(refusal.code, listed(refusal.message));
  if (packageName === "aws") {
    const [module = ""] = rest.split("/");
    return new Refusal(refusal.code, awsWords(refusal, call, module, kind), refusal.handling);
  }
  if (packageName !== "kubernetes") return refusal;
  return new Refusal(refusal.code, clusterWords(refusal, call), refusal.handling);
}

function awsWords(refusal: Refusal, call: RefusedCall, module: string, kind: string): string {
  const [doing, verb] = verbs[call.operation];
  const service = services[module] ?? module;
  const name = requests[`${module}/${kind}`]?.[call.operation] ?? verb + capitalised(kind);
  const which = call.operation === "create" || call.operation === "invoke" ? "" : ` (${call.id})`;
  const done = `${doing} ${service} ${label(kind)}${which}: operation error ${service}: ${name}`;
  if (refusal instanceof Unreachable) return listed(`${done}, ${refusal.message}`);
  const status = statusOf(refusal.code);
  const request = requestId(call);
  return listed(
    `${done}, https response error StatusCode: ${status}, RequestID: ${request}, api error ${refusal.code}: ${refusal.message}`,
  );
}

function listed(line: string): string {
  return `1 error occurred:\n\t* ${line}\n\n`;
}

function clusterWords(refusal: Refusal, call: RefusedCall): string {
  if (refusal.code === "ClusterUnreachable") return refusal.message;
  if (call.operation === "create") {
    return `resource ${call.id} was not successfully created by the Kubernetes API server: ${refusal.message}`;
  }
  if (call.operation === "update") {
    return `update of resource ${call.id} failed because the Kubernetes API server reported: ${refusal.message}`;
  }
  return refusal.message;
}

/** What comes of a call into a region that is down. */
export function connectionLost(service: string, region: string): Unreachable {
  const host = endpoint(service, region);
  return sendFailed(host, `dial tcp: lookup ${host}: i/o timeout`);
}

/** What comes of a call to a service whose control plane is down; `region` is undefined where it has one for all. */
export function unanswered(service: string, region: string | undefined): Unreachable {
  return sendFailed(endpoint(service, region), noHandshake);
}

/** Go's words for a server that takes a connection and says nothing. */
export const noHandshake = "net/http: TLS handshake timeout";

function sendFailed(host: string, reason: string): Unreachable {
  return new Unreachable(
    "RequestError",
    "exceeded maximum number of attempts, 25, https response error StatusCode: 0, RequestID: , request send failed, " +
      `Post "https://${host}/": ${reason}`,
  );
}

/** The host that the SDK calls (docs.aws.amazon.com/general/latest/gr/aws-service-information.html, read 2026-11). */
function endpoint(service: string, region: string | undefined): string {
  const named: Readonly<Record<string, string>> = {
    cloudwatch: "monitoring",
    ecr: "api.ecr",
    lb: "elasticloadbalancing",
  };
  const name = named[service] ?? service;
  return region === undefined ? `${name}.amazonaws.com` : `${name}.${region}.amazonaws.com`;
}

/**
 * What a service answers to one call too many: AWS's own code and words, by the protocol that the service speaks.
 * General knowledge, not verified.
 */
export function tooManyCalls(type: string): Refusal {
  const [packageName = "", rest = ""] = type.split(":");
  const [module = ""] = rest.split("/");
  const retry = { retry: true } as const;
  if (packageName === "kubernetes") {
    const words = "the server has received too many requests and has asked us to try again later";
    return new Refusal("TooManyRequests", words, retry);
  }
  if (["ec2", "vpc"].includes(module)) {
    return new Refusal("RequestLimitExceeded", "Request limit exceeded.", retry);
  }
  const queried = ["cloudwatch", "elasticache", "iam", "lb", "route53", "sns"];
  const code = queried.includes(module) ? "Throttling" : "ThrottlingException";
  return new Refusal(code, "Rate exceeded", retry);
}

/** What comes of a call that nobody answers. */
export function noAnswer(afterSeconds: number): Refusal {
  const words =
    "request send failed, net/http: request canceled (Client.Timeout exceeded while awaiting headers)";
  return new Unreachable("RequestError", words, { afterSeconds });
}

/** The words of a refusal that the AWS SDK has met so many times before it gave up. */
export function afterAttempts(message: string, attempts: number): string {
  return message.replace(
    ", https response error",
    `, exceeded maximum number of attempts, ${attempts}, https response error`,
  );
}

function statusOf(code: string): number {
  if (/AccessDenied|Unauthorized|Forbidden/.test(code)) return 403;
  if (/NotFound|NoSuch/.test(code) && !code.startsWith("Invalid")) return 404;
  if (/Conflict|AlreadyExists|InUse/.test(code)) return 409;
  if (/InternalFailure|InternalError|ServiceUnavailable/.test(code)) return 500;
  if (code === "RequestLimitExceeded") return 503;
  return 400;
}

function requestId(call: RefusedCall): string {
  const text = createHash("sha256")
    .update(`${call.operation} ${call.urn} ${call.id}`)
    .digest("hex");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `SecurityGroupIngressRule` as the provider prints it: `Security Group Ingress Rule`; `Vpc` is `VPC`. */
function label(kind: string): string {
  const acronyms: Readonly<Record<string, string>> = { Vpc: "VPC", Eip: "EIP", Nat: "NAT" };
  const words = capitalised(kind)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(" ");
  return words.map((word) => acronyms[word] ?? word).join(" ");
}
