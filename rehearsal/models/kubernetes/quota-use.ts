/**
 * Whether a Deployment's pods fit into the ResourceQuotas of its namespace. Counted are the declared replicas of
 * every Deployment there; a quota with scopes is passed over.
 * Source: kubernetes/apiserver pkg/admission/plugin/resourcequota/controller.go (read 2026-11).
 */
import type { Properties, WorldView } from "../../world/model";
import { kinds } from "./kinds";
import { inNamespace, nameOf, namespaceOf } from "./metadata";
import { showQuantity, type Nano } from "./quantity";
import { amountOf } from "./quotas";
import { blockAt, listAt, numberAt, textAt } from "./values";

const one: Nano = 1_000_000_000n;

/** What one pod asks for, under the names that quotas use: `pods`, `cpu`, `requests.cpu`, `limits.memory`. */
function demandOf(pod: Properties): Readonly<Record<string, Nano>> {
  const demand: Record<string, Nano> = { pods: one };
  for (const container of listAt(pod, "containers"))
    for (const side of ["requests", "limits"] as const)
      for (const [resource, value] of Object.entries(blockAt(container, "resources", side))) {
        const names = [`${side}.${resource}`, ...(side === "requests" ? [resource] : [])];
        for (const name of names) demand[name] = (demand[name] ?? 0n) + (amountOf(value) ?? 0n);
      }
  return demand;
}

interface Load {
  readonly replicas: bigint;
  readonly perPod: Readonly<Record<string, Nano>>;
}

function loadOf(deployment: Properties): Load {
  const replicas = numberAt(deployment, "spec", "replicas") ?? 1;
  return {
    replicas: BigInt(Math.max(0, Math.trunc(replicas))),
    perPod: demandOf(blockAt(deployment, "spec", "template", "spec")),
  };
}

/** The sentence about the first pod that a quota turns away; undefined where all fit. */
export function quotaExceeded(
  world: WorldView,
  scope: string,
  deployment: Properties,
): string | undefined {
  const namespace = namespaceOf(deployment);
  const quotas = world
    .keyed(kinds.ResourceQuota.type, inNamespace(namespace), scope)
    .filter(({ outputs }) => listAt(outputs, "spec", "scopes").length === 0);
  if (quotas.length === 0) return undefined;
  const beside = world
    .keyed(kinds.Deployment.type, inNamespace(namespace), scope)
    .filter(({ outputs }) => nameOf(outputs) !== nameOf(deployment))
    .map(({ outputs }) => loadOf(outputs));
  const wanted = loadOf(deployment);
  for (const { outputs: quota } of quotas)
    for (const [resource, hard] of Object.entries(blockAt(quota, "spec", "hard"))) {
      const [limit, each] = [amountOf(hard), wanted.perPod[resource] ?? 0n];
      if (limit === undefined || each === 0n) continue;
      const taken = beside.reduce(
        (sum, load) => sum + load.replicas * (load.perPod[resource] ?? 0n),
        0n,
      );
      if (taken + wanted.replicas * each <= limit) continue;
      const room = limit > taken ? (limit - taken) / each : 0n;
      const steps = (textAt(hard) ?? "").endsWith("i");
      const shown = (amount: Nano) => `${resource}=${showQuantity(amount, steps)}`;
      return `exceeded quota: ${nameOf(quota)}, requested: ${shown(each)}, used: ${shown(taken + room * each)}, limited: ${shown(limit)}`;
    }
  return undefined;
}
