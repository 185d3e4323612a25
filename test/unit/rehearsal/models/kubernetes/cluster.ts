/** An EKS cluster in memory, with what its models look at, for the tests of the Kubernetes models. */
import { dockerModels } from "../../../../../rehearsal/models/docker/index";
import { kubernetesModels } from "../../../../../rehearsal/models/kubernetes/index";
import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import { isBlock, isList, textAt } from "../../../../../rehearsal/models/kubernetes/values";
import {
  NeverReady,
  Refusal,
  type CloudObject,
  type Model,
  type Properties,
  type Value,
} from "../../../../../rehearsal/world/model";
import { caller, TestWorld } from "../../../../support/world-view";

export const clusterArn = "arn:aws:eks:eu-west-1:123456789012:cluster/shop";
const viewer = "arn:aws:iam::123456789012:role/viewer";
const teamPrincipal = "arn:aws:iam::123456789012:role/team";
const strangerPrincipal = "arn:aws:iam::123456789012:role/stranger";

/** Who may only look, who may work in the namespace `shop`, and whom the cluster does not know. */
export const others = {
  viewer: { ...caller, principalArn: viewer },
  team: { ...caller, principalArn: teamPrincipal },
  stranger: { ...caller, principalArn: strangerPrincipal },
};

/** AWS types as far as the Kubernetes models look at them: what is said is what they are. */
function plain(type: string, key: string): Model {
  return {
    type,
    placement: "regional",
    sources: [],
    replaceOn: [],
    id: ({ inputs }) => textAt(inputs, key) ?? "",
    computed: () => ({}),
    seconds: { create: 1, update: 1, delete: 1, source: "a test" },
  };
}

export const awsTypes = {
  cluster: "aws:eks/cluster:Cluster",
  entry: "aws:eks/accessEntry:AccessEntry",
  association: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  role: "aws:iam/role:Role",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  repository: "aws:ecr/repository:Repository",
} as const;

const awsModels: readonly Model[] = [
  plain(awsTypes.cluster, "name"),
  plain(awsTypes.entry, "principalArn"),
  plain(awsTypes.association, "policyArn"),
  plain(awsTypes.role, "name"),
  plain(awsTypes.targetGroup, "arn"),
  plain(awsTypes.repository, "name"),
];

export const autoMode: Properties = {
  name: "shop",
  arn: clusterArn,
  status: "ACTIVE",
  computeConfig: { enabled: true, nodePools: ["general-purpose"] },
  kubernetesNetworkConfig: {
    serviceIpv4Cidr: "172.20.0.0/16",
    elasticLoadBalancing: { enabled: true },
  },
  vpcConfig: { vpcId: "vpc-1" },
};

export const targetGroupArn =
  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/cart/0123456789abcdef";

/** A world without any cluster. */
export function emptyWorld(): TestWorld {
  return new TestWorld([...awsModels, ...kubernetesModels, ...dockerModels], clusterArn);
}

function grant(world: TestWorld, principalArn: string, policy: string, accessScope: Properties) {
  world.create(awsTypes.entry, { clusterName: "shop", principalArn, type: "STANDARD" });
  world.create(awsTypes.association, {
    clusterName: "shop",
    principalArn,
    policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
    accessScope,
  });
}

/** A world with one cluster, which the deployer administers and where the namespace `shop` exists. */
export function clusterWorld(cluster: Properties = {}): TestWorld {
  const world = emptyWorld();
  world.create(awsTypes.cluster, { ...autoMode, ...cluster });
  grant(world, caller.principalArn, "AmazonEKSClusterAdminPolicy", { type: "cluster" });
  grant(world, viewer, "AmazonEKSViewPolicy", { type: "cluster" });
  grant(world, teamPrincipal, "AmazonEKSEditPolicy", { type: "namespace", namespaces: ["shop"] });
  world.create(kinds.Namespace.type, { metadata: { name: "shop" } });
  return world;
}

/** The refusal of a deed; fails where nothing is refused. */
export function refusalOf(deed: () => unknown): Refusal {
  try {
    deed();
  } catch (refused) {
    if (refused instanceof Refusal) return refused;
    throw refused;
  }
  throw new Error("nothing was refused");
}

/** Why what was made is never ready; fails where it is, or where it was refused. */
export function reasonsOf(deed: () => unknown): readonly string[] {
  const refused = refusalOf(deed);
  if (refused instanceof NeverReady) return refused.reasons;
  throw refused;
}

/** Inputs with a part of them replaced; a path goes into maps and lists, and `undefined` takes the part away. */
export function withAt(
  inputs: Properties,
  path: readonly (string | number)[],
  value: Value | undefined,
): Properties {
  const changed = changedAt(inputs, path, value);
  return isBlock(changed) ? changed : {};
}

function changedAt(
  here: Value | undefined,
  [step, ...rest]: readonly (string | number)[],
  value: Value | undefined,
): Value | undefined {
  if (step === undefined) return value;
  if (isList(here)) {
    const inner = changedAt(here[Number(step)], rest, value);
    return here.map((item, index) => (index === step ? (inner ?? null) : item));
  }
  const block = isBlock(here) ? here : {};
  const inner = changedAt(block[step], rest, value);
  const others = Object.entries(block).filter(([key]) => key !== step);
  return Object.fromEntries(inner === undefined ? others : [...others, [step, inner]]);
}

/** What is wrong, where, with which value (undefined: nothing is there), and what the API server says of it. */
export type BadField = readonly [
  what: string,
  path: readonly (string | number)[],
  value: Properties[string] | undefined,
  words: string,
];

/** Metadata of an object of the namespace `shop`. */
export function inShop(name: string, more: Properties = {}): Properties {
  return { name, namespace: "shop", ...more };
}

/** A pod that the level `restricted` lets in. */
export const restrictedPod: Properties = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  containers: [
    {
      name: "server",
      image: "registry.example/cart:1",
      ports: [{ name: "grpc", containerPort: 7070 }],
      resources: {
        requests: { cpu: "200m", memory: "64Mi" },
        limits: { cpu: "300m", memory: "128Mi" },
      },
      readinessProbe: { grpc: { port: 7070 }, initialDelaySeconds: 15 },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
      },
    },
  ],
};

/** A Deployment of one service. */
export const cart: Properties = {
  metadata: inShop("cart"),
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: "cart" } },
    template: { metadata: { labels: { app: "cart" } }, spec: restrictedPod },
  },
};

/** The Service in front of it. */
export const cartService: Properties = {
  metadata: inShop("cart"),
  spec: {
    selector: { app: "cart" },
    ports: [{ name: "grpc", port: 7070, targetPort: "grpc" }],
  },
};

/** The id of an object in a world, for readable expectations. */
export function idsOf(objects: readonly CloudObject[]): readonly string[] {
  return objects.map(({ id }) => id);
}
