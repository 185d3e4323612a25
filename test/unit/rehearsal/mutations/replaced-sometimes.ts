// Changes that replace in one direction only, or only in some resources: examples of both, from the providers' sources.
import type { Properties } from "../../../../rehearsal/world/model";

/** A change, and the inputs that the provider replaces for. */
export interface Change {
  readonly before: Properties;
  readonly after: Properties;
  readonly replaces: readonly string[];
}

/** Where they were read, below internal/service of hashicorp/terraform-provider-aws (read 2026-11-26), and the changes. */
export interface Sometimes {
  readonly source: string;
  readonly changes: readonly Change[];
}

const change = (before: Properties, after: Properties, ...replaces: readonly string[]): Change => ({
  before,
  after,
  replaces,
});

const rule: Sometimes = {
  source: "ec2/vpc_security_group_ingress_rule.go, ModifyPlan",
  changes: [
    change({ cidrIpv4: "10.0.0.0/8" }, { prefixListId: "pl-1" }, "cidrIpv4", "prefixListId"),
    change({ cidrIpv4: "10.0.0.0/8" }, { cidrIpv4: "10.0.0.0/16" }),
  ],
};

const nlb = { loadBalancerType: "network", subnets: ["a", "b"] };
const alb = { loadBalancerType: "application", subnets: ["a", "b"] };

/** By type, every one whose model has a `replaceWhen`. */
export const replacedSometimes: Readonly<Record<string, Sometimes>> = {
  "aws:ec2/vpc:Vpc": {
    source: "ec2/vpc_.go, resourceVPCCustomizeDiff",
    changes: [
      change({ instanceTenancy: "default" }, { instanceTenancy: "dedicated" }, "instanceTenancy"),
      change({ instanceTenancy: "dedicated" }, { instanceTenancy: "default" }),
    ],
  },
  "aws:ec2/subnet:Subnet": {
    source: "ec2/vpc_subnet.go, CustomizeDiff",
    changes: [
      change(
        { assignIpv6AddressOnCreation: true, ipv6CidrBlock: "a" },
        { assignIpv6AddressOnCreation: true, ipv6CidrBlock: "b" },
        "ipv6CidrBlock",
      ),
      change({ ipv6CidrBlock: "a" }, { ipv6CidrBlock: "b" }),
    ],
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    source: "ec2/vpc_endpoint.go, CustomizeDiff",
    changes: [
      change({ privateDnsEnabled: false }, { privateDnsEnabled: true }, "privateDnsEnabled"),
      change(
        { vpcEndpointType: "Interface", privateDnsEnabled: false },
        { vpcEndpointType: "Interface", privateDnsEnabled: true },
      ),
    ],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
  "aws:eks/cluster:Cluster": {
    source:
      "eks/cluster.go, CustomizeDiff; of controlPlaneEgressMode as the model has it, not verified",
    changes: [
      change({ encryptionConfig: { resources: ["secrets"] } }, {}, "encryptionConfig"),
      change({}, { encryptionConfig: { resources: ["secrets"] } }),
      change(
        { computeConfig: { nodeRoleArn: "a" } },
        { computeConfig: { nodeRoleArn: "b" } },
        "computeConfig",
      ),
      change({ computeConfig: {} }, { computeConfig: { nodeRoleArn: "b" } }),
      change(
        { vpcConfig: { controlPlaneEgressMode: "CUSTOMER" } },
        { vpcConfig: { controlPlaneEgressMode: "AWS_MANAGED" } },
        "vpcConfig",
      ),
      change(
        { vpcConfig: { controlPlaneEgressMode: "AWS_MANAGED" } },
        { vpcConfig: { controlPlaneEgressMode: "CUSTOMER" } },
      ),
    ],
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    source: "elbv2/load_balancer.go, as the model has it; its CustomizeDiff was not verified",
    changes: [
      change(nlb, { ...nlb, subnets: ["a"] }, "subnets"),
      change(nlb, { ...nlb, subnets: ["a", "b", "c"] }),
      change(alb, { ...alb, subnets: ["a"] }),
      change(nlb, { ...nlb, securityGroups: ["sg-1"] }, "securityGroups"),
      change(alb, { ...alb, securityGroups: ["sg-1"] }),
    ],
  },
  "aws:dynamodb/table:Table": {
    source: "dynamodb/table.go, CustomizeDiff",
    changes: [
      change(
        { warmThroughput: { writeUnitsPerSecond: 9000 } },
        { warmThroughput: { writeUnitsPerSecond: 8000 } },
        "warmThroughput",
      ),
      change(
        { warmThroughput: { writeUnitsPerSecond: 8000 } },
        { warmThroughput: { writeUnitsPerSecond: 9000 } },
      ),
      change({}, { restoreSourceName: "a" }, "restoreSourceName"),
      change({ restoreSourceName: "a" }, {}),
      change({}, { restoreSourceTableArn: "a" }, "restoreSourceTableArn"),
      change({ restoreSourceTableArn: "a" }, {}),
    ],
  },
  "aws:elasticache/serverlessCache:ServerlessCache": {
    source:
      "elasticache/serverless_cache.go; issue 45204 of the provider, open: from valkey to redis (read 2026-11-26)",
    changes: [
      change({ engine: "redis" }, { engine: "valkey" }),
      change({ engine: "valkey" }, { engine: "redis" }, "engine"),
      change(
        { engine: "valkey", majorEngineVersion: "8" },
        { engine: "valkey", majorEngineVersion: "7" },
        "majorEngineVersion",
      ),
      change(
        { engine: "valkey", majorEngineVersion: "7" },
        { engine: "valkey", majorEngineVersion: "8" },
      ),
    ],
  },
};
