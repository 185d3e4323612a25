/** Registers the private names of a system's services. */
import { ServiceName } from "../discovery/service-name";
import { sitesOf } from "./stores";
import type { SystemContext } from "./system-context";

/** A name for every service that can be called. */
export function createNames(context: SystemContext): void {
  const { parent, name, args } = context;
  for (const [key, { spec }] of Object.entries(args.services)) {
    if (spec.protocol === "none") continue;
    const entries = Object.fromEntries(
      Object.entries(sitesOf(context, spec.regions)).map(([region, site]) => [
        region,
        site.privateEntry,
      ]),
    );
    const zone = args.platform.privateZone;
    new ServiceName(`${name}-${key}-name`, { zone, service: key, entries }, { parent });
  }
}
