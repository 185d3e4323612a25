/** Systems that are small enough to be deployed hundreds of times, and yet have every type that a component registers. */
import * as aws from "@pulumi/aws/provider";
import * as ec2 from "@pulumi/aws/ec2";
import * as elasticache from "@pulumi/aws/elasticache";
import * as route53 from "@pulumi/aws/route53";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as docker from "@pulumi/docker/provider";
import * as core from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";

import type { NodesArgs } from "../../../components/clusters/node-plan";
import { tagged } from "../../../components/conventions/tags";
import { cache, keyValueStore } from "../../../components/data/declarations";
import { Platform } from "../../../components/platform/platform";
import { System } from "../../../components/platform/system";
import type { SystemSpec } from "../../../components/platform/system-spec";
import type { Binding } from "../../../components/topology/declaration";
import {
  type ImageSource,
  type MicroserviceDeclaration,
  microservice,
  service,
} from "../../../components/services/declarations";
import type { InlineSession } from "./inline";

/** The home region of every small system. */
export const home = "eu-west-1";

/** The domain of every small system. */
export const smallDomain = "small.example.com";

/** A kind of store, which is its key too. */
export type SmallStore = "carts" | "wishes";

export interface SmallService {
  /** Keys of the services that it calls. @default none */
  readonly calls?: readonly string[];
  /** @default none */
  readonly keeps?: readonly SmallStore[];
  /** Whether it has a public host, which is its key. @default false */
  readonly public?: boolean;
  /** Part of its image's tag; 0 = its image is built. @default 1 */
  readonly version?: number;
  /** Pods per region. @default 2 */
  readonly replicas?: number;
  /** @default 8080 */
  readonly port?: number;
  /** @default "http" */
  readonly protocol?: "http" | "grpc";
}

export interface SmallSystem {
  /** Letters of the zones by region, such as `ab`; `home` is one of them. */
  readonly regions: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, SmallService>>;
  /** Whether the public zone is delegated, and so public names exist. @default true */
  readonly delegated?: boolean;
  /** @default "single" */
  readonly nat?: "perZone" | "single";
  /** @default 90 */
  readonly logRetentionDays?: number;
  /** IPv4 block that may reach the API servers over the internet. @default "192.0.2.0/24" */
  readonly operators?: string;
  readonly nodes?: NodesArgs;
  /** Tags on everything. @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * The name of a namespace that the program registers itself, with more of the types that no component has.
   * @default it registers nothing
   */
  readonly beside?: string;
}

/** One region, one service of each kind. */
export const smallest: SmallSystem = {
  regions: { [home]: "ab" },
  services: {
    shop: { calls: ["wishlist"], keeps: ["carts"], public: true },
    wishlist: { keeps: ["wishes"], version: 0 },
  },
};

/** The smallest system with something changed in place of most that it is made of. */
export const grown: SmallSystem = {
  regions: { [home]: "abc" },
  services: {
    shop: {
      calls: ["wishlist"],
      keeps: ["carts", "wishes"],
      public: true,
      version: 2,
      replicas: 3,
      port: 8081,
    },
    wishlist: { keeps: ["wishes", "carts"], public: true, version: 0, replicas: 3 },
  },
  tags: { team: "shop" },
  nodes: { cpuLimit: 100 },
};

/** Registers the system, and answers what it stands on. */
export function deploy(system: SmallSystem): Platform {
  const { regions, services, delegated = true, tags = {}, beside } = system;
  const { nat = "single", logRetentionDays = 90, operators = "192.0.2.0/24", nodes } = system;
  const account = new aws.Provider("account", {
    region: home,
    allowedAccountIds: ["111122223333"],
  });
  const builder = new docker.Provider("builder");
  const platform = new Platform(
    "small",
    {
      homeRegion: home,
      regions: Object.fromEntries(
        Object.entries(regions).map(([region, letters]) => [
          region,
          { zones: zones(region, letters) },
        ]),
      ),
      domain: { name: smallDomain, zone: { kind: "create", delegated } },
      nat,
      logRetentionDays,
      cluster: {
        administrators: ["arn:aws:iam::111122223333:user/rehearsal"],
        endpointPublicCidrs: [operators],
        ...(nodes && { nodes }),
      },
      protection: "disposable",
      tags,
    },
    { provider: account },
  );
  new System("tiny", { platform, ...declared(services), tags }, { providers: [account, builder] });
  if (beside !== undefined) {
    registerBeside(beside, platform, account, tags);
    registerCredentials(account, tags);
  }
  return platform;
}

/** A zone of another VPC that the system's own is let into, and a namespace with limits. */
function registerBeside(
  namespaceName: string,
  platform: Platform,
  account: aws.Provider,
  tags: Readonly<Record<string, string>>,
): void {
  const region = platform.nodes.regions[home];
  if (region === undefined) throw new Error(`no region ${home}`);
  const { network, cluster } = region.nodes;
  const onAws = { provider: account };
  // With the tags and the region by which recovery finds what a killed run has made.
  const vpc = new ec2.Vpc(
    "beside",
    { cidrBlock: "172.31.0.0/24", tags: tagged("beside", tags) },
    onAws,
  );
  // Its tags stay: recovery from a killed update would read both VPCs into its inputs, as any refresh does.
  const zone = new route53.Zone(
    "beside",
    { name: "beside.internal", vpcs: [{ vpcId: vpc.id }], tags: tagged("beside") },
    { ...onAws, ignoreChanges: ["vpcs"] },
  );
  new route53.ZoneAssociation(
    "beside",
    { zoneId: zone.id, vpcId: network.nodes.vpc.id, vpcRegion: home },
    onAws,
  );
  const inCluster = { provider: cluster.site.kubernetes };
  const labels = { ...tags };
  const namespace = new core.Namespace(
    "beside",
    { metadata: { name: namespaceName, labels } },
    inCluster,
  );
  const metadata = { name: "limits", namespace: namespace.metadata.name, labels };
  new core.ResourceQuota("beside", { metadata, spec: { hard: { pods: "10" } } }, inCluster);
  new core.LimitRange(
    "beside",
    { metadata, spec: { limits: [{ type: "Container", default: { cpu: "100m" } }] } },
    inCluster,
  );
}

/** A secret in the store and a user of caches, whose values change with the tags. */
function registerCredentials(provider: aws.Provider, tags: Readonly<Record<string, string>>): void {
  const secret = new secretsmanager.Secret(
    "beside",
    { tags: tagged("beside-secret", tags) },
    { provider },
  );
  const secretString = pulumi.secret(`of ${tags["team"] ?? "nobody"}`);
  new secretsmanager.SecretVersion("beside", { secretId: secret.id, secretString }, { provider });
  const engine = "valkey";
  const user = new elasticache.User(
    "beside",
    {
      userId: "beside",
      userName: "beside",
      engine,
      accessString: "on ~* +@all",
      passwords: [secretString.apply((text) => text.padEnd(16, "."))],
      tags: tagged("beside-user", tags),
    },
    { provider },
  );
  const inGroup = { userGroupId: "beside", engine, userIds: [user.userId] };
  new elasticache.UserGroup(
    "beside",
    { ...inGroup, tags: tagged("beside-group", tags) },
    { provider },
  );
}

/** Makes the system the session's program. */
export function declareSmall(session: InlineSession, system: SmallSystem): void {
  session.declare(() => {
    deploy(system);
  });
}

function zones(region: string, letters: string): string[] {
  return Array.from(letters, (letter) => region + letter);
}

function declared(services: SmallSystem["services"]): SystemSpec {
  const kept = new Set(Object.values(services).flatMap(({ keeps = [] }) => keeps));
  const carts = cache({
    engine: "valkey",
    size: { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 },
  });
  const wishes = keyValueStore({ key: { partition: "id" }, consistency: "eventual" });
  const bindings = { carts: carts.address, wishes: wishes.name };
  const declare = (key: string, spec: SmallService): MicroserviceDeclaration =>
    microservice({
      image: imageOf(key, spec),
      protocol: spec.protocol ?? "http",
      port: spec.port ?? 8080,
      ...(spec.public === true ? { public: { host: key } } : {}),
      uses: Object.fromEntries<Binding>([
        ...(spec.calls ?? []).map(
          (other) => [`${other.toUpperCase()}_ADDR`, service(other).address] as const,
        ),
        ...(spec.keeps ?? []).map(
          (store) => [`${store.toUpperCase()}_STORE`, bindings[store]] as const,
        ),
      ]),
      scale: { minReplicas: spec.replicas ?? 2, maxReplicas: 10 },
      resources: {
        cpuMillicores: { request: 100, limit: 200 },
        memoryMiB: { request: 64, limit: 128 },
      },
    });
  return {
    stores: {
      ...(kept.has("carts") ? { carts } : {}),
      ...(kept.has("wishes") ? { wishes } : {}),
    },
    services: Object.fromEntries(
      Object.entries(services).map(([key, spec]) => [key, declare(key, spec)]),
    ),
  };
}

function imageOf(key: string, { version = 1 }: SmallService): ImageSource {
  return version === 0
    ? { build: { context: "stacks/wishlist" } }
    : `registry.example.com/${key}:v${version}`;
}
