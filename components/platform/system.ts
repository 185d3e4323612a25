/**
 * The composition root of what runs: checks the whole system at once, then registers its namespaces,
 * stores, services, names, health signals, global entries and dashboard, in that order.
 */
import * as pulumi from "@pulumi/pulumi";

import { type Problem, checked } from "../conventions/problems";
import { checkTags } from "../conventions/tags";
import { SystemDashboard } from "../monitoring/system-dashboard";
import { type ServiceGraph, buildGraph } from "../topology/graph";
import { checkPlatformSite } from "./check-platform-site";
import { checkSystem } from "./check-system";
import { createNames } from "./names";
import { nodeSpecs } from "./node-specs";
import { createPublicHosts } from "./public-hosts";
import { createNamespaces, createServices, serviceReachables } from "./services";
import { createServiceAlarms } from "./service-alarms";
import { createStores } from "./stores";
import { type ServiceSummary, summarise } from "./summary";
import type { SystemArgs, SystemContext } from "./system-context";

/**
 * All parts of one system in all its regions. Its name is its Kubernetes namespace too. On a platform
 * without a public zone no service gets a public name, whatever it declares. Spanning.
 */
export class System extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:System";
  /** Who uses what, as plain data. */
  readonly graph: ServiceGraph;
  /** Where each service is found, by key; plain. */
  readonly services: Readonly<Record<string, ServiceSummary>>;

  /** Throws a `pulumi.RunError` that lists all problems, before anything is registered. */
  constructor(name: string, args: SystemArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const regions = Object.keys(args.platform.sites);
    super(System.type, name, {}, checked(opts, problemsOf(name, args, regions)));
    this.graph = buildGraph(nodeSpecs(args, regions).nodes).graph;
    const context: SystemContext = { parent: this, name, args, graph: this.graph };
    const sites = createNamespaces(context);
    const reachables = new Map([...createStores(context), ...serviceReachables(context)]);
    const services = createServices(context, reachables, sites);
    createNames(context);
    createPublicHosts(context, services);
    createServiceAlarms(context);
    createDashboard(context);
    this.services = summarise(context);
    this.registerOutputs({});
  }
}

function problemsOf(name: string, args: SystemArgs, regions: readonly string[]): Problem[] {
  const { homeRegion } = args.platform;
  return [
    ...checkPlatformSite(args.platform, args),
    ...checkSystem(name, args, { regions, homeRegion }),
    ...checkTags("tags", args.tags ?? {}),
  ];
}

function createDashboard({ parent, name, args, graph }: SystemContext): SystemDashboard {
  const { homeRegion, sites } = args.platform;
  return new SystemDashboard(
    `${name}-dashboard`,
    { region: homeRegion, namespace: name, graph, sites },
    { parent },
  );
}
