// Deletions that AWS and Kubernetes do while something still refers to what is deleted.
import { notVerified, type Allowance } from "./allowance";

const vpc = "aws:ec2/vpc:Vpc";
const role = "aws:iam/role:Role";
const key = "aws:kms/key:Key";
const cluster = "aws:eks/cluster:Cluster";
const list = (path: string) => `${path} of aws:ec2/vpcEndpoint:VpcEndpoint`;
const namespace = "metadata.namespace of kubernetes:core/v1:Namespace";

/** Where the deletion of what is in use is done. */
export const allowedUses: readonly Allowance[] = [
  {
    kind: "use",
    goes: true,
    why: "a part of what is deleted",
    source:
      "API_DeleteVpc, API_DeleteSecurityGroup, API_DeleteRouteTable, API_DeleteRepository, API_DeleteCluster, API_DeleteHostedZone (read 2026-11); of load balancers and topics general knowledge, not verified",
    at: {
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [`vpcId of ${vpc}`],
      "aws:ec2/route:Route": ["routeTableId of aws:ec2/routeTable:RouteTable"],
      "aws:ecr/lifecyclePolicy:LifecyclePolicy": ["repository of aws:ecr/repository:Repository"],
      "aws:eks/accessEntry:AccessEntry": [`clusterName of ${cluster}`],
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [`clusterName of ${cluster}`],
      "aws:eks/addon:Addon": [`clusterName of ${cluster}`],
      "aws:eks/podIdentityAssociation:PodIdentityAssociation": [`clusterName of ${cluster}`],
      "aws:lb/listener:Listener": ["loadBalancerArn of aws:lb/loadBalancer:LoadBalancer"],
      "aws:lb/listenerRule:ListenerRule": ["listenerArn of aws:lb/listener:Listener"],
      "aws:route53/zoneAssociation:ZoneAssociation": ["zoneId of aws:route53/zone:Zone"],
      "aws:sns/topicPolicy:TopicPolicy": ["arn of aws:sns/topic:Topic"],
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [
        "securityGroupId of aws:ec2/securityGroup:SecurityGroup",
      ],
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
        "securityGroupId of aws:ec2/securityGroup:SecurityGroup",
      ],
    },
  },
  {
    kind: "use",
    goes: true,
    why: "the provider disassociates a table first; a subnet takes its association along",
    source:
      "hashicorp/terraform-provider-aws ec2/vpc_route_table.go (read 2026-11); of subnets general knowledge, not verified",
    at: {
      "aws:ec2/routeTableAssociation:RouteTableAssociation": [
        "routeTableId of aws:ec2/routeTable:RouteTable",
        "subnetId of aws:ec2/subnet:Subnet",
      ],
    },
  },
  {
    kind: "use",
    why: "a gateway endpoint loses its route with the table",
    source: notVerified,
    at: { "aws:ec2/vpcEndpoint:VpcEndpoint": ["routeTableIds[] of aws:ec2/routeTable:RouteTable"] },
  },
  {
    kind: "use",
    goes: true,
    why: "flow logs of a VPC that is gone are removed by themselves",
    source: "API_DeleteVpc.html (read 2026-11)",
    at: { "aws:ec2/flowLog:FlowLog": [`vpcId of ${vpc}`] },
  },
  {
    kind: "use",
    why: "flow logs keep neither a subnet nor a gateway",
    source: notVerified,
    at: {
      "aws:ec2/flowLog:FlowLog": [
        "subnetId of aws:ec2/subnet:Subnet",
        "regionalNatGatewayId of aws:ec2/natGateway:NatGateway",
      ],
    },
  },
  {
    kind: "use",
    why: "the prefix list is AWS's own, whether or not an endpoint uses it",
    source: notVerified,
    at: {
      "aws:ec2/route:Route": [list("destinationPrefixListId")],
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [list("prefixListId")],
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [list("prefixListId")],
    },
  },
  {
    kind: "use",
    why: "a route to a NAT gateway that is gone stays, as a black hole",
    source: notVerified,
    at: {
      "aws:ec2/route:Route": ["natGatewayId of aws:ec2/natGateway:NatGateway"],
      "aws:ec2/routeTable:RouteTable": ["routes[].natGatewayId of aws:ec2/natGateway:NatGateway"],
    },
  },
  {
    kind: "use",
    why: "only what has a network interface, a gateway, a subnet, a group or a table in the VPC keeps it",
    source:
      "API_DeleteVpc.html, vpc/latest/userguide/delete-vpc.html (read 2026-11), which name no target group and no zone",
    at: {
      "aws:lb/targetGroup:TargetGroup": [`vpcId of ${vpc}`],
      "aws:route53/zone:Zone": [`vpcs[].vpcId of ${vpc}`],
      "aws:route53/zoneAssociation:ZoneAssociation": [`vpcId of ${vpc}`],
    },
  },
  {
    kind: "use",
    why: "only policies keep a role: IAM does not know who takes it",
    source: "API_DeleteRole.html (read 2026-11)",
    at: {
      "aws:ec2/flowLog:FlowLog": [`iamRoleArn of ${role}`],
      "aws:eks/accessEntry:AccessEntry": [`principalArn of ${role}`],
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [`principalArn of ${role}`],
      "aws:eks/addon:Addon": [
        `podIdentityAssociations[].roleArn of ${role}`,
        `serviceAccountRoleArn of ${role}`,
      ],
      "aws:eks/cluster:Cluster": [`computeConfig.nodeRoleArn of ${role}`, `roleArn of ${role}`],
      "aws:eks/podIdentityAssociation:PodIdentityAssociation": [
        `roleArn of ${role}`,
        `targetRoleArn of ${role}`,
      ],
      "kubernetes:eks.amazonaws.com/v1:NodeClass": [`spec.role of ${role}`],
    },
  },
  {
    kind: "use",
    why: "a key in use is scheduled for deletion all the same; its aliases go when it is deleted, after the waiting period",
    source: "API_ScheduleKeyDeletion.html, developerguide/alias-delete.html (read 2026-11-26)",
    at: {
      "aws:cloudwatch/logGroup:LogGroup": [`kmsKeyId of ${key}`],
      "aws:dynamodb/table:Table": [`serverSideEncryption.kmsKeyArn of ${key}`],
      "aws:ecr/repository:Repository": [`encryptionConfigurations[].kmsKey of ${key}`],
      "aws:eks/cluster:Cluster": [`encryptionConfig.provider.keyArn of ${key}`],
      "aws:kms/alias:Alias": [`targetKeyId of ${key}`],
      "aws:sns/topic:Topic": [`kmsMasterKeyId of ${key}`],
    },
  },
  {
    kind: "use",
    why: "services that watch, call or lead to something do not keep it",
    source:
      "API_DeleteLogGroup, API_DeleteHealthCheck (HealthCheckInUse: not in use), API_ChangeResourceRecordSets (read 2026-11); of the others general knowledge, not verified",
    at: {
      "aws:acm/certificateValidation:CertificateValidation": [
        "validationRecordFqdns[] of aws:route53/record:Record",
      ],
      "aws:cloudwatch/metricAlarm:MetricAlarm": [
        "alarmActions[] of aws:sns/topic:Topic",
        "okActions[] of aws:sns/topic:Topic",
        `dimensions.ClusterName of ${cluster}`,
        "dimensions.LoadBalancer of aws:lb/loadBalancer:LoadBalancer",
        "dimensions.TargetGroup of aws:lb/targetGroup:TargetGroup",
      ],
      "aws:ec2/flowLog:FlowLog": ["logDestination of aws:cloudwatch/logGroup:LogGroup"],
      "aws:lb/listenerRule:ListenerRule": [
        "conditions[].hostHeader.values[] of aws:route53/record:Record",
      ],
      "aws:route53/healthCheck:HealthCheck": [
        "childHealthchecks[] of aws:route53/healthCheck:HealthCheck",
        "cloudwatchAlarmName of aws:cloudwatch/metricAlarm:MetricAlarm",
        "fqdn of aws:route53/record:Record",
      ],
      "aws:route53/record:Record": [
        "aliases[].name of aws:lb/loadBalancer:LoadBalancer",
        "aliases[].zoneId of aws:lb/loadBalancer:LoadBalancer",
        "healthCheckId of aws:route53/healthCheck:HealthCheck",
      ],
      "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding": [
        "spec.targetGroupARN of aws:lb/targetGroup:TargetGroup",
      ],
    },
  },
  {
    kind: "use",
    why: "nothing on AWS: the provider's wait for a certificate",
    source: "hashicorp/terraform-provider-aws acm/certificate_validation.go (read 2026-11)",
    at: {
      "aws:acm/certificateValidation:CertificateValidation": [
        "certificateArn of aws:acm/certificate:Certificate",
      ],
    },
  },
  {
    kind: "use",
    why: "the repository of a stack that is disposable is deleted by force; a pushed image stays when its resource goes",
    source: "API_DeleteRepository.html (force); pulumi-docker provider/image.go (read 2026-11)",
    at: {
      "docker:index/image:Image": [
        "imageName of aws:ecr/repository:Repository",
        "registry.server of aws:ecr/repository:Repository",
      ],
      "kubernetes:apps/v1:Deployment": [
        "spec.template.spec.containers[].image of docker:index/image:Image",
      ],
    },
  },
  {
    kind: "use",
    goes: true,
    why: "a namespace takes with it what is in it",
    source: notVerified,
    at: {
      "kubernetes:apps/v1:Deployment": [namespace],
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": [namespace],
      "kubernetes:core/v1:ConfigMap": [namespace],
      "kubernetes:core/v1:LimitRange": [namespace],
      "kubernetes:core/v1:ResourceQuota": [namespace],
      "kubernetes:core/v1:Service": [namespace],
      "kubernetes:core/v1:ServiceAccount": [namespace],
      "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding": [namespace],
      "kubernetes:networking.k8s.io/v1:NetworkPolicy": [namespace],
      "kubernetes:policy/v1:PodDisruptionBudget": [namespace],
    },
  },
  {
    kind: "use",
    why: "neither knows of what refers to it by name: tables of variables, objects of others",
    source: notVerified,
    at: {
      "kubernetes:apps/v1:Deployment": [
        "spec.template.spec.containers[].env[].value of aws:dynamodb/table:Table",
        "spec.template.spec.serviceAccountName of kubernetes:core/v1:ServiceAccount",
      ],
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": [
        "spec.scaleTargetRef.name of kubernetes:apps/v1:Deployment",
      ],
      "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding": [
        "spec.serviceRef.name of kubernetes:core/v1:Service",
      ],
    },
  },
];
