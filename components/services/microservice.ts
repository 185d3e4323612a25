/** A service, complete in every region it runs in. */
import * as pulumi from "@pulumi/pulumi";

import type { Sites, Use, ZoneSite } from "../conventions/contracts";
import { type Problem, checked } from "../conventions/problems";
import type { Tags } from "../conventions/tags";
import { checkMicroservice, checkNamespace, checkPlaces } from "./check-microservice";
import type { MicroserviceSpec } from "./declarations";
import { ServiceIdentity, permissionTargets } from "./identity";
import { RegionalMicroservice, targetsOf } from "./regional-microservice";

/** Arguments of `Microservice`. */
export interface MicroserviceArgs {
  /** Its name in every cluster and under the private zone: a DNS label. */
  readonly key: string;
  /** Kubernetes namespace; it exists and admits `restricted` pods. */
  readonly namespace: string;
  /** What was declared; its `image` and `uses` are read from the arguments below instead. */
  readonly spec: MicroserviceSpec;
  /** The image's reference, by digest where it was built. */
  readonly image: pulumi.Input<string>;
  /** The regions it runs in. */
  readonly sites: Sites;
  /** What it uses, by environment variable. @default nothing */
  readonly uses?: Readonly<Record<string, Use>>;
  /** Keys of the services in its namespace that use it. @default nobody */
  readonly callers?: readonly string[];
  /** The zone its public host stands in. @default it is not public, whatever its declaration says */
  readonly publicZone?: ZoneSite;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/**
 * A service in every region: pods, Service, account, autoscaler, disruption budget, spread, network
 * policies and load-balancer routes, with one IAM role for all regions. Spanning.
 */
export class Microservice extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:Microservice";
  /** The service by region. */
  readonly regional: Readonly<Record<string, RegionalMicroservice>>;
  /** The role its pods take; undefined where its uses need nothing of AWS. */
  readonly identity: ServiceIdentity | undefined;

  /** Throws a `pulumi.RunError` with everything wrong with the declaration, before anything is registered. */
  constructor(name: string, args: MicroserviceArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const { sites, uses = {}, callers = [], publicZone } = args;
    super(Microservice.type, name, {}, checked(opts, problemsOf(args)));
    this.identity = createIdentity(this, name, args);
    const shared = { ...args, uses, callers, publicZone, roleArn: this.identity?.roleArn };
    this.regional = Object.fromEntries(
      Object.entries(sites).map(([region, site]) => [
        region,
        new RegionalMicroservice(`${name}-${region}`, { ...shared, site }, { parent: this }),
      ]),
    );
    this.registerOutputs({});
  }
}

function problemsOf({ key, namespace, spec, sites }: MicroserviceArgs): Problem[] {
  return [
    ...checkNamespace(namespace),
    ...checkMicroservice(key, spec, Object.keys(sites).length),
    ...checkPlaces(key, spec),
  ];
}

function createIdentity(
  parent: Microservice,
  name: string,
  { sites, uses = {}, tags }: MicroserviceArgs,
): ServiceIdentity | undefined {
  const regions = Object.keys(sites);
  const targets = permissionTargets(targetsOf(uses), regions);
  if (targets.length === 0) return undefined;
  return new ServiceIdentity(`${name}-identity`, { regions, targets, tags }, { parent });
}
