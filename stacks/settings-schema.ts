/** The shape of a stack's settings: which keys there are and what each may hold. */
import * as v from "valibot";

import { type KubernetesVersion, kubernetesReleases } from "../components/clusters/versions";

const versions = Object.keys(kubernetesReleases) as KubernetesVersion[];
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const regionSpec = v.strictObject({
  zones: v.array(v.string()),
  cidr: v.optional(v.string()),
  zoneSlots: v.optional(v.record(v.string(), v.number())),
  natZone: v.optional(v.string()),
});
const domainZone = v.variant("kind", [
  v.strictObject({ kind: v.literal("existing"), id: v.string() }),
  v.strictObject({ kind: v.literal("create"), delegated: v.boolean() }),
]);
const nodes = v.strictObject({
  cpuLimit: v.optional(positive),
  memoryLimitGiB: v.optional(positive),
  architectures: v.optional(v.array(v.picklist(["amd64", "arm64"]))),
  capacityTypes: v.optional(v.array(v.picklist(["on-demand", "spot"]))),
});
const cluster = v.strictObject({
  administrators: v.array(v.string()),
  endpointPublicCidrs: v.array(v.string()),
  kubernetesVersion: v.optional(v.picklist(versions)),
  nodes: v.optional(nodes),
});

/** The settings by their key in the project's namespace; each is an object or text in the stack's file. */
export const sections = {
  /** Beginning of every name. */
  name: v.pipe(
    v.string(),
    v.regex(
      /^[a-z][a-z0-9-]{0,28}[a-z0-9]$/,
      "2 to 30 lower-case letters, digits and inner hyphens, starting with a letter",
    ),
  ),
  account: v.strictObject({
    id: v.pipe(v.string(), v.regex(/^\d{12}$/, "an account number of twelve digits, in quotes")),
    roleArn: v.optional(v.string()),
  }),
  protection: v.optional(v.picklist(["protected", "disposable"]), "protected"),
  platform: v.strictObject({
    homeRegion: v.string(),
    regions: v.record(v.string(), regionSpec),
    supernet: v.optional(v.string()),
    domain: v.strictObject({ name: v.string(), zone: domainZone }),
    nat: v.optional(v.picklist(["perZone", "single"])),
    cluster,
    logRetentionDays: v.optional(positive),
    tags: v.optional(v.record(v.string(), v.string())),
  }),
  sizes: v.strictObject({
    host: v.string(),
    scale: v.strictObject({
      minReplicas: count,
      maxReplicas: count,
      targetCpuPercent: v.optional(positive),
      peakRequestsPerSecond: v.optional(positive),
      requestsPerSecondPerReplica: v.optional(positive),
      survivingRegions: v.optional(positive),
    }),
    cache: v.strictObject({ maxDataGB: positive, maxProcessingUnitsPerSecond: positive }),
    loadUsers: count,
  }),
} as const;

/** A key of the settings. */
export type SectionName = keyof typeof sections;

/** What each setting holds once it is read. */
export type Sections = { readonly [Name in SectionName]: v.InferOutput<(typeof sections)[Name]> };
