/** The dashboard of a system over all its regions. */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { nameInStack } from "../conventions/name-in-stack";
import { overridable, type Override } from "../conventions/options";
import { checked, type Problem } from "../conventions/problems";
import { checkRegionName } from "../topology/regions";
import { dashboardBody, type DashboardArgs } from "./dashboard-body";

/** What a system's dashboard is made from. */
export interface SystemDashboardArgs extends DashboardArgs {
  /** AWS region that keeps the dashboard; it can be seen from all. */
  readonly region: string;
}

/** Options of a system's dashboard. */
export interface SystemDashboardOptions extends pulumi.ComponentResourceOptions {
  /** Changes of single children before they are registered. @default none */
  readonly override?: { readonly dashboard?: Override<cloudwatch.DashboardArgs> };
}

/**
 * One CloudWatch dashboard with the regions of a system side by side: traffic, errors and latency at the
 * public entries, and the running pods of every service. Its body changes with the graph and the sites, not
 * with their order. Spanning.
 *
 * Throws a `pulumi.RunError` where there is no such region or no site, before anything is registered.
 */
export class SystemDashboard extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:SystemDashboard";
  readonly nodes: Readonly<{ dashboard: cloudwatch.Dashboard }>;

  constructor(name: string, args: SystemDashboardArgs, opts: SystemDashboardOptions = {}) {
    const { override, ...options } = opts;
    super(SystemDashboard.type, name, {}, checked(options, checkSystemDashboard(args)));
    const dashboard = createDashboard(this, `${name}-regions`, args, override?.dashboard);
    this.nodes = { dashboard };
    this.registerOutputs({});
  }
}

/** What is wrong with the arguments; paths start at them. Empty when nothing is. */
export function checkSystemDashboard({ region, sites }: SystemDashboardArgs): Problem[] {
  const problems = checkRegionName("region", region);
  if (Object.keys(sites).length > 0) return problems;
  const mend = "Pass the site of every region that the system runs in.";
  return [...problems, { path: "sites", value: sites, allowed: "at least one site", mend }];
}

function createDashboard(
  parent: SystemDashboard,
  childName: string,
  args: SystemDashboardArgs,
  override: Override<cloudwatch.DashboardArgs> | undefined,
): cloudwatch.Dashboard {
  const dashboardArgs = {
    region: args.region,
    dashboardName: nameInStack("dashboard", childName),
    dashboardBody: pulumi.jsonStringify(dashboardBody(args)),
  };
  const options = { parent, deleteBeforeReplace: true };
  return new cloudwatch.Dashboard(childName, ...overridable(override, dashboardArgs, options));
}
