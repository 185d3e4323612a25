/** What runs where: read from what exists in the rehearsal cloud, not from what the program meant. */
import type { Inspected } from "../world/protocol";

export interface ServiceRow {
  readonly name: string;
  /** `3-30`, or a fixed number. */
  readonly replicas: string;
  /** Where pods of the same cluster reach it; absent where nothing serves. */
  readonly inCluster?: string;
  /** Where the VPC reaches it. */
  readonly private?: string;
  /** Where everybody reaches it. */
  readonly public?: string;
}

export interface RegionRows {
  readonly region: string;
  readonly services: readonly ServiceRow[];
}

interface Kubernetes {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly replicas?: number;
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly ports?: readonly { readonly port: number }[];
    readonly selector?: Readonly<Record<string, unknown>>;
    readonly template?: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
    };
    readonly scaleTargetRef?: { readonly kind: string; readonly name: string };
    readonly serviceRef?: { readonly name: string };
    readonly targetGroupARN?: string;
  };
}

type Objects = readonly Inspected[];

const types = {
  cluster: "aws:eks/cluster:Cluster",
  listener: "aws:lb/listener:Listener",
  rule: "aws:lb/listenerRule:ListenerRule",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  record: "aws:route53/record:Record",
  deployment: "kubernetes:apps/v1:Deployment",
  service: "kubernetes:core/v1:Service",
  autoscaler: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  binding: "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding",
};

/** Every region with a cluster, and each Deployment in it with how it is reached. */
export function regionRows(objects: Objects): readonly RegionRows[] {
  return of(objects, types.cluster)
    .map((cluster) => {
      const inCluster = objects.filter(({ scope }) => scope === text(cluster.outputs["arn"]));
      const services = of(inCluster, types.deployment).map((one) =>
        serviceRow(one, inCluster, objects),
      );
      return { region: cluster.scope, services: sortBy(services, ({ name }) => name) };
    })
    .sort((left, right) => left.region.localeCompare(right.region));
}

function serviceRow(deployment: Inspected, inCluster: Objects, all: Objects): ServiceRow {
  const { metadata, spec } = kubernetes(deployment);
  const labels = spec.template?.metadata?.labels ?? {};
  const near = inCluster.filter(
    (object) => kubernetes(object).metadata.namespace === metadata.namespace,
  );
  const service = of(near, types.service).find((candidate) => selects(candidate, labels));
  const row = { name: metadata.name, replicas: replicas(metadata.name, spec.replicas ?? 1, near) };
  if (service === undefined) return row;
  const groups = targetGroups(kubernetes(service).metadata.name, near);
  return {
    ...row,
    ...present({ inCluster: clusterAddress(service), ...addresses(service, groups, all) }),
  };
}

function selects(service: Inspected, labels: Readonly<Record<string, string>>): boolean {
  const selector = Object.entries(kubernetes(service).spec.selector ?? {});
  return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
}

function replicas(deployment: string, fixed: number, near: Objects): string {
  const scaler = of(near, types.autoscaler)
    .map((object) => kubernetes(object).spec)
    .find(
      ({ scaleTargetRef }) =>
        scaleTargetRef?.kind === "Deployment" && scaleTargetRef.name === deployment,
    );
  return scaler ? `${scaler.minReplicas ?? 1}-${scaler.maxReplicas ?? fixed}` : String(fixed);
}

function clusterAddress(service: Inspected): string {
  const { metadata, spec } = kubernetes(service);
  const ports = (spec.ports ?? []).map(({ port }) => port).join(",");
  return `${metadata.name}.${metadata.namespace ?? "default"}:${ports}`;
}

/** The target groups that the pods of a Service are kept in. */
function targetGroups(service: string, near: Objects): readonly string[] {
  return of(near, types.binding)
    .map((object) => kubernetes(object).spec)
    .filter(({ serviceRef }) => serviceRef?.name === service)
    .flatMap(({ targetGroupARN }) => targetGroupARN ?? []);
}

function addresses(
  service: Inspected,
  groups: readonly string[],
  all: Objects,
): Omit<ServiceRow, "name" | "replicas"> {
  const forwards = (value: unknown): boolean => {
    const written = JSON.stringify(value ?? null);
    return groups.some((group) => written.includes(group));
  };
  const hosts = of(all, types.rule)
    .filter(({ inputs }) => forwards(inputs["actions"]))
    .flatMap(({ inputs }) => hostsOf(inputs["conditions"]));
  const listener = of(all, types.listener).find(({ inputs }) => forwards(inputs["defaultActions"]));
  return {
    public: sortBy(hosts, (host) => host.length)
      .map((host) => `https://${host}`)
      .join(" "),
    private: listener === undefined ? "" : privateAddress(service, listener, all),
  };
}

function hostsOf(conditions: unknown): readonly string[] {
  const list = Array.isArray(conditions)
    ? (conditions as { hostHeader?: { values?: string[] } }[])
    : [];
  return list.flatMap(({ hostHeader }) => hostHeader?.values ?? []);
}

/** The service's own name for the load balancer that the listener stands on; else the load balancer's name. */
function privateAddress(service: Inspected, listener: Inspected, all: Objects): string {
  const balancer = of(all, types.loadBalancer).find(
    ({ outputs }) => outputs["arn"] === listener.inputs["loadBalancerArn"],
  );
  const dnsName = text(balancer?.outputs["dnsName"]);
  const { name } = kubernetes(service).metadata;
  const names = of(all, types.record)
    .filter(({ inputs }) => JSON.stringify(inputs["aliases"] ?? null).includes(`"${dnsName}"`))
    .map(({ inputs }) => text(inputs["name"]))
    .filter((record) => record.split(".")[0] === name);
  const [shortest] = sortBy(names, (record) => record.length);
  return `${shortest ?? dnsName}:${JSON.stringify(listener.inputs["port"])}`;
}

function present(
  row: Omit<ServiceRow, "name" | "replicas">,
): Omit<ServiceRow, "name" | "replicas"> {
  return Object.fromEntries(Object.entries(row).filter(([, address]) => address !== ""));
}

function of(objects: Objects, type: string): Objects {
  return objects.filter((object) => object.type === type);
}

/** The world has checked that an object of Kubernetes has this form. */
function kubernetes({ inputs }: Inspected): Kubernetes {
  return { metadata: { name: "" }, spec: {}, ...(inputs as Partial<Kubernetes>) };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function sortBy<T>(items: readonly T[], key: (item: T) => string | number): readonly T[] {
  return [...items].sort((left, right) => {
    const [a, b] = [key(left), key(right)];
    return typeof a === "number" && typeof b === "number"
      ? a - b
      : String(a).localeCompare(String(b));
  });
}
