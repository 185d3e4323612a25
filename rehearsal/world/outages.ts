/**
 * What does not answer: a region as a whole, or one plane of one service in it. AWS builds a service's control plane,
 * which makes and changes things, apart from its data plane, which serves with them: the loss of the one does not take
 * the other down. So a service is lost by halves here, and each half has to be named to go.
 *
 * Sources (read 2026-11): docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries, control-planes-and-data-planes
 * and global-services (Route 53 and IAM have one control plane for all regions and a data plane in each).
 */

/** A control plane is asked by Pulumi alone; a data plane by those who use the system. */
export type Plane = "control" | "data";

export interface Outage {
  /** An AWS region; `global` for the control plane of a service that has one for all regions. */
  readonly region: string;
  /**
   * As type tokens name it: `eks`, `lb`, `dynamodb`. What tokens call `vpc` is of `ec2`; `kubernetes` is the API servers of
   * the region's clusters.
   * @default the whole region, both planes of every service in it
   */
  readonly service?: string;
  /** @default "control" */
  readonly plane?: Plane;
}

/** The place of the services that are in no region. */
export const everywhere = "global";

/** The services whose data planes something in the world depends on. */
export const dataPlanes: readonly string[] = ["cloudwatch", "dynamodb", "ec2", "elasticache", "lb"];

const otherNames: Readonly<Record<string, string>> = { vpc: "ec2", index: "sts" };

/** The service that a type, or a data source, belongs to. */
export function serviceOf(type: string): string {
  const [packageName = "", rest = ""] = type.split(":");
  if (packageName !== "aws") return packageName;
  const [module = ""] = rest.split("/");
  return otherNames[module] ?? module;
}

/** How an outage is kept and listed: `eu-west-1`, `eu-west-1/eks`, `eu-west-1/dynamodb/data`. */
export function outageName({ region, service, plane }: Outage): string {
  if (service === undefined) return region;
  return plane === "data" ? `${region}/${service}/data` : `${region}/${service}`;
}

/** Whether nothing can be made or changed there; `down` holds the names of outages. */
export function controlIsDown(down: ReadonlySet<string>, region: string, service: string): boolean {
  return down.has(region) || down.has(outageName({ region, service }));
}

/** Whether what is there does not serve. */
export function dataIsDown(down: ReadonlySet<string>, region: string, service: string): boolean {
  return down.has(region) || down.has(outageName({ region, service, plane: "data" }));
}
