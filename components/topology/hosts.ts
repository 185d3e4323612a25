/** Public host names: one label each, in front of the platform's domain. Pure. */
import { isDnsLabel } from "../conventions/naming";
import type { Problem } from "../conventions/problems";

/** One service that wants a public host. */
export interface HostRequest {
  /** The service's key. */
  readonly key: string;
  /** The path of the property that says so: `services.frontend.public.host`. */
  readonly path: string;
  /** The label: `shop`. */
  readonly host: string;
}

/** The label of the private zone, whose names would hide a public host of the same name inside the VPCs. */
export const privateLabel = "int";

/**
 * What is wrong with the public hosts of a system: labels that are none, the private zone's own, and hosts
 * that two services want. The report does not depend on the order of the requests.
 */
export function checkHosts(requests: readonly HostRequest[]): Problem[] {
  const holders = new Map<string, HostRequest>();
  const sorted = [...requests].sort((a, b) => (a.key < b.key ? -1 : 1));
  return sorted.flatMap((request): Problem[] => {
    const { path, host } = request;
    const holder = holders.get(host);
    if (holder !== undefined) {
      const allowed = `a public host of its own; the service ${holder.key} has this one`;
      return [
        {
          path,
          value: host,
          allowed,
          mend: "Choose another host, or let one service answer for both.",
        },
      ];
    }
    holders.set(host, request);
    if (isDnsLabel(host) && host !== privateLabel) return [];
    const allowed = `one DNS label of lower-case letters, digits and inner hyphens, other than ${privateLabel}`;
    return [
      {
        path,
        value: host,
        allowed,
        mend: "Write the part in front of the platform's domain, such as shop.",
      },
    ];
  });
}
