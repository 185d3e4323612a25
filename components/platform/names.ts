/** Registers the private names of a system's services. */
import { ServiceName } from "../discovery/service-name";
import { mapRegions, sitesIn } from "./by-region";
import type { SystemContext } from "./system-context";

/** A name for every service that can be called. */
export function createNames({ parent, name, args }: SystemContext): void {
  for (const [key, { spec }] of Object.entries(args.services)) {
    if (spec.protocol === "none") continue;
    const { sites, privateZone: zone } = args.platform;
    const entries = mapRegions(sitesIn(sites, spec.regions), (site) => site.privateEntry);
    new ServiceName(`${name}-${key}-name`, { zone, service: key, entries }, { parent });
  }
}
