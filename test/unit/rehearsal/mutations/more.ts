// What no stack registers, made beside one so that every type has an object to spoil, and every reference an object to
// lead to.
import type { Properties } from "../../../../rehearsal/world/model";
import type { RehearsedStack } from "../../../support/rehearsed-stack";
import { network } from "./more-network";
import { secrets, users } from "./more-secrets";
import { regionIn, types, type StackRegion } from "./stack-region";

/** Makes them in each of these regions of a stack. Throws for what the world does not take. */
export function makeMore(stack: RehearsedStack, regions: readonly string[]): void {
  for (const region of regions) {
    const where = regionIn(stack, region);
    network(where, stack);
    balancing(where);
    cluster(where, stack);
    inside(where);
    storage(where);
    names(where);
    secrets(where);
    users(where);
  }
}

function balancing({ region, make, known }: StackRegion): void {
  const groups = ["one", "two"].map((name) =>
    make(types.targetGroup, `tg-${name}`, {
      name: `more-${name}`,
      vpcId: known(types.vpc, region),
      port: 8080,
      protocol: "TCP",
      targetType: "ip",
    }),
  );
  const loadBalancerArn = make("aws:lb/loadBalancer:LoadBalancer", "nlb", {
    name: "more-nlb",
    loadBalancerType: "network",
    internal: true,
    subnetMappings: [{ subnetId: known(types.subnet, `isolated-subnet-${region}b`) }],
  });
  make("aws:lb/listener:Listener", "listener", {
    loadBalancerArn,
    port: 8080,
    protocol: "TCP",
    defaultActions: [
      { type: "forward", forward: { targetGroups: groups.map((arn) => ({ arn, weight: 1 })) } },
    ],
  });
  const web = make(types.targetGroup, "tg-web", {
    name: "more-web",
    vpcId: known(types.vpc, region),
    port: 8080,
    protocol: "HTTP",
    targetType: "ip",
  });
  make("aws:lb/listenerRule:ListenerRule", "rule", {
    listenerArn: known("aws:lb/listener:Listener", `${region}-public-https`),
    priority: 50,
    conditions: [{ pathPattern: { values: ["/more/*"] } }],
    actions: [{ type: "forward", forward: { targetGroups: [{ arn: web }] } }],
  });
}

function cluster({ region, make, known }: StackRegion, { made }: RehearsedStack): void {
  const type = "aws:eks/cluster:Cluster";
  const first = made.find((one) => one.type === type && one.name.includes(region));
  const inputs = first?.inputs ?? {};
  const arnOf = (role: string) => `arn:aws:iam::111122223333:role/${known(types.role, role)}`;
  const clusterName = make(type, "cluster", {
    ...inputs,
    name: "more-cluster",
    computeConfig: {
      enabled: true,
      nodePools: ["system"],
      nodeRoleArn: arnOf(`${region}-cluster-node-role`),
    },
    vpcConfig: {
      ...(inputs["vpcConfig"] as Properties),
      securityGroupIds: [known(types.group, `${region}-private-sg`)],
    },
  });
  const agent = arnOf(`${region}-cluster-observability-role`);
  make("aws:eks/addon:Addon", "addon", {
    clusterName,
    addonName: "aws-ebs-csi-driver",
    serviceAccountRoleArn: agent,
  });
  make("aws:eks/podIdentityAssociation:PodIdentityAssociation", "identity", {
    clusterName,
    namespace: "boutique",
    serviceAccount: "more",
    roleArn: agent,
    targetRoleArn: arnOf("wishlist-identity-role"),
  });
}

/** In the cluster. */
function inside({ make }: StackRegion): void {
  const metadata = (name: string) => ({ name, namespace: "boutique" });
  make("kubernetes:core/v1:ResourceQuota", "quota", {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: metadata("more"),
    spec: { hard: { "requests.cpu": "10000" }, scopes: ["NotTerminating"] },
  });
  make("kubernetes:core/v1:LimitRange", "limits", {
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: metadata("more"),
    spec: {
      limits: [{ type: "Container", default: { cpu: "1" }, defaultRequest: { cpu: "500m" } }],
    },
  });
  make("kubernetes:core/v1:ConfigMap", "config", {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: metadata("more"),
    data: { key: "value" },
  });
}

function storage({ region, make, known }: StackRegion): void {
  const keyArn = (keyId: string) => `arn:aws:kms:${region}:111122223333:key/${keyId}`;
  const kmsKeyArn = keyArn(known(types.key, `${region}-cluster-secrets-key`));
  make("aws:dynamodb/table:Table", "table", {
    name: "more-table",
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    attributes: [{ name: "id", type: "S" }],
    serverSideEncryption: { enabled: true, kmsKeyArn },
  });
  const repository = make("aws:ecr/repository:Repository", "repository", {
    name: `more/${region}`,
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: kmsKeyArn }],
  });
  const rule = {
    rulePriority: 1,
    selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 9 },
    action: { type: "expire" },
  };
  const policy = JSON.stringify({ rules: [rule] });
  make("aws:ecr/lifecyclePolicy:LifecyclePolicy", "lifecycle", { repository, policy });
  const allow = (principal: Properties, action: string) => ({
    Effect: "Allow",
    Principal: principal,
    Action: action,
    Resource: "*",
  });
  const logs = make(types.key, "key", {
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        allow({ AWS: "arn:aws:iam::111122223333:root" }, "kms:*"),
        allow({ Service: `logs.${region}.amazonaws.com` }, "kms:Encrypt*"),
      ],
    }),
  });
  make(types.logGroup, "logs", { name: "/more/logs", kmsKeyId: keyArn(logs) });
  make(types.role, "role", {
    name: `more-${region}-role`,
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
      ],
    }),
    permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess",
  });
}

function names({ region, make, known }: StackRegion): void {
  const vpcId = make(types.vpc, "vpc", { cidrBlock: "10.250.0.0/16" });
  const rule = (name: string) => [
    {
      protocol: "-1",
      fromPort: 0,
      toPort: 0,
      securityGroups: [make(types.group, name, { vpcId })],
    },
  ];
  make("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default-group", {
    vpcId,
    ingress: rule("group-in"),
    egress: rule("group-out"),
  });
  make("aws:route53/zoneAssociation:ZoneAssociation", "association", {
    zoneId: known("aws:route53/zone:Zone", "private"),
    vpcId,
    vpcRegion: region,
  });
  make("aws:route53/record:Record", "failover", {
    zoneId: known("aws:route53/zone:Zone", "public"),
    name: `more-${region}`,
    type: "CNAME",
    ttl: 60,
    records: ["more.example.org"],
    setIdentifier: "first",
    failoverRoutingPolicies: [{ type: "PRIMARY" }],
    healthCheckId: known("aws:route53/healthCheck:HealthCheck", region),
  });
  make("aws:route53/record:Record", "weighted", {
    zoneId: known("aws:route53/zone:Zone", "public"),
    name: `weighted-${region}`,
    type: "A",
    ttl: 60,
    records: ["192.0.2.1"],
    setIdentifier: "first",
    weightedRoutingPolicies: [{ weight: 10 }],
  });
}
