/**
 * How what a killed engine has made is found again, by type: by the tags it carries, or by an id that follows from its
 * inputs. An id stands here as the provider forms it when it creates; a type is missing here as long as nobody has
 * looked that up.
 */
import { crc32 } from "node:zlib";
import { textIn, type Entry, type Fields } from "./deployment";

/** By the tags that say stack and resource; AWS tells the ARNs of what carries them. */
export interface Tagged {
  readonly by: "tags";
  /** Service and beginning of the resource part of the ARN: `ec2:vpc/`. */
  readonly arn: string;
  /** Whether the id is the whole ARN or what stands after its last slash. */
  readonly id: "arn" | "last";
  /** The output that holds the id too, where the provider reads by that and not by the id. @default none */
  readonly output?: string;
  /** True for a service of the whole account. @default false */
  readonly global?: true;
}

/** By an id that follows from the inputs. */
export interface Derived {
  /** `import` where the provider makes up the id of its own, and imports by this one. */
  readonly by: "inputs" | "import";
  /** Undefined while one of the inputs is missing or secret. */
  readonly id: (inputs: Fields) => string | undefined;
  /** True where what has that id carries the tags besides, if it is ours. @default false */
  readonly taggable?: true;
}

/** How the objects of one type are told apart from all others. */
export type Identity = (
  | Tagged
  | Derived
  /** There is nothing to find: making it again comes to the same. */
  | { readonly by: "nothing"; readonly why: string }
) & {
  /** Where this was read, with the month. */
  readonly source: string;
};

const modelled = "the type's model in rehearsal/models, with its sources (read 2026-11)";
const documented = "section Import of the type's docs in @pulumi/aws 7.48.0 (read 2026-11)";
const terraform = (file: string): string =>
  `hashicorp/terraform-provider-aws internal/service/${file} (read 2026-11)`;

/** @param arn service and beginning of the resource part: `ec2:vpc/` */
function tagged(arn: string, id: Tagged["id"], more: Partial<Identity & Tagged> = {}): Identity {
  return { by: "tags", arn, id, source: `${documented}; ${modelled}`, ...more };
}

/** An id of several inputs, all of them needed. */
function joined(separator: string, ...paths: readonly string[]): Identity {
  const id = (inputs: Fields): string | undefined => {
    const parts = paths.flatMap((path) => textIn(inputs, path) ?? []);
    return parts.length === paths.length ? parts.join(separator) : undefined;
  };
  return { by: "inputs", id, source: `${documented}; ${modelled}` };
}

const named = (path: string): Identity => joined("", path);

/** An id that the service keeps in small letters. */
function inSmallLetters(path: string): Identity {
  const id = (inputs: Fields): string | undefined => textIn(inputs, path)?.toLowerCase();
  return { by: "inputs", id, source: `${documented}; ${modelled}` };
}

/** The same of a type whose objects carry tags. */
function taggable(identity: Identity): Identity {
  return identity.by === "inputs" ? { ...identity, taggable: true } : identity;
}

const destinations = [
  "destinationCidrBlock",
  "destinationIpv6CidrBlock",
  "destinationPrefixListId",
];

function routeId(inputs: Fields): string | undefined {
  const table = textIn(inputs, "routeTableId");
  const [destination] = destinations.flatMap((path) => textIn(inputs, path) ?? []);
  if (table === undefined || destination === undefined) return undefined;
  return `r-${table}${crc32(destination)}`;
}

function associationId(inputs: Fields): string | undefined {
  const table = textIn(inputs, "routeTableId");
  const side = textIn(inputs, "subnetId") ?? textIn(inputs, "gatewayId");
  const region = textIn(inputs, "region");
  if (table === undefined || side === undefined) return undefined;
  return `${side}/${table}${region === undefined ? "" : `@${region}`}`;
}

function recordId(inputs: Fields): string | undefined {
  const [zone, name, type] = ["zoneId", "name", "type"].map((path) => textIn(inputs, path));
  if (zone === undefined || name === undefined || type === undefined) return undefined;
  const set = textIn(inputs, "setIdentifier");
  const plain = name.toLowerCase().replace(/\.$/, "");
  return [zone, plain, type, ...(set === undefined ? [] : [set])].join("_");
}

function objectId(inputs: Fields): string | undefined {
  const name = textIn(inputs, "metadata.name");
  const namespace = textIn(inputs, "metadata.namespace");
  return name === undefined || namespace === undefined ? name : `${namespace}/${name}`;
}

const aws: Readonly<Record<string, Identity>> = {
  "acm/certificate:Certificate": tagged("acm:certificate/", "arn"),
  "acm/certificateValidation:CertificateValidation": {
    by: "nothing",
    why: "it only waits for the certificate",
    source: terraform("acm/certificate_validation.go"),
  },
  "cloudwatch/dashboard:Dashboard": named("dashboardName"),
  "cloudwatch/logGroup:LogGroup": taggable(named("name")),
  "cloudwatch/metricAlarm:MetricAlarm": taggable(named("name")),
  "dynamodb/table:Table": taggable(named("name")),
  "ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    by: "nothing",
    why: "the group comes with its VPC, and taking it over again changes nothing",
    source: terraform("ec2/vpc_default_security_group.go"),
  },
  "ec2/eip:Eip": tagged("ec2:elastic-ip/", "last"),
  "ec2/flowLog:FlowLog": tagged("ec2:vpc-flow-log/", "last"),
  "ec2/internetGateway:InternetGateway": tagged("ec2:internet-gateway/", "last"),
  "ec2/natGateway:NatGateway": tagged("ec2:natgateway/", "last"),
  "ec2/route:Route": { by: "inputs", id: routeId, source: modelled },
  "ec2/routeTable:RouteTable": tagged("ec2:route-table/", "last"),
  "ec2/routeTableAssociation:RouteTableAssociation": {
    by: "import",
    id: associationId,
    source: `${documented}; terraform's @region after the id of a regional resource (read 2026-11)`,
  },
  "ec2/securityGroup:SecurityGroup": tagged("ec2:security-group/", "last"),
  "ec2/subnet:Subnet": tagged("ec2:subnet/", "last"),
  "ec2/vpc:Vpc": tagged("ec2:vpc/", "last"),
  "ec2/vpcEndpoint:VpcEndpoint": tagged("ec2:vpc-endpoint/", "last"),
  "ecr/lifecyclePolicy:LifecyclePolicy": named("repository"),
  "ecr/repository:Repository": taggable(named("name")),
  "eks/accessEntry:AccessEntry": taggable(joined(":", "clusterName", "principalArn")),
  "eks/accessPolicyAssociation:AccessPolicyAssociation": joined(
    "#",
    "clusterName",
    "principalArn",
    "policyArn",
  ),
  "eks/addon:Addon": taggable(joined(":", "clusterName", "addonName")),
  "eks/cluster:Cluster": taggable(named("name")),
  "eks/podIdentityAssociation:PodIdentityAssociation": tagged(
    "eks:podidentityassociation/",
    "last",
    {
      output: "associationId",
      source: terraform("eks/pod_identity_association.go"),
    },
  ),
  "elasticache/serverlessCache:ServerlessCache": taggable(named("name")),
  "elasticache/user:User": taggable(inSmallLetters("userId")),
  "elasticache/userGroup:UserGroup": taggable(inSmallLetters("userGroupId")),
  "iam/role:Role": taggable(named("name")),
  "iam/rolePolicy:RolePolicy": joined(":", "role", "name"),
  "iam/rolePolicyAttachment:RolePolicyAttachment": joined("/", "role", "policyArn"),
  "kms/alias:Alias": named("name"),
  "kms/key:Key": tagged("kms:key/", "last"),
  "lb/listener:Listener": tagged("elasticloadbalancing:listener/", "arn"),
  "lb/listenerRule:ListenerRule": tagged("elasticloadbalancing:listener-rule/", "arn"),
  "lb/loadBalancer:LoadBalancer": tagged("elasticloadbalancing:loadbalancer/", "arn"),
  "lb/targetGroup:TargetGroup": tagged("elasticloadbalancing:targetgroup/", "arn"),
  "route53/healthCheck:HealthCheck": tagged("route53:healthcheck/", "last", { global: true }),
  "route53/record:Record": { by: "inputs", id: recordId, source: `${documented}; ${modelled}` },
  "route53/zone:Zone": tagged("route53:hostedzone/", "last", { global: true }),
  "route53/zoneAssociation:ZoneAssociation": joined(":", "zoneId", "vpcId", "vpcRegion"),
  "secretsmanager/secret:Secret": tagged("secretsmanager:secret:", "arn"),
  "secretsmanager/secretVersion:SecretVersion": {
    by: "nothing",
    why: "the value is put again, and the version that nobody knows of is the current one no more",
    source: terraform("secretsmanager/secret_version.go"),
  },
  "sns/topic:Topic": tagged("sns:", "arn"),
  "sns/topicPolicy:TopicPolicy": named("arn"),
  "vpc/securityGroupEgressRule:SecurityGroupEgressRule": tagged("ec2:security-group-rule/", "last"),
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule": tagged(
    "ec2:security-group-rule/",
    "last",
  ),
};

const image: Identity = {
  by: "nothing",
  why: "the image is built and pushed again under the same name",
  source: modelled,
};

const kubernetesObject: Identity = {
  by: "inputs",
  id: objectId,
  source: modelled,
};

const engineOwn: Identity = {
  by: "nothing",
  why: "it exists in Pulumi's state alone",
  source: "pulumi/pulumi pkg/resource/deploy/step.go, v3.259.0 (read 2026-11)",
};

/** How objects of a type are found again; undefined where nobody has looked that up. */
export function identityOf(type: string): Identity | undefined {
  if (type.startsWith("pulumi:")) return engineOwn;
  if (type.startsWith("kubernetes:")) return kubernetesObject;
  if (type === "docker:index/image:Image") return image;
  return type.startsWith("aws:") ? aws[type.slice("aws:".length)] : undefined;
}

/** What the provider needs to read the object with that id besides its inputs. */
export function outputsToRead(identity: Identity | undefined, inputs: Fields, id: string): Fields {
  const output = identity?.by === "tags" ? identity.output : undefined;
  return output === undefined ? inputs : { ...inputs, [output]: id };
}

/** Whether what the state has is the object with that id. */
export function hasId({ type, id, inputs = {} }: Entry, asked: string): boolean {
  const identity = identityOf(type);
  return id === asked || (identity?.by === "import" && identity.id(inputs) === asked);
}

const arnPattern = /^arn:[a-z-]+:([a-z0-9-]+):[a-z0-9-]*:\d*:(.+)$/s;

/** The id of the object with that ARN; undefined where the object is of another type. */
export function idOfArn(identity: Tagged, arn: string): string | undefined {
  const [, service = "", resource = ""] = arnPattern.exec(arn) ?? [];
  if (!`${service}:${resource}`.startsWith(identity.arn)) return undefined;
  return identity.id === "arn" ? arn : resource.slice(resource.lastIndexOf("/") + 1);
}
