/** Providers' configurations: what the world may see of them, and when a change of one replaces the provider. */
import { sameCluster, targetOf } from "../world/kubeconfig";
import { unknown, type Properties } from "../world/model";
import { same, without } from "../world/paths";
import { opening, sent } from "./envelopes";

/** The part of a provider's configuration that the world needs; no kubeconfig and no secret text is in it. */
export function configForWorld(given: Properties): Properties {
  const target = targetOf(opening(given));
  const config = sent(without(given, "kubeconfig"), new Map());
  return target ? { ...config, target: { ...target } } : config;
}

export interface ConfigDiff {
  readonly diffs: readonly string[];
  readonly replaces: readonly string[];
}

/**
 * What changed in a provider's configuration. Sources (read 2026-11): the documentation of `clusterIdentifier`
 * in @pulumi/kubernetes; pulumi-kubernetes provider/pkg/provider/provider.go (a change of the active cluster, or one
 * that is not known yet, replaces); pulumi-aws provider/resources.go (ForcesProviderReplace on the region) and
 * pulumi-terraform-bridge pkg/tfbridge/provider.go, DiffConfig (not where the old configuration named none).
 */
export function diffConfig(packageName: string, olds: Properties, news: Properties): ConfigDiff {
  const [before, after] = [opening(olds), opening(news)];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const diffs = [...names].filter((name) => !same(before[name], after[name])).sort();
  return { diffs, replaces: replacing(packageName, before, after, diffs) };
}

function replacing(
  packageName: string,
  before: Properties,
  after: Properties,
  diffs: readonly string[],
): readonly string[] {
  if (packageName === "aws") {
    return diffs.filter((name) => name === "region" && before[name] !== undefined);
  }
  if (packageName !== "kubernetes") return [];
  if (before["clusterIdentifier"] !== undefined && after["clusterIdentifier"] !== undefined) {
    return diffs.filter((name) => name === "clusterIdentifier");
  }
  const decisive = ["kubeconfig", "context", "cluster"];
  const open = decisive.filter((name) => after[name] === unknown);
  if (open.length > 0) return open;
  return sameCluster(before, after) ? [] : diffs.filter((name) => decisive.includes(name));
}
