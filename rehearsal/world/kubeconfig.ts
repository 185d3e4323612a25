/** What a Kubernetes provider's kubeconfig says of the cluster it talks to and of who talks. */
import { parse } from "yaml";
import type { Properties, Value } from "./model";
import { isList, isProperties, same, textAt } from "./paths";

/** The part of a kubeconfig that the world must know; no certificate and no token is in it. */
export interface Target {
  /** The address of the cluster's API server. */
  readonly server: string;
  /** The role that `aws eks get-token` assumes; absent where the caller's own identity is used. */
  readonly roleArn?: string;
  /** The cluster that `aws eks get-token` asks for. */
  readonly clusterName?: string;
  readonly region?: string;
}

interface Active {
  readonly cluster: Properties;
  readonly user: Properties;
}

/**
 * The target of a kubeconfig, which is YAML or JSON text. The provider's own `context` and `cluster` settings
 * win over the file's. Undefined where it names no cluster.
 */
export function targetOf(config: Properties): Target | undefined {
  const active = activeOf(config);
  const server = active && textAt(active.cluster, "server");
  if (!active || server === undefined) return undefined;
  const args = tokenArguments(active.user);
  const roleArn = argument(args, "--role-arn", "-r");
  const clusterName = argument(args, "--cluster-name", "--cluster-id", "-i");
  const region = argument(args, "--region");
  return {
    server,
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(clusterName === undefined ? {} : { clusterName }),
    ...(region === undefined ? {} : { region }),
  };
}

/** Whether two configurations talk to the same cluster by the same settings, as far as a kubeconfig can tell. */
export function sameCluster(before: Properties, after: Properties): boolean {
  return same(activeOf(before)?.cluster, activeOf(after)?.cluster);
}

function activeOf(config: Properties): Active | undefined {
  const file = parsed(config["kubeconfig"]);
  if (!file) return undefined;
  const contextName = textAt(config, "context") ?? textAt(file, "current-context");
  const context = named(file, "contexts", contextName, "context");
  const clusterName = textAt(config, "cluster") ?? textAt(context, "cluster");
  return {
    cluster: named(file, "clusters", clusterName, "cluster"),
    user: named(file, "users", textAt(context, "user"), "user"),
  };
}

function parsed(kubeconfig: Value | undefined): Properties | undefined {
  if (isProperties(kubeconfig)) return kubeconfig;
  if (typeof kubeconfig !== "string") return undefined;
  try {
    const file = parse(kubeconfig) as Value;
    return isProperties(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function named(file: Properties, list: string, name: string | undefined, part: string): Properties {
  const entries = file[list];
  const entry = isList(entries)
    ? entries.find((one) => isProperties(one) && one["name"] === name)
    : undefined;
  const found = isProperties(entry) ? entry[part] : undefined;
  return isProperties(found) ? found : {};
}

function tokenArguments(user: Properties): readonly Value[] {
  const exec = user["exec"];
  const args = isProperties(exec) ? exec["args"] : undefined;
  return isList(args) ? args : [];
}

function argument(args: readonly Value[], ...flags: readonly string[]): string | undefined {
  for (const [index, value] of args.entries()) {
    if (typeof value !== "string") continue;
    const next = args[index + 1];
    if (flags.includes(value) && typeof next === "string") return next;
    const flag = flags.find((one) => value.startsWith(`${one}=`));
    if (flag !== undefined) return value.slice(flag.length + 1);
  }
  return undefined;
}
