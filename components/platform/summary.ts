/** Where the services of a system are found: plain data for outputs and people. */
import { globalHostname } from "../routing/global-entry";
import { privatePortOf } from "../services/declarations";
import { clusterHost } from "../services/reachable";
import type { SystemContext } from "./system-context";

/** Where one service is found. */
export interface ServiceSummary {
  /** Regions it runs in, sorted. */
  readonly regions: readonly string[];
  /** Host and port inside each cluster; absent for what nobody calls. */
  readonly clusterAddress?: string;
  /** Private host name and port; absent for what nobody calls. */
  readonly privateAddress?: string;
  /** Absent where it is not public, or while the domain is not delegated. */
  readonly publicUrl?: string;
}

/** A summary of every service, by key. */
export function summarise({ name, args }: SystemContext): Readonly<Record<string, ServiceSummary>> {
  const { sites, privateZone, publicZone } = args.platform;
  const summary = ([key, { spec }]: [string, (typeof args.services)[string]]) => {
    const regions = [...(spec.regions ?? Object.keys(sites))].sort();
    if (spec.protocol === "none") return [key, { regions }] as const;
    const host = clusterHost({ key, namespace: name });
    const clusterAddress = `${host}:${spec.servicePort ?? spec.port}`;
    const privateAddress = `${key}.${privateZone.name}:${privatePortOf(key, spec)}`;
    const isPublic = spec.public !== undefined && publicZone !== undefined;
    const publicUrl = isPublic
      ? `https://${globalHostname(publicZone, spec.public.host)}`
      : undefined;
    return [
      key,
      {
        regions,
        clusterAddress,
        privateAddress,
        ...(publicUrl === undefined ? {} : { publicUrl }),
      },
    ] as const;
  };
  return Object.fromEntries(Object.entries(args.services).map(summary));
}
