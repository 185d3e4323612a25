// Inputs whose change replaces the resource, written from the providers' sources and not from the models, which are held
// against it in both directions: an input that a model forgets or makes up is told.
//
// AWS: `ForceNew: true` and `RequiresReplace()` in hashicorp/terraform-provider-aws internal/service, at the versions that
// an index of public repositories holds (read 2026-11-26): not all are the one under pulumi-aws 7.48, and those of role,
// role policy attachment, zone, listener, KMS alias, internet gateway, route, route table association and security group
// rules are from before v6. Every regional resource is replaced by a change of `region` besides. Kubernetes: `forceNew` in pulumi/pulumi-kubernetes provider/pkg/provider/diff.go (commit
// 9497796, 2026-07, read 2026-11-26), which knows no custom kind. Docker: Diff in pulumi/pulumi-docker provider/provider.go
// (read 2026-11-26), which replaces nothing.

/** What replaces a type always, and what stands in the model without having been found in a source. */
export interface Replacement {
  /** Where it was read, below `internal/service` for AWS. */
  readonly source: string;
  readonly on: readonly string[];
  /** Pinned: as the model has it, not verified. */
  readonly pinned?: readonly string[];
}

const named = ["name", "namePrefix"];

const ec2: Readonly<Record<string, Replacement>> = {
  "aws:ec2/vpc:Vpc": {
    source: "ec2/vpc_.go",
    on: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  },
  "aws:ec2/internetGateway:InternetGateway": { source: "ec2/vpc_internet_gateway.go", on: [] },
  "aws:ec2/subnet:Subnet": {
    source: "ec2/vpc_subnet.go",
    on: [
      "availabilityZone",
      "availabilityZoneId",
      "cidrBlock",
      "ipv4IpamPoolId",
      "ipv4NetmaskLength",
      "ipv6IpamPoolId",
      "ipv6Native",
      "ipv6NetmaskLength",
      "outpostArn",
      "vpcId",
    ],
  },
  "aws:ec2/eip:Eip": {
    source: "ec2/ec2_eip.go",
    on: ["address", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
  },
  "aws:ec2/natGateway:NatGateway": {
    source: "ec2/vpc_nat_gateway.go",
    on: [
      "allocationId",
      "availabilityMode",
      "connectivityType",
      "privateIp",
      "secondaryPrivateIpAddressCount",
      "subnetId",
    ],
    pinned: ["vpcId"],
  },
  "aws:ec2/routeTable:RouteTable": { source: "ec2/vpc_route_table.go", on: ["vpcId"] },
  "aws:ec2/route:Route": {
    source: "ec2/vpc_route.go",
    on: [
      "destinationCidrBlock",
      "destinationIpv6CidrBlock",
      "destinationPrefixListId",
      "routeTableId",
    ],
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    source: "ec2/vpc_route_table_association.go",
    on: ["gatewayId", "subnetId"],
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    source: "ec2/vpc_endpoint.go",
    on: [
      "dnsOptions.privateDnsPreference",
      "dnsOptions.privateDnsSpecifiedDomains",
      "resourceConfigurationArn",
      "serviceName",
      "serviceNetworkArn",
      "serviceRegion",
      "vpcEndpointType",
      "vpcId",
    ],
  },
  "aws:ec2/flowLog:FlowLog": {
    source: "ec2/vpc_flow_log.go",
    on: [
      "deliverCrossAccountRole",
      "destinationOptions",
      "eniId",
      "iamRoleArn",
      "logDestination",
      "logDestinationType",
      "logFormat",
      "maxAggregationInterval",
      "regionalNatGatewayId",
      "subnetId",
      "trafficType",
      "transitGatewayAttachmentId",
      "transitGatewayId",
      "vpcId",
    ],
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    source: "ec2/vpc_security_group.go",
    on: [...named, "description", "vpcId"],
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    source: "ec2/vpc_default_security_group.go",
    on: ["vpcId"],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    source: "ec2/vpc_security_group_ingress_rule.go",
    on: ["securityGroupId"],
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    source: "ec2/vpc_security_group_ingress_rule.go, of which the egress rule is made too",
    on: ["securityGroupId"],
  },
};

const balancing: Readonly<Record<string, Replacement>> = {
  "aws:lb/loadBalancer:LoadBalancer": {
    source: "elbv2/load_balancer.go",
    on: [...named, "customerOwnedIpv4Pool", "internal", "loadBalancerType"],
  },
  "aws:lb/targetGroup:TargetGroup": {
    source: "elbv2/target_group.go; of targetControlPort pull request 45270 of the provider",
    on: [
      ...named,
      "ipAddressType",
      "port",
      "protocol",
      "protocolVersion",
      "targetControlPort",
      "targetType",
      "vpcId",
    ],
  },
  "aws:lb/listener:Listener": { source: "elbv2/listener.go", on: ["loadBalancerArn"] },
  "aws:lb/listenerRule:ListenerRule": { source: "elbv2/listener_rule.go", on: ["listenerArn"] },
  "aws:acm/certificate:Certificate": {
    source: "acm/certificate.go",
    on: [
      "certificateAuthorityArn",
      "domainName",
      "keyAlgorithm",
      "subjectAlternativeNames",
      "validationMethod",
      "validationOptions",
    ],
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    source: "acm/certificate_validation.go",
    on: ["certificateArn", "validationRecordFqdns"],
  },
  "aws:route53/zone:Zone": { source: "route53/zone.go", on: ["delegationSetId", "name"] },
  "aws:route53/zoneAssociation:ZoneAssociation": {
    source: "route53/zone_association.go",
    on: ["vpcId", "vpcRegion", "zoneId"],
  },
  "aws:route53/record:Record": { source: "route53/record.go", on: ["name", "zoneId"] },
  "aws:route53/healthCheck:HealthCheck": {
    source: "route53/health_check.go",
    on: ["measureLatency", "referenceName", "requestInterval", "routingControlArn", "type"],
  },
};

const clusters: Readonly<Record<string, Replacement>> = {
  "aws:eks/cluster:Cluster": {
    source: "eks/cluster.go",
    on: [
      "accessConfig.bootstrapClusterCreatorAdminPermissions",
      "bootstrapSelfManagedAddons",
      "kubernetesNetworkConfig.ipFamily",
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      "name",
      "roleArn",
    ],
    // The version read has ForceNew on two inputs inside, and not the ones that a later one added.
    pinned: ["outpostConfig"],
  },
  "aws:eks/accessEntry:AccessEntry": {
    source: "eks/access_entry.go",
    on: ["clusterName", "principalArn", "type"],
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    source: "eks/access_policy_association.go",
    on: ["accessScope", "clusterName", "policyArn", "principalArn"],
  },
  "aws:eks/addon:Addon": {
    source: "eks/addon.go; of namespaceConfig issue 44086 of the provider",
    on: ["addonName", "clusterName"],
    pinned: ["namespaceConfig"],
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    source: "eks/pod_identity_association.go",
    on: ["clusterName", "namespace", "serviceAccount"],
  },
};

const rest: Readonly<Record<string, Replacement>> = {
  "aws:iam/role:Role": { source: "iam/role.go", on: [...named, "path"] },
  "aws:iam/rolePolicy:RolePolicy": { source: "iam/role_policy.go", on: [...named, "role"] },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    source: "iam/role_policy_attachment.go",
    on: ["policyArn", "role"],
  },
  "aws:kms/key:Key": {
    source: "kms/key.go",
    on: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
  },
  "aws:kms/alias:Alias": { source: "kms/alias.go", on: named },
  "aws:dynamodb/table:Table": {
    source: "dynamodb/table.go",
    on: [
      "hashKey",
      "importTable.s3BucketSource",
      "localSecondaryIndexes",
      "name",
      "rangeKey",
      "restoreDateTime",
      "restoreToLatestTime",
    ],
    pinned: ["restoreBackupArn"],
  },
  "aws:elasticache/serverlessCache:ServerlessCache": {
    source: "elasticache/serverless_cache.go",
    on: ["kmsKeyId", "name", "snapshotArnsToRestores", "subnetIds"],
    pinned: ["networkType"],
  },
  "aws:cloudwatch/logGroup:LogGroup": { source: "logs/group.go", on: [...named, "logGroupClass"] },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { source: "cloudwatch/metric_alarm.go", on: ["name"] },
  "aws:cloudwatch/dashboard:Dashboard": {
    source: "cloudwatch/dashboard.go",
    on: ["dashboardName"],
  },
  "aws:elasticache/user:User": {
    source: "elasticache/user.go",
    on: ["userId", "userName"],
  },
  "aws:elasticache/userGroup:UserGroup": {
    source: "elasticache/user_group.go",
    on: ["engine"],
    pinned: ["userGroupId"],
  },
  "aws:secretsmanager/secret:Secret": {
    source: "secretsmanager/secret.go",
    on: named,
    pinned: ["type"],
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    source: "secretsmanager/secret_version.go",
    on: ["secretId", "secretBinary", "secretString", "secretStringWoVersion"],
  },
  "aws:sns/topic:Topic": { source: "sns/topic.go", on: [...named, "fifoTopic"] },
  "aws:sns/topicPolicy:TopicPolicy": { source: "sns/topic_policy.go", on: ["arn"] },
  "aws:ecr/repository:Repository": {
    source: "ecr/repository.go",
    on: ["encryptionConfigurations", "name"],
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    source: "ecr/lifecycle_policy.go",
    on: ["policy", "repository"],
  },
};

const placed = ["metadata.name", "metadata.namespace"];

/** What replaces besides the name and the namespace, which replace every object. */
const inside: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:core/v1:Namespace": [],
  "kubernetes:core/v1:ConfigMap": ["binaryData", "data"],
  "kubernetes:core/v1:ServiceAccount": [],
  "kubernetes:core/v1:Service": ["spec.clusterIP"],
  "kubernetes:core/v1:ResourceQuota": ["spec.scopes"],
  "kubernetes:core/v1:LimitRange": [],
  "kubernetes:apps/v1:Deployment": ["spec.selector"],
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": [],
  "kubernetes:policy/v1:PodDisruptionBudget": [],
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": [],
  "kubernetes:karpenter.sh/v1:NodePool": [],
  "kubernetes:eks.amazonaws.com/v1:NodeClass": [],
  "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding": [],
};

const kubernetes = Object.fromEntries(
  Object.entries(inside).map(([type, on]): [string, Replacement] => [
    type,
    { source: "provider/pkg/provider/diff.go", on: [...placed, ...on] },
  ]),
);

/** By type, every modelled one. */
export const replacements: Readonly<Record<string, Replacement>> = {
  ...ec2,
  ...balancing,
  ...clusters,
  ...rest,
  ...kubernetes,
  "docker:index/image:Image": { source: "provider/provider.go", on: [] },
};
