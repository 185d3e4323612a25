/**
 * What the catalogue covers. To add a type: add its token here, run `npm run catalogue`, and write its
 * model in `rehearsal/models`.
 */

/** The packages that the rehearsal stands in for, and the SDKs that declare their types. */
export const packages = {
  aws: "@pulumi/aws",
  kubernetes: "@pulumi/kubernetes",
  docker: "@pulumi/docker",
} as const;

export type PackageName = keyof typeof packages;

/** Type tokens of the resources that the stacks register, or a program beside the components may, custom kinds apart. */
export const resourceTypes: readonly string[] = [
  "aws:acm/certificate:Certificate",
  "aws:acm/certificateValidation:CertificateValidation",
  "aws:cloudwatch/dashboard:Dashboard",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:dynamodb/table:Table",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/eip:Eip",
  "aws:ec2/flowLog:FlowLog",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/route:Route",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:ecr/repository:Repository",
  "aws:eks/accessEntry:AccessEntry",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  "aws:eks/addon:Addon",
  "aws:eks/cluster:Cluster",
  "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  "aws:elasticache/serverlessCache:ServerlessCache",
  "aws:elasticache/user:User",
  "aws:elasticache/userGroup:UserGroup",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:kms/alias:Alias",
  "aws:kms/key:Key",
  "aws:lb/listener:Listener",
  "aws:lb/listenerRule:ListenerRule",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/targetGroup:TargetGroup",
  "aws:route53/healthCheck:HealthCheck",
  "aws:route53/record:Record",
  "aws:route53/zone:Zone",
  "aws:route53/zoneAssociation:ZoneAssociation",
  "aws:secretsmanager/secret:Secret",
  "aws:secretsmanager/secretVersion:SecretVersion",
  "aws:sns/topic:Topic",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "docker:index/image:Image",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  "kubernetes:core/v1:ConfigMap",
  "kubernetes:core/v1:LimitRange",
  "kubernetes:core/v1:Namespace",
  "kubernetes:core/v1:ResourceQuota",
  "kubernetes:core/v1:Service",
  "kubernetes:core/v1:ServiceAccount",
  "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  "kubernetes:policy/v1:PodDisruptionBudget",
];

/** Tokens of the data sources that the stacks ask, or a program beside the components may. */
export const invokeTokens: readonly string[] = [
  "aws:ecr/getAuthorizationToken:getAuthorizationToken",
  "aws:index/getCallerIdentity:getCallerIdentity",
  "aws:secretsmanager/getSecretVersion:getSecretVersion",
];

/** Files of `custom-kinds/`, without `.json`. */
export const customKinds: readonly string[] = ["node-class", "node-pool", "target-group-binding"];

/**
 * The package that a token belongs to.
 * Throws for a package that the rehearsal has no stand-in for.
 */
export function packageOf(token: string): PackageName {
  const name = token.slice(0, token.indexOf(":"));
  if (!Object.hasOwn(packages, name)) {
    throw new Error(
      `${token}: the rehearsal stands in for ${Object.keys(packages).join(", ")} only; ` +
        `add the package to rehearsal/catalogue/types.ts`,
    );
  }
  return name as PackageName;
}
