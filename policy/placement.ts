/** Where resources may be, and how they are found again. */
import { at, documentAt, keysAt, listAt } from "./read";
import { resourceRule } from "./rule";
import { each, NotKnownYet, type Check, type Outcome } from "./unknown";

interface Regions {
  readonly allowedRegions: readonly string[];
}

export const regionsAllowed = resourceRule<Regions>({
  name: "regions-allowed",
  description: "Resources, and copies of data, are in allowed regions only.",
  rationale:
    "Law and contracts say where data may be; a region nobody watches is where keys are abused.",
  severity: "high",
  remediationSteps: "Choose an allowed region, or have it allowed.",
  configSchema: {
    properties: {
      allowedRegions: {
        type: "array",
        items: { type: "string" },
        default: [],
        description: "Names such as eu-west-1; an empty list allows every region.",
      },
    },
  },
  types: (type) => type.startsWith("aws:"),
  judge: ({ type, props, provider, config }) => {
    if (config.allowedRegions.length === 0) return undefined;
    const judge = (region: unknown): string | undefined =>
      typeof region !== "string" || config.allowedRegions.includes(region)
        ? undefined
        : `${region} is not allowed.`;
    const own: Check = () => {
      const region = at(props, "region") ?? at(provider, "region");
      if (region === undefined && !isInNoRegion(type)) {
        throw new NotKnownYet("neither it nor its provider says a region");
      }
      return judge(region);
    };
    return [own, ...copiesOf(props, (copy) => judge(at(copy, "regionName") ?? at(copy, "region")))];
  },
});

/** Modules without any region in them (@pulumi/aws 7.48.0, read 2026-11). Of `route53` about half of the types have none. */
const inNoRegion = new Set(
  "account billing budgets cloudfront costexplorer globalaccelerator iam organizations route53 route53domains shield waf".split(
    " ",
  ),
);

function isInNoRegion(type: string): boolean {
  return inNoRegion.has(type.split(/[:/]/)[1] ?? "");
}

/** Where types name the copies of what is in them: tables, secrets, file systems, repositories. */
function copiesOf(props: unknown, judge: (copy: unknown) => Outcome): readonly Check[] {
  return [
    ...["replicas", "replicaRegions"].map((key) => () => each(listAt(props, key), judge)),
    () => judge(at(props, "destination")),
    () =>
      each(listAt(props, "replicationConfiguration", "rules"), (rule) =>
        each(listAt(rule, "destinations"), judge),
      ),
  ];
}

interface Tags {
  readonly requiredTags: readonly string[];
}

/** Types that AWS lets tag; the others have no `tags` at all (@pulumi/aws 7.48.0, read 2026-11). */
const taggable = new Set(
  [
    "acm/certificate:Certificate",
    "alb/listener:Listener",
    "alb/listenerRule:ListenerRule",
    "alb/loadBalancer:LoadBalancer",
    "alb/targetGroup:TargetGroup",
    "cloudwatch/logGroup:LogGroup",
    "cloudwatch/metricAlarm:MetricAlarm",
    "dynamodb/table:Table",
    "ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "ec2/eip:Eip",
    "ec2/flowLog:FlowLog",
    "ec2/instance:Instance",
    "ec2/internetGateway:InternetGateway",
    "ec2/natGateway:NatGateway",
    "ec2/routeTable:RouteTable",
    "ec2/securityGroup:SecurityGroup",
    "ec2/subnet:Subnet",
    "ec2/vpc:Vpc",
    "ec2/vpcEndpoint:VpcEndpoint",
    "ecr/repository:Repository",
    "eks/accessEntry:AccessEntry",
    "eks/addon:Addon",
    "eks/cluster:Cluster",
    "eks/podIdentityAssociation:PodIdentityAssociation",
    "elasticache/replicationGroup:ReplicationGroup",
    "elasticache/serverlessCache:ServerlessCache",
    "iam/policy:Policy",
    "iam/role:Role",
    "kms/key:Key",
    "lb/listener:Listener",
    "lb/listenerRule:ListenerRule",
    "lb/loadBalancer:LoadBalancer",
    "lb/targetGroup:TargetGroup",
    "rds/cluster:Cluster",
    "rds/instance:Instance",
    "route53/healthCheck:HealthCheck",
    "route53/zone:Zone",
    "s3/bucket:Bucket",
    "secretsmanager/secret:Secret",
    "sns/topic:Topic",
    "sqs/queue:Queue",
    "vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  ].map((type) => `aws:${type}`),
);

export const requiredTags = resourceRule<Tags>({
  name: "required-tags",
  description: "Every resource that can be tagged says which stack and which declaration it is of.",
  rationale:
    "After an interrupted run, tags are what tells ours from others' and lets it be adopted.",
  severity: "medium",
  remediationSteps: "Set the tags, on the resource or in the provider's defaultTags.",
  configSchema: {
    properties: {
      requiredTags: {
        type: "array",
        items: { type: "string" },
        default: ["archipelago:stack", "archipelago:resource"],
        description: "Keys that must be there; an empty list demands none.",
      },
    },
  },
  types: (type) => taggable.has(type),
  judge: ({ props, provider, config }) => {
    const keys = [...keysAt(props, "tags")];
    const isMissing = (key: string): boolean => !keys.includes(key);
    // The provider's are read only where they count: they may not be known yet. Programs send them as JSON.
    if (config.requiredTags.some(isMissing)) {
      keys.push(...keysAt(documentAt(provider, "defaultTags"), "tags"));
    }
    const missing = config.requiredTags.filter(isMissing);
    return missing.length === 0 ? undefined : `It has no tag ${missing.join(", ")}.`;
  },
});

interface Zones {
  readonly minimumZones: number;
}

/** Where each type names its subnets, one per zone. */
const subnetLists: Readonly<Record<string, readonly string[]>> = {
  "aws:alb/loadBalancer:LoadBalancer": ["subnets"],
  "aws:eks/cluster:Cluster": ["vpcConfig", "subnetIds"],
  "aws:elasticache/serverlessCache:ServerlessCache": ["subnetIds"],
  "aws:elasticache/subnetGroup:SubnetGroup": ["subnetIds"],
  "aws:lb/loadBalancer:LoadBalancer": ["subnets"],
  "aws:rds/subnetGroup:SubnetGroup": ["subnetIds"],
};

export const spansZones = resourceRule<Zones>({
  name: "spans-zones",
  description: "Clusters, load balancers and stores are in at least two zones.",
  rationale: "A zone fails more often than a region, and must not take a region with it.",
  severity: "high",
  remediationSteps: "Give it a subnet in each zone.",
  configSchema: {
    properties: {
      minimumZones: {
        type: "integer",
        minimum: 1,
        default: 2,
        description: "Subnets, one per zone.",
      },
    },
  },
  types: Object.keys(subnetLists),
  judge: ({ type, props, config }) => {
    const path = subnetLists[type] ?? [];
    const mapped = listAt(props, "subnetMappings").length;
    // The length of the list is known before the ids in it are.
    const count = Math.max(listAt(props, ...path).length, mapped);
    return count >= config.minimumZones ? undefined : `It is in ${count} subnets.`;
  },
});
