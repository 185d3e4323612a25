// How long names may be, from the providers' sources and Kubernetes', not from the models, which are held against it.

/** The longest name of a type. */
export interface NameLimit {
  readonly property: string;
  readonly maxLength: number;
  /** Where it was read; `pinned` where it stands as the model has it, by the API reference that the model names. */
  readonly source: string;
}

const provider = (file: string): string =>
  `hashicorp/terraform-provider-aws internal/service/${file} (read 2026-11-26)`;
const pinned = "pinned, not verified (2026-11)";
const limit = (maxLength: number, source: string, property = "name"): NameLimit => ({
  property,
  maxLength,
  source,
});
const inCluster = (maxLength: number): NameLimit =>
  limit(
    maxLength,
    "kubernetes/apimachinery pkg/util/validation/validation.go, DNS1123 and DNS1035 (general knowledge, not verified, 2026-11)",
    "metadata.name",
  );

/** By type, every one whose model has a rule for names. */
export const nameLimits: Readonly<Record<string, NameLimit>> = {
  "aws:ec2/securityGroup:SecurityGroup": limit(255, provider("ec2/vpc_security_group.go")),
  "aws:iam/role:Role": limit(64, pinned),
  "aws:iam/rolePolicy:RolePolicy": limit(128, provider("iam/role_policy.go")),
  "aws:kms/alias:Alias": limit(256, pinned),
  "aws:eks/cluster:Cluster": limit(100, pinned),
  "aws:lb/loadBalancer:LoadBalancer": limit(32, pinned),
  "aws:lb/targetGroup:TargetGroup": limit(32, pinned),
  "aws:acm/certificate:Certificate": limit(253, provider("acm/certificate.go"), "domainName"),
  "aws:route53/zone:Zone": limit(1024, provider("route53/zone.go")),
  "aws:route53/record:Record": limit(1024, provider("route53/record.go, names of aliases")),
  "aws:dynamodb/table:Table": limit(255, pinned),
  "aws:elasticache/serverlessCache:ServerlessCache": limit(40, pinned),
  "aws:elasticache/user:User": limit(40, pinned, "userId"),
  "aws:elasticache/userGroup:UserGroup": limit(40, pinned, "userGroupId"),
  "aws:secretsmanager/secret:Secret": limit(512, pinned),
  "aws:cloudwatch/logGroup:LogGroup": limit(512, pinned),
  "aws:cloudwatch/metricAlarm:MetricAlarm": limit(255, provider("cloudwatch/metric_alarm.go")),
  "aws:cloudwatch/dashboard:Dashboard": limit(255, pinned, "dashboardName"),
  "aws:sns/topic:Topic": limit(256, provider("sns/topic.go")),
  "aws:ecr/repository:Repository": limit(256, pinned),
  "kubernetes:core/v1:Namespace": inCluster(63),
  "kubernetes:core/v1:Service": inCluster(63),
  ...Object.fromEntries(
    [
      "core/v1:ConfigMap",
      "core/v1:ServiceAccount",
      "core/v1:ResourceQuota",
      "core/v1:LimitRange",
      "apps/v1:Deployment",
      "autoscaling/v2:HorizontalPodAutoscaler",
      "policy/v1:PodDisruptionBudget",
      "networking.k8s.io/v1:NetworkPolicy",
      "karpenter.sh/v1:NodePool",
      "eks.amazonaws.com/v1:NodeClass",
      "eks.amazonaws.com/v1:TargetGroupBinding",
    ].map((kind) => [`kubernetes:${kind}`, inCluster(253)]),
  ),
};
