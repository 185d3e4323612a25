/** The shape of a stack's settings: which keys there are and what each may hold. */
import { architectures, capacityTypes } from "../components/clusters/node-plan";
import { type KubernetesVersion, kubernetesReleases } from "../components/clusters/versions";
import {
  type Shaped,
  choice,
  listOf,
  map,
  mapOf,
  number,
  oneOf,
  optional,
  text,
  textLike,
  truth,
  wholeNumber,
} from "../components/conventions/shape";
import type { DomainZone } from "../components/routing/public-zone";

const versions = Object.keys(kubernetesReleases) as KubernetesVersion[];
/** More users than a load generator's pod can simulate. */
const mostUsers = 100_000;
const regionSpec = map({
  zones: listOf(text),
  cidr: optional(text),
  zoneSlots: optional(mapOf(number)),
  natZone: optional(text),
});
const domainZone = choice<DomainZone>("kind", {
  existing: map({ id: text }),
  create: map({ delegated: truth }),
});
const nodes = map({
  cpuLimit: optional(number),
  memoryLimitGiB: optional(number),
  architectures: optional(listOf(oneOf(...architectures))),
  capacityTypes: optional(listOf(oneOf(...capacityTypes))),
});
const cluster = map({
  administrators: listOf(text),
  endpointPublicCidrs: listOf(text),
  kubernetesVersion: optional(oneOf(...versions)),
  nodes: optional(nodes),
});

/** The maps among the settings, by their key in the project's namespace. */
export const maps = {
  account: map({
    id: textLike(/^\d{12}$/, "an account number of twelve digits, in quotes"),
    roleArn: optional(
      textLike(
        /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
        "the ARN of an IAM role, such as arn:aws:iam::123456789012:role/deployer",
      ),
    ),
  }),
  platform: map({
    homeRegion: text,
    regions: mapOf(regionSpec),
    supernet: optional(text),
    domain: map({ name: text, zone: domainZone }),
    nat: optional(oneOf("perZone", "single")),
    cluster,
    logRetentionDays: optional(number),
    tags: optional(mapOf(text)),
  }),
  sizes: map({
    host: text,
    scale: map({
      minReplicas: number,
      maxReplicas: number,
      targetCpuPercent: optional(number),
      peakRequestsPerSecond: optional(number),
      requestsPerSecondPerReplica: optional(number),
      survivingRegions: optional(number),
    }),
    cache: map({ maxDataGB: number, maxProcessingUnitsPerSecond: number }),
    loadUsers: wholeNumber(0, mostUsers),
  }),
} as const;

/** All settings, in the order in which they are told. */
export const settings = map({
  /** Beginning of every name. */
  name: textLike(
    /^[a-z][a-z0-9-]{0,28}[a-z0-9]$/,
    "2 to 30 lower-case letters, digits and inner hyphens, starting with a letter",
  ),
  account: maps.account,
  protection: optional(oneOf("protected", "disposable")),
  platform: maps.platform,
  sizes: maps.sizes,
});

/** What the settings hold once they are read. */
export type Sections = Shaped<typeof settings>;
