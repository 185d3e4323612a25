/** One service in one region. */
import * as eks from "@pulumi/aws/eks";
import type * as apps from "@pulumi/kubernetes/apps/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";

import type { PublicEntrySite, Reachable, Site, Use, ZoneSite } from "../conventions/contracts";
import { type Tags, tagged } from "../conventions/tags";
import { PrivateRoute } from "../routing/private-route";
import { PublicRoute } from "../routing/public-route";
import { globalHostname, regionalHostname } from "../routing/global-entry";
import {
  type MicroserviceSpec,
  type PublicSpec,
  type ServingSpec,
  healthPathOf,
  priorityOf,
  privatePortOf,
} from "./declarations";
import {
  type PolicyPlan,
  type PolicySubject,
  basePolicy,
  calleePolicy,
  callerPolicy,
  entryPolicy,
} from "./network-policies";
import {
  type WorkloadScope,
  createAutoscaler,
  createDeployment,
  createDisruptionBudget,
  createService,
  createServiceAccount,
} from "./workload";

/** Arguments of `RegionalMicroservice`. */
export interface RegionalMicroserviceArgs {
  /** The region, whole. */
  readonly site: Site;
  /** Name of everything of the service in the cluster. */
  readonly key: string;
  /** Kubernetes namespace; it exists and admits `restricted` pods. */
  readonly namespace: string;
  /** What was declared. */
  readonly spec: MicroserviceSpec;
  /** The image's reference. */
  readonly image: pulumi.Input<string>;
  /** Environment variables that get a binding. */
  readonly uses: Readonly<Record<string, Use>>;
  /** Keys of the services that use it. */
  readonly callers: readonly string[];
  /** The role its pods take; undefined where they need nothing of AWS. */
  readonly roleArn: pulumi.Input<string> | undefined;
  /** The zone its public host stands in; undefined while nothing is public. */
  readonly publicZone: ZoneSite | undefined;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** A service's pods in one region and everything that makes them reachable, safe and scaled. Regional. */
export class RegionalMicroservice extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:RegionalMicroservice";
  /** Target group of the public route as CloudWatch's dimension; undefined where it is not public here. */
  readonly publicTargetGroupArnSuffix: pulumi.Output<string> | undefined;
  readonly nodes: Readonly<{ deployment: apps.Deployment }>;

  constructor(
    name: string,
    args: RegionalMicroserviceArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const { kubernetes, ready } = args.site;
    const own = { providers: [kubernetes], dependsOn: [...ready] };
    super(RegionalMicroservice.type, name, {}, pulumi.mergeOptions(opts, own));
    const scope = { parent: this, name, namespace: args.namespace, key: args.key };
    const account = createServiceAccount(scope);
    const policies = policyPlans(args).map((plan) => createPolicy(scope, plan));
    const association = createAssociation(scope, args);
    const before = [account, ...policies, ...association, ...ready];
    const deployment = createDeployment(scope, podOf(args), before);
    createAutoscaler(scope, args.spec.scale, deployment);
    createDisruptionBudget(scope);
    this.publicTargetGroupArnSuffix = createRoutes(scope, args);
    this.nodes = { deployment };
    this.registerOutputs({});
  }
}

function podOf({ key, namespace, spec, image, uses, site }: RegionalMicroserviceArgs) {
  const bound = Object.entries(uses).map(([variable, { target, form }]) => [
    variable,
    target.binding(form, site.region),
  ]);
  const environment = { ...spec.environment, ...Object.fromEntries(bound) } as Readonly<
    Record<string, pulumi.Input<string>>
  >;
  return { key, system: namespace, spec, image, environment };
}

/** What a service uses, each target once. */
export function targetsOf(uses: Readonly<Record<string, Use>>): Reachable[] {
  const targets = Object.values(uses).map(({ target }): [string, Reachable] => [
    target.key,
    target,
  ]);
  return [...new Map(targets).values()];
}

function policyPlans(args: RegionalMicroserviceArgs): PolicyPlan[] {
  const { site, spec, key } = args;
  const port = spec.protocol === "none" ? undefined : spec.port;
  const { region, clusterDnsAddress } = site;
  const subject: PolicySubject = { key, region, port, clusterDnsAddress };
  const plans = [
    basePolicy(subject, args.roleArn !== undefined),
    ...targetsOf(args.uses).map((target) => callerPolicy(subject, target)),
  ];
  if (spec.protocol === "none") return plans;
  plans.push(...args.callers.map((caller) => calleePolicy(subject, caller)));
  plans.push(entryPolicy(subject, "private-entry", site.privateEntry.subnetCidrs));
  const entry = exposure(args)?.entry;
  if (entry !== undefined) plans.push(entryPolicy(subject, "public-entry", entry.subnetCidrs));
  return plans;
}

function createPolicy(scope: WorkloadScope, plan: PolicyPlan): networking.NetworkPolicy {
  return new networking.NetworkPolicy(
    `${scope.name}-${plan.role}`,
    {
      // Keys hold no dots, so that no two services' policies meet in one name.
      metadata: { name: `${scope.key}.${plan.role}`, namespace: scope.namespace },
      spec: plan.spec,
    },
    { parent: scope.parent },
  );
}

function createAssociation(
  { parent, name, namespace, key }: WorkloadScope,
  { site, roleArn, tags }: RegionalMicroserviceArgs,
): eks.PodIdentityAssociation[] {
  if (roleArn === undefined) return [];
  const child = `${name}-identity`;
  const association = new eks.PodIdentityAssociation(
    child,
    {
      region: site.region,
      clusterName: site.clusterName,
      namespace,
      serviceAccount: key,
      roleArn,
      tags: tagged(child, tags),
    },
    { parent, deleteBeforeReplace: true },
  );
  return [association];
}

/** What makes a service public in its region; undefined where it is not. */
interface Exposure {
  readonly entry: PublicEntrySite;
  readonly zone: ZoneSite;
  readonly spec: ServingSpec;
  readonly public: PublicSpec;
}

function exposure({ site, spec, publicZone }: RegionalMicroserviceArgs): Exposure | undefined {
  if (spec.protocol === "none" || spec.public === undefined) return undefined;
  if (site.publicEntry === undefined || publicZone === undefined) return undefined;
  return { entry: site.publicEntry, zone: publicZone, spec, public: spec.public };
}

function createRoutes(
  scope: WorkloadScope,
  args: RegionalMicroserviceArgs,
): pulumi.Output<string> | undefined {
  const { site, spec, tags } = args;
  if (spec.protocol === "none") return undefined;
  const { parent, name, key, namespace } = scope;
  const service = createService(scope, spec);
  const port = {
    service: key,
    namespace,
    port: spec.port,
    servicePort: spec.servicePort ?? spec.port,
    protocol: spec.protocol,
  };
  const options = { parent, dependsOn: [service] };
  const privateRoute = { site, service: port, listenerPort: privatePortOf(key, spec), tags };
  new PrivateRoute(`${name}-private`, privateRoute, options);
  const exposed = exposure(args);
  if (exposed === undefined) return undefined;
  const { entry, zone } = exposed;
  const { host } = exposed.public;
  const publicRoute = {
    site,
    entry,
    service: port,
    hosts: [globalHostname(zone, host), regionalHostname(zone, host, site.region)],
    healthPath: healthPathOf(spec),
    priority: priorityOf(exposed.public),
    tags,
  };
  return new PublicRoute(`${name}-public`, publicRoute, options).targetGroupArnSuffix;
}
