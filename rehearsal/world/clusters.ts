/**
 * Whether a Kubernetes provider's call reaches a cluster at all: there must be one behind the address of its
 * kubeconfig, active, in a region that is up, and with an access entry for the caller. What a caller may then
 * do there is for the models to say.
 *
 * Sources (read 2026-11): pulumi-kubernetes provider/pkg/provider/provider.go ("configured Kubernetes cluster
 * is unreachable"), docs.aws.amazon.com/eks/latest/userguide/access-entries.html.
 */
import { defaultAccount } from "./callers";
import type { Target } from "./kubeconfig";
import { noHandshake } from "./messages";
import { Refusal, type Caller, type CloudObject, type Properties } from "./model";
import { controlIsDown } from "./outages";
import { isProperties, textAt } from "./paths";
import type { State } from "./state";

const clusterType = "aws:eks/cluster:Cluster";
const entryType = "aws:eks/accessEntry:AccessEntry";

/** A cluster as the caller of a call finds it. */
export interface ReachedCluster {
  readonly arn: string;
  readonly region: string;
  readonly caller: Caller;
}

/** The provider could not get so far as to ask. */
export const clusterUnreachable = "ClusterUnreachable";

/** Throws a Refusal where the call does not get through. */
export function reach(state: State, config: Properties): ReachedCluster {
  const target = config["target"];
  if (!isProperties(target) || textAt(target, "server") === undefined) {
    throw new Refusal(
      clusterUnreachable,
      "configured Kubernetes cluster is unreachable: unable to load Kubernetes client configuration from kubeconfig file",
    );
  }
  const server = textAt(target, "server") ?? "";
  const cluster = clusterAt(state, server);
  const arn = cluster && textAt(cluster.outputs, "arn");
  if (!cluster || arn === undefined || state.down.has(cluster.scope)) {
    throw unreachable(`${asking(server)}: dial tcp: lookup ${hostOf(server)}: no such host`);
  }
  if (controlIsDown(state.down, cluster.scope, "kubernetes")) {
    throw unreachable(`${asking(server)}: ${noHandshake}`);
  }
  if (textAt(cluster.outputs, "status") !== "ACTIVE") {
    throw unreachable(
      `${asking(server)}: dial tcp ${hostOf(server)}:443: connect: connection refused`,
    );
  }
  const caller = callerOf(target, arn, cluster.scope);
  if (!isKnown(state, cluster, target, caller.principalArn)) {
    throw unreachable("the server has asked for the client to provide credentials");
  }
  return { arn, region: cluster.scope, caller };
}

function unreachable(reason: string): Refusal {
  return new Refusal(
    clusterUnreachable,
    `configured Kubernetes cluster is unreachable: unable to load schema information from the API server: ${reason}`,
  );
}

function asking(server: string): string {
  return `Get "${server}/openapi/v2?timeout=32s"`;
}

function hostOf(server: string): string {
  return server.replace(/^https?:\/\//, "").replace(/[:/].*$/, "");
}

function clusterAt(state: State, server: string): CloudObject | undefined {
  const found = state.store
    .mentioning(server, clusterType)
    .find(({ object }) => object.outputs["endpoint"] === server);
  return found?.object;
}

function callerOf(target: Properties, clusterArn: string, region: string): Caller {
  const account = clusterArn.split(":")[4] ?? defaultAccount;
  const { roleArn } = target as Partial<Target>;
  return { account, region, principalArn: roleArn ?? `arn:aws:iam::${account}:user/rehearsal` };
}

/** The token must be for this cluster, and an access entry must be there for who asks. */
function isKnown(
  state: State,
  cluster: CloudObject,
  target: Properties,
  principal: string,
): boolean {
  const name = textAt(cluster.outputs, "name") ?? cluster.id;
  if ((textAt(target, "clusterName") ?? name) !== name) return false;
  if ((textAt(target, "region") ?? cluster.scope) !== cluster.scope) return false;
  const role = roleOfSession(principal);
  return state.store.mentioning(role, entryType).some(({ object }) => {
    if (object.scope !== cluster.scope) return false;
    return object.outputs["clusterName"] === name && object.outputs["principalArn"] === role;
  });
}

/** `arn:aws:sts::1:assumed-role/r/session` acts as `arn:aws:iam::1:role/r`: entries name roles, not sessions. */
function roleOfSession(principal: string): string {
  const found = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(principal);
  return found ? `arn:aws:iam::${found[1] ?? ""}:role/${found[2] ?? ""}` : principal;
}
