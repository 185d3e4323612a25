/**
 * What EKS answers of a cluster. Facts: docs.aws.amazon.com/eks/latest/APIReference (CreateCluster, Cluster,
 * VpcConfigResponse, KubernetesNetworkConfigResponse), hashicorp/terraform-provider-aws
 * internal/service/eks/cluster.go (what the provider reads back) (read 2026-11).
 */
import type { CloudObject, Draft, Properties, Value } from "../../world/model";
import { regionalArn } from "./arn";
import { overlaps, parseBlock } from "./cidr";
import { regionalOutputs } from "./computed";
import { subnetType, vpcType } from "./ec2-ids";
import { madeAt } from "./eks-names";
import { blockAt, flagAt, textAt, textsAt } from "./inputs";

/** The version a cluster gets that asks for none (read 2026-11). */
const defaultVersion = "1.35";

function subnetOf(draft: Draft): CloudObject | undefined {
  const [first = ""] = textsAt(draft.inputs, "vpcConfig.subnetIds");
  return draft.world.find(subnetType, first, draft.scope);
}

/** `eks-cluster-sg-<name>-<digits>`, the group of the control plane and of every node. */
export function clusterGroupId(draft: Draft): string {
  return `sg-${draft.hex(17, "cluster security group")}`;
}

/** EKS takes 10.100.0.0/16 for services unless that meets the VPC, then 172.20.0.0/16. */
function serviceCidr(draft: Draft): string {
  const given = textAt(draft.inputs, "kubernetesNetworkConfig.serviceIpv4Cidr");
  if (given !== undefined) return given;
  const vpc = draft.world.find(vpcType, vpcIdOf(draft), draft.scope);
  const network = parseBlock(textAt(vpc?.outputs ?? {}, "cidrBlock") ?? "");
  const services = parseBlock("10.100.0.0/16");
  const meets = network !== undefined && services !== undefined && overlaps(network, services);
  const inTen = textAt(vpc?.outputs ?? {}, "cidrBlock")?.startsWith("10.") ?? false;
  return meets || inTen ? "172.20.0.0/16" : "10.100.0.0/16";
}

/** The VPC that the cluster's subnets are in. */
export function vpcIdOf(draft: Draft): string {
  return textAt(subnetOf(draft)?.outputs ?? {}, "vpcId") ?? "";
}

/** A certificate authority that no one signed: base64 of PEM, as kubeconfigs carry it. */
function certificate(draft: Draft): string {
  const body = Buffer.from(draft.hex(64, "certificate")).toString("base64");
  const pem = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
  return Buffer.from(pem).toString("base64");
}

function networkOutputs(draft: Draft): Properties {
  const autoMode = flagAt(draft.inputs, "computeConfig.enabled") ?? false;
  const given = blockAt(draft.inputs, "kubernetesNetworkConfig");
  const ipv6 = textAt(given ?? {}, "ipFamily") === "ipv6";
  return {
    elasticLoadBalancing: {
      enabled: flagAt(given ?? {}, "elasticLoadBalancing.enabled") ?? autoMode,
    },
    ipFamily: textAt(given ?? {}, "ipFamily") ?? "ipv4",
    serviceIpv4Cidr: ipv6 ? "" : serviceCidr(draft),
    serviceIpv6Cidr: ipv6 ? `fd${draft.hex(2, "ipv6")}:${draft.hex(4, "services")}::/108` : "",
  };
}

function vpcConfigOutputs(draft: Draft): Properties {
  const given = blockAt(draft.inputs, "vpcConfig") ?? {};
  const cidrs = textsAt(given, "publicAccessCidrs");
  const open = flagAt(given, "endpointPublicAccess") ?? true;
  return {
    clusterSecurityGroupId: clusterGroupId(draft),
    controlPlaneEgressMode: textAt(given, "controlPlaneEgressMode") ?? "AWS_MANAGED",
    endpointPrivateAccess: flagAt(given, "endpointPrivateAccess") ?? false,
    endpointPublicAccess: open,
    publicAccessCidrs: cidrs.length > 0 ? cidrs : open ? ["0.0.0.0/0"] : [],
    securityGroupIds: textsAt(given, "securityGroupIds"),
    subnetIds: textsAt(given, "subnetIds"),
    vpcId: vpcIdOf(draft),
  };
}

/** The control-plane settings that nobody asked for, as EKS fills them. */
const controlPlaneDefaults: Readonly<Record<string, Value>> = {
  controlPlaneScalingConfig: { tier: "standard" },
  kubeApiServerConfig: {
    eventTtl: "1h0m0s",
    serviceNodePortRange: { minPort: 30000, maxPort: 32767 },
  },
  kubeControllerManagerConfig: {
    horizontalPodAutoscalerControllerConfig: { horizontalPodAutoscalerSyncPeriod: "15s" },
    podGcControllerConfig: { terminatedPodGcThreshold: 12500 },
  },
  kubeSchedulerConfig: {
    nodeResourcesFit: {
      scoringStrategy: {
        type: "LeastAllocated",
        resources: [
          { name: "cpu", weight: 1 },
          { name: "memory", weight: 1 },
        ],
      },
    },
  },
};

function controlPlaneOutputs(draft: Draft): Properties {
  const filled = Object.entries(controlPlaneDefaults).map(
    ([name, value]) => [name, draft.inputs[name] ?? value] as const,
  );
  return Object.fromEntries(filled);
}

/** All that EKS answers of a cluster beyond what was asked for. */
export function clusterOutputs(draft: Draft, id: string): Properties {
  const { inputs, scope } = draft;
  const digits = draft.hex(32, "endpoint").toUpperCase();
  const autoMode = flagAt(inputs, "computeConfig.enabled") ?? false;
  return {
    ...regionalOutputs(draft),
    ...controlPlaneOutputs(draft),
    accessConfig: {
      authenticationMode: textAt(inputs, "accessConfig.authenticationMode") ?? "CONFIG_MAP",
      bootstrapClusterCreatorAdminPermissions: bootstrapsCreator(inputs),
    },
    arn: regionalArn(draft, "eks", `cluster/${id}`),
    certificateAuthority: { data: certificate(draft) },
    clusterId: "",
    computeConfig: inputs["computeConfig"] ?? { enabled: false, nodePools: [], nodeRoleArn: "" },
    createdAt: madeAt,
    deletionProtection: flagAt(inputs, "deletionProtection") ?? false,
    endpoint: `https://${digits}.${draft.hex(3, "endpoint group")}.${scope}.eks.amazonaws.com`,
    identities: [{ oidcs: [{ issuer: `https://oidc.eks.${scope}.amazonaws.com/id/${digits}` }] }],
    kubernetesNetworkConfig: networkOutputs(draft),
    name: id,
    platformVersion: "eks.12",
    status: "ACTIVE",
    storageConfig: inputs["storageConfig"] ?? { blockStorage: { enabled: autoMode } },
    upgradePolicy: inputs["upgradePolicy"] ?? { supportType: "EXTENDED" },
    version: textAt(inputs, "version") ?? defaultVersion,
    vpcConfig: vpcConfigOutputs(draft),
  };
}

/** Whether whoever creates the cluster becomes its administrator. */
export function bootstrapsCreator(inputs: Properties): boolean {
  return flagAt(inputs, "accessConfig.bootstrapClusterCreatorAdminPermissions") ?? true;
}
