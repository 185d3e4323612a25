/** The ranges that services share on a region's load balancers, and so the slots they may pin. Pure. */

/** Ports that private names are served on: each service has its own on the region's one private entry. */
export const privatePorts = { what: "private port", from: 20000, to: 29999 } as const;

/** Priorities of an Application Load Balancer's listener rules (Elastic Load Balancing API, read 2026-11). */
export const rulePriorities = { what: "listener rule priority", from: 1, to: 50000 } as const;
