/**
 * How long AWS takes, by resource type: the one table that every AWS model reads, so that the time a run
 * prints for a real deployment can be judged and mended in one place. Seconds, from the provider's call to
 * its answer, waiting included.
 */
import type { Durations } from "../world/model";

/** Read in AWS's or the provider's own words. */
function stated(create: number, update: number, remove: number, source: string): Durations {
  return { create, update, delete: remove, source };
}

/** Nobody promises it: a typical value, written down on the date given so that it can be measured and replaced. */
function estimate(create: number, update: number, remove: number, why: string): Durations {
  return stated(create, update, remove, `estimate 2026-11: ${why}`);
}

const oneCall = estimate(1, 1, 1, "one control-plane call without a waiter in the provider");

const table: Readonly<Record<string, Durations>> = {
  // Network
  "aws:ec2/vpc:Vpc": estimate(12, 11, 1, "the provider waits for the DNS attributes one by one"),
  "aws:ec2/subnet:Subnet": estimate(11, 2, 1, "10 s more where mapPublicIpOnLaunch is set"),
  "aws:ec2/internetGateway:InternetGateway": estimate(1, 1, 20, "detaching waits"),
  "aws:ec2/eip:Eip": oneCall,
  "aws:ec2/natGateway:NatGateway": estimate(105, 2, 60, "pending 1.5 to 2 minutes"),
  "aws:ec2/routeTable:RouteTable": estimate(1, 1, 1, "one call and one look"),
  "aws:ec2/route:Route": oneCall,
  "aws:ec2/routeTableAssociation:RouteTableAssociation": oneCall,
  "aws:ec2/vpcEndpoint:VpcEndpoint": estimate(
    60,
    10,
    60,
    "gateway endpoints 6 s, interface endpoints 1 to 2 minutes",
  ),
  "aws:ec2/flowLog:FlowLog": oneCall,
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": oneCall,
  "aws:ec2/securityGroup:SecurityGroup": estimate(
    3,
    2,
    2,
    "no waiter; deletion retries while interfaces remain",
  ),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": oneCall,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": oneCall,
  // Identity and keys
  "aws:iam/role:Role": estimate(2, 1, 1, "propagation is waited for by its users"),
  "aws:iam/rolePolicy:RolePolicy": oneCall,
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": oneCall,
  "aws:kms/key:Key": estimate(12, 3, 2, "the provider waits until policy and rotation read back"),
  "aws:kms/alias:Alias": oneCall,
  // Clusters
  "aws:eks/cluster:Cluster": estimate(570, 300, 180, "control plane 8 to 12 minutes"),
  "aws:eks/accessEntry:AccessEntry": oneCall,
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": oneCall,
  "aws:eks/addon:Addon": estimate(
    60,
    45,
    20,
    "on Auto Mode a first node must start before it is active",
  ),
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": oneCall,
  // Load balancing and certificates
  "aws:lb/loadBalancer:LoadBalancer": estimate(
    160,
    20,
    20,
    "an ALB is provisioning 2 to 3 minutes, an NLB about as long",
  ),
  "aws:lb/listener:Listener": oneCall,
  "aws:lb/listenerRule:ListenerRule": oneCall,
  "aws:lb/targetGroup:TargetGroup": oneCall,
  "aws:acm/certificate:Certificate": estimate(
    8,
    2,
    5,
    "the provider waits until the validation options are filled in",
  ),
  "aws:acm/certificateValidation:CertificateValidation": estimate(
    120,
    120,
    0,
    "DNS validation 1 to 5 minutes once the CNAME answers; AWS allows itself several hours",
  ),
  // Names
  "aws:route53/zone:Zone": estimate(40, 2, 40, "the change becomes INSYNC within 60 s"),
  "aws:route53/zoneAssociation:ZoneAssociation": estimate(
    60,
    0,
    40,
    "the change becomes INSYNC within 60 s",
  ),
  "aws:route53/record:Record": estimate(
    40,
    40,
    40,
    "the provider waits 30 s and more for INSYNC; AWS states propagation within 60 s",
  ),
  "aws:route53/healthCheck:HealthCheck": oneCall,
  // Data
  "aws:dynamodb/table:Table": estimate(
    90,
    120,
    15,
    "10 s without replicas; each replica 1 to 3 minutes, one after the other",
  ),
  "aws:elasticache/serverlessCache:ServerlessCache": stated(
    300,
    120,
    150,
    "hashicorp/terraform-provider-aws pull request 42208: acceptance tests create, read and delete one in 400 to 570 s (read 2026-11)",
  ),
  "aws:elasticache/user:User": estimate(
    10,
    20,
    30,
    "the provider waits until it is active, or gone",
  ),
  "aws:elasticache/userGroup:UserGroup": estimate(
    40,
    40,
    40,
    "the provider waits 30 s before it looks",
  ),
  "aws:secretsmanager/secret:Secret": estimate(
    2,
    1,
    2,
    "the provider looks until it reads it, or not",
  ),
  "aws:secretsmanager/secretVersion:SecretVersion": oneCall,
  // Monitoring
  "aws:cloudwatch/logGroup:LogGroup": oneCall,
  "aws:cloudwatch/metricAlarm:MetricAlarm": oneCall,
  "aws:cloudwatch/dashboard:Dashboard": oneCall,
  "aws:sns/topic:Topic": oneCall,
  "aws:sns/topicPolicy:TopicPolicy": oneCall,
  // Images
  "aws:ecr/repository:Repository": oneCall,
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": oneCall,
};

/**
 * The durations of an AWS resource type.
 * Throws where the table has no row: a model without durations is not whole.
 */
export function secondsOf(type: string): Durations {
  const row = table[type];
  if (row === undefined)
    throw new Error(`no durations for ${type}: add a row to rehearsal/models/durations.ts`);
  return row;
}

/** Every type that has a row, for tests. */
export const timedTypes: readonly string[] = Object.keys(table);
