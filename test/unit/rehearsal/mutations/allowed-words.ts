// Texts that take any word.
import { notVerified, type Allowance } from "./allowance";

const container = "spec.template.spec.containers[]";

/** Where a word that means nothing is taken. */
export const allowedWords: readonly Allowance[] = [
  {
    kind: "word",
    why: "another name is another object; good and bad names have mutations of their own",
    source: "the name rules of the models (2026-11)",
    at: {
      "*": ["name", "metadata.name"],
      "aws:cloudwatch/dashboard:Dashboard": ["dashboardName"],
      "aws:route53/record:Record": ["setIdentifier"],
    },
  },
  {
    kind: "word",
    why: "the user's own text",
    source:
      "the API references that the models name (read 2026-11); of tags general knowledge, not verified",
    at: {
      "*": ["tags{}"],
      "aws:cloudwatch/metricAlarm:MetricAlarm": ["alarmDescription"],
      "aws:ec2/securityGroup:SecurityGroup": ["description"],
      "aws:elasticache/serverlessCache:ServerlessCache": ["description"],
      "aws:iam/role:Role": ["description"],
      "aws:kms/key:Key": ["description"],
      "aws:lb/listener:Listener": ["defaultActions[].fixedResponse.messageBody"],
      "aws:route53/zone:Zone": ["comment"],
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["description"],
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["description"],
    },
  },
  {
    kind: "word",
    why: "namespaces, metrics and their dimensions are whatever is reported",
    source: "API_PutMetricAlarm.html (read 2026-11)",
    at: {
      "aws:cloudwatch/metricAlarm:MetricAlarm": ["dimensions{}", "metricName", "namespace"],
    },
  },
  {
    kind: "word",
    why: "EKS does not look into the cluster for namespaces and service accounts",
    source: notVerified,
    at: {
      "aws:eks/addon:Addon": ["podIdentityAssociations[].serviceAccount"],
      "aws:eks/podIdentityAssociation:PodIdentityAssociation": ["namespace", "serviceAccount"],
    },
  },
  {
    kind: "word",
    why: "the comments name examples: other headers may be listed too",
    source: "@pulumi/aws lb/listener.d.ts (read 2026-11)",
    at: {
      "aws:lb/listener:Listener": [
        "routingHttpResponseAccessControlAllowHeadersHeaderValue",
        "routingHttpResponseAccessControlExposeHeadersHeaderValue",
      ],
    },
  },
  {
    kind: "word",
    why: "any path; the user guide asks for a dot in a host name, whether CreateRule refuses one without is not known",
    source: "API_RuleCondition.html (read 2026-11); of the dot general knowledge, not verified",
    at: {
      "aws:lb/listenerRule:ListenerRule": [
        "conditions[].hostHeader.values[]",
        "conditions[].pathPattern.values[]",
      ],
    },
  },
  {
    kind: "word",
    why: "any name and path that an endpoint may answer to; triggers are the provider's own",
    source: "API_HealthCheckConfig.html, route53/health_check.go (read 2026-11)",
    at: { "aws:route53/healthCheck:HealthCheck": ["fqdn", "resourcePath", "triggers{}"] },
  },
  {
    kind: "word",
    why: "a CNAME leads to any name",
    source: notVerified,
    at: { "aws:route53/record:Record": ["records[]"] },
  },
  {
    kind: "word",
    why: "SNS asks for the key when a message is published, not before",
    source: notVerified,
    at: { "aws:sns/topic:Topic": ["kmsMasterKeyId"] },
  },
  {
    kind: "word",
    why: "no build and no login is rehearsed: files are not looked for, passwords open nothing",
    source: "rehearsal/models/docker/image.ts (2026-11)",
    at: {
      "docker:index/image:Image": [
        "build.context",
        "build.dockerfile",
        "registry.password",
        "registry.server",
        "registry.username",
      ],
    },
  },
  {
    kind: "word",
    why: "labels and what selects by them are free; `findings` tells what selects nothing",
    source: "kubernetes/apimachinery pkg/util/validation/validation.go (read 2026-11)",
    at: {
      "*": ["metadata.labels{}"],
      "kubernetes:apps/v1:Deployment": [
        "spec.template.metadata.labels{}",
        "spec.template.spec.topologySpreadConstraints[].labelSelector.matchLabels{}",
        "spec.template.spec.topologySpreadConstraints[].topologyKey",
      ],
      "kubernetes:core/v1:Service": ["spec.selector{}"],
      "kubernetes:networking.k8s.io/v1:NetworkPolicy": [
        "spec.egress[].to[].namespaceSelector.matchLabels{}",
        "spec.egress[].to[].podSelector.matchLabels{}",
        "spec.ingress[].from[].podSelector.matchLabels{}",
        "spec.podSelector.matchLabels{}",
      ],
      "kubernetes:policy/v1:PodDisruptionBudget": ["spec.selector.matchLabels{}"],
    },
  },
  {
    kind: "word",
    why: "a container's own: names, variables, headers and paths that its image understands",
    source: "kubernetes/kubernetes pkg/apis/core/validation/validation.go (read 2026-11)",
    at: {
      "kubernetes:apps/v1:Deployment": [
        `${container}.name`,
        `${container}.image`,
        `${container}.env[].name`,
        `${container}.env[].value`,
        `${container}.ports[].name`,
        ...["livenessProbe", "readinessProbe"].flatMap((probe) =>
          ["httpHeaders[].name", "httpHeaders[].value", "path"].map(
            (field) => `${container}.${probe}.httpGet.${field}`,
          ),
        ),
      ],
      "kubernetes:core/v1:ConfigMap": ["data{}"],
    },
  },
  {
    kind: "word",
    why: "a port may be named, whether or not a container has one of that name",
    source: "kubernetes/kubernetes pkg/apis/{core,networking}/validation (read 2026-11)",
    at: {
      "kubernetes:apps/v1:Deployment": [
        `${container}.livenessProbe.httpGet.port`,
        `${container}.readinessProbe.httpGet.port`,
      ],
      "kubernetes:core/v1:Service": [
        "spec.ports[].appProtocol",
        "spec.ports[].name",
        "spec.ports[].targetPort",
      ],
      "kubernetes:networking.k8s.io/v1:NetworkPolicy": [
        "spec.egress[].ports[].port",
        "spec.ingress[].ports[].port",
      ],
    },
  },
  {
    kind: "word",
    why: "the API server looks for none of it; `findings` tells what does nothing",
    source:
      "kubernetes/kubernetes pkg/apis/autoscaling/validation; create-node-class.html; karpenter.sh_nodepools.yaml (read 2026-11)",
    at: {
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": [
        "spec.metrics[].resource.name",
        "spec.scaleTargetRef.apiVersion",
        "spec.scaleTargetRef.kind",
        "spec.scaleTargetRef.name",
      ],
      "kubernetes:eks.amazonaws.com/v1:NodeClass": ["spec.role"],
      "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding": [
        "spec.serviceRef.name",
        "spec.serviceRef.port",
      ],
      "kubernetes:karpenter.sh/v1:NodePool": [
        "spec.template.spec.nodeClassRef.group",
        "spec.template.spec.nodeClassRef.kind",
        "spec.template.spec.nodeClassRef.name",
        "spec.template.spec.requirements[].key",
        "spec.template.spec.requirements[].values[]",
      ],
    },
  },
];
