// Second ones, references, numbers and arguments that AWS and Kubernetes take.
import { notVerified, type Allowance } from "./allowance";

/** Where a second one of the same is made. */
export const allowedTwins: readonly Allowance[] = [
  {
    kind: "twin",
    why: "nothing of it must be unique: the service gives each an id of its own",
    source:
      "API_RequestCertificate, API_CreateVpc, API_CreateKey, API_HealthCheckConfig, API_CreateHostedZone (read 2026-11); of addresses and tables general knowledge, not verified",
    at: {
      "aws:acm/certificate:Certificate": [""],
      "aws:ec2/eip:Eip": [""],
      "aws:ec2/routeTable:RouteTable": [""],
      "aws:ec2/vpc:Vpc": [""],
      "aws:kms/key:Key": [""],
      "aws:route53/healthCheck:HealthCheck": [""],
      "aws:route53/zone:Zone": [""],
    },
  },
  {
    kind: "twin",
    why: "putting it twice changes nothing and is no error",
    source:
      "API_AssociateAccessPolicy, API_PutRolePolicy, API_AttachRolePolicy; a push of a mutable tag moves it: ECR's image-tag-mutability.html (read 2026-11)",
    at: {
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [""],
      "aws:iam/rolePolicy:RolePolicy": [""],
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [""],
      "docker:index/image:Image": [""],
    },
  },
  {
    kind: "twin",
    why: "the provider alone knows of it: one waits for a certificate, the other adopts what is there",
    source:
      "hashicorp/terraform-provider-aws acm/certificate_validation.go, ec2/vpc_default_security_group.go (read 2026-11)",
    at: {
      "aws:acm/certificateValidation:CertificateValidation": [""],
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [""],
    },
  },
];

/** Where a reference that leads nowhere, or a number or argument of no use, is taken. */
export const allowedRest: readonly Allowance[] = [
  {
    kind: "gone",
    why: "CloudWatch does not ask whether what an alarm watches or calls is there",
    source: "API_PutMetricAlarm.html (read 2026-11)",
    at: {
      "aws:cloudwatch/metricAlarm:MetricAlarm": [
        "alarmActions[]",
        "okActions[]",
        "dimensions.ClusterName",
        "dimensions.LoadBalancer",
        "dimensions.TargetGroup",
      ],
    },
  },
  {
    kind: "away",
    why: "a dimension is text, whatever it names",
    source: "API_PutMetricAlarm.html (read 2026-11)",
    at: {
      "aws:cloudwatch/metricAlarm:MetricAlarm": [
        "dimensions.ClusterName",
        "dimensions.LoadBalancer",
        "dimensions.TargetGroup",
      ],
    },
  },
  ...(["gone", "away"] as const).map((kind) => ({
    kind,
    why: "SNS asks for the key when a message is published, not before",
    source: notVerified,
    at: { "aws:sns/topic:Topic": ["kmsMasterKeyId"] },
  })),
  {
    kind: "gone",
    why: "a role that a pod's role takes over may stand in another account: EKS asks when a pod does",
    source: notVerified,
    at: { "aws:eks/podIdentityAssociation:PodIdentityAssociation": ["targetRoleArn"] },
  },
  {
    kind: "gone",
    why: "a name that need not be known to the account's zones",
    source: "API_HealthCheckConfig.html, API_RuleCondition.html (read 2026-11)",
    at: {
      "aws:lb/listenerRule:ListenerRule": ["conditions[].hostHeader.values[]"],
      "aws:route53/healthCheck:HealthCheck": ["fqdn"],
    },
  },
  {
    kind: "gone",
    why: "the rehearsal logs in nowhere: the repository is looked for by the image's name",
    source: "rehearsal/models/docker/image.ts (2026-11)",
    at: { "docker:index/image:Image": ["registry.server"] },
  },
  {
    kind: "gone",
    why: "the API server looks for none of it; `findings` tells what does nothing, images are pulled by nodes",
    source:
      "kubernetes/kubernetes pkg/apis/{core,autoscaling}/validation; create-node-class.html; karpenter.sh_nodepools.yaml (read 2026-11)",
    at: {
      "kubernetes:apps/v1:Deployment": [
        "spec.template.spec.containers[].env[].value",
        "spec.template.spec.containers[].image",
      ],
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": ["spec.scaleTargetRef.name"],
      "kubernetes:eks.amazonaws.com/v1:NodeClass": ["spec.role", "spec.subnetSelectorTerms[].id"],
      "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding": ["spec.serviceRef.name"],
      "kubernetes:karpenter.sh/v1:NodePool": ["spec.template.spec.nodeClassRef.name"],
    },
  },
  {
    kind: "away",
    why: "the API server does not look for subnets: the NodeClass becomes ready with none",
    source: "docs.aws.amazon.com/eks/latest/userguide/create-node-class.html (read 2026-11)",
    at: { "kubernetes:eks.amazonaws.com/v1:NodeClass": ["spec.subnetSelectorTerms[].id"] },
  },
  {
    kind: "number",
    why: "a metric may be below nothing",
    source: "API_PutMetricAlarm.html (read 2026-11)",
    at: { "aws:cloudwatch/metricAlarm:MetricAlarm": ["threshold"] },
  },
  {
    kind: "word",
    why: "Pulumi's own: the id under which the answer is kept, asked of nobody",
    source: notVerified,
    at: { "aws:index/getCallerIdentity:getCallerIdentity": ["id"] },
  },
];
