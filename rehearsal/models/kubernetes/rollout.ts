/**
 * Whether the pods of a Deployment would start: what they need is looked for in the cluster. The API server accepts
 * the Deployment all the same; Pulumi's provider waits ten minutes for its pods and then gives up.
 * Sources: pulumi/pulumi-kubernetes provider/pkg/await/deployment.go; kubernetes/kubernetes plugin/pkg/admission/serviceaccount;
 * docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html (read 2026-11).
 */
import { NeverReady, type Draft, type Properties } from "../../world/model";
import { builtInPools, clusterOf, hasCompute } from "./access";
import { containersOf } from "./containers";
import { kinds, type Kind } from "./kinds";
import { nameOf, namespaceOf } from "./metadata";
import { nodeClassProblem } from "./node-class";
import { violation } from "./pod-security";
import { quotaExceeded } from "./quota-use";
import { at, blockAt, flagAt, isBlock, listAt, mapAt, numberAt, textAt } from "./values";

/** What the control plane puts into every namespace. */
const bornConfigMap = "kube-root-ca.crt";
const bornAccount = "default";

function isThere(draft: Draft, kind: Kind, name: string): boolean {
  const id = kind.namespaced ? `${namespaceOf(draft.inputs)}/${name}` : name;
  return draft.world.find(kind.type, id, draft.scope) !== undefined;
}

function podOf(deployment: Properties): Properties {
  return blockAt(deployment, "spec", "template", "spec");
}

/** A pod's name as its ReplicaSet forms it, steady for the same Deployment. */
function podName(draft: Draft): string {
  return `${nameOf(draft.inputs)}-${draft.hex(10, "replica-set")}-${draft.hex(5, "pod")}`;
}

/** Why the API server turns the pods away, as the ReplicaSet's event says it. */
function turnedAway(draft: Draft): string | undefined {
  const namespace = namespaceOf(draft.inputs);
  const pod = podOf(draft.inputs);
  const account = textAt(pod, "serviceAccountName") ?? bornAccount;
  const home = draft.world.find(kinds.Namespace.type, namespace, draft.scope);
  const reason =
    account !== bornAccount && account !== "" && !isThere(draft, kinds.ServiceAccount, account)
      ? `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`
      : (violation(pod, mapAt(home?.outputs, "metadata", "labels")) ??
        quotaExceeded(draft.world, draft.scope, draft.inputs));
  return reason === undefined
    ? undefined
    : `Error creating: pods "${podName(draft)}" is forbidden: ${reason}`;
}

function missingVolume(draft: Draft): string | undefined {
  for (const volume of listAt(podOf(draft.inputs), "volumes")) {
    const name = textAt(volume, "name") ?? "";
    const [config, secret] = [blockAt(volume, "configMap"), blockAt(volume, "secret")];
    const sentence =
      missingSource(draft, "configmap", textAt(config, "name"), config) ??
      missingSource(draft, "secret", textAt(secret, "secretName"), secret);
    if (sentence !== undefined)
      return `MountVolume.SetUp failed for volume "${name}" : ${sentence}`;
  }
  return undefined;
}

function missingEnvironment(draft: Draft): string | undefined {
  for (const container of containersOf(podOf(draft.inputs))) {
    const sources = [
      ...listAt(container, "env").map((entry) => blockAt(entry, "valueFrom")),
      ...listAt(container, "envFrom").filter(isBlock),
    ];
    for (const source of sources) {
      const config = { ...blockAt(source, "configMapKeyRef"), ...blockAt(source, "configMapRef") };
      const secret = { ...blockAt(source, "secretKeyRef"), ...blockAt(source, "secretRef") };
      const sentence =
        missingSource(draft, "configmap", textAt(config, "name"), config) ??
        missingSource(draft, "secret", textAt(secret, "name"), secret);
      if (sentence !== undefined) return `Error: ${sentence}`;
    }
  }
  return undefined;
}

/** No model makes a Secret, so that one which must exist never does. */
function missingSource(
  draft: Draft,
  noun: "configmap" | "secret",
  name: string | undefined,
  reference: Properties,
): string | undefined {
  if (name === undefined || flagAt(reference, "optional") === true) return undefined;
  const there =
    noun === "configmap" && (name === bornConfigMap || isThere(draft, kinds.ConfigMap, name));
  return there ? undefined : `${noun} "${name}" not found`;
}

/** Whether EKS Auto Mode could start a node for a pod: a built-in pool, or one of ours with a usable NodeClass. */
function withoutNodes(draft: Draft): string | undefined {
  const cluster = clusterOf(draft.world, draft.scope);
  if (cluster === undefined || !hasCompute(cluster) || builtInPools(cluster).length > 0)
    return undefined;
  const pools = draft.world.all(kinds.NodePool.type, draft.scope);
  const usable = pools.some((pool) => {
    const reference = blockAt(pool.outputs, "spec", "template", "spec", "nodeClassRef");
    const nodeClass = textAt(reference, "name") ?? "";
    return nodeClassProblem(draft.world, draft.scope, nodeClass) === undefined;
  });
  return usable ? undefined : "0/0 nodes are available. no nodes available to schedule pods";
}

/** Throws NeverReady where the Deployment's pods would not start. */
export function requireStart(draft: Draft): void {
  if ((numberAt(draft.inputs, "spec", "replicas") ?? 1) === 0) return;
  const reason =
    turnedAway(draft) ?? withoutNodes(draft) ?? missingVolume(draft) ?? missingEnvironment(draft);
  if (reason === undefined) return;
  const code = reason.startsWith("Error creating") ? "FailedCreate" : "Timeout";
  throw new NeverReady(code, `'${nameOf(draft.inputs)}' timed out waiting to be Ready`, [
    "[MinimumReplicasUnavailable] Deployment does not have minimum availability.",
    "Minimum number of live Pods was not attained",
    reason,
  ]);
}

/** The replicas that a Deployment asks for. */
export function replicasOf(deployment: Properties): number {
  return numberAt(deployment, "spec", "replicas") ?? 1;
}

/** Whether two Deployments have different pods, so that a change rolls out. */
export function templateOf(deployment: Properties): Properties {
  const template = at(deployment, "spec", "template");
  return isBlock(template) ? template : {};
}
