/** Service. */
import { isIP } from "node:net";
import {
  compositeKey,
  Refusal,
  type CloudObject,
  type Draft,
  type Properties,
  type Value,
} from "../../world/model";
import { clusterOf } from "./access";
import { durations } from "./durations";
import {
  duplicate,
  forbidden,
  invalidValue,
  required,
  unsupported,
  type FieldError,
} from "./field-errors";
import { invalid } from "./field-errors";
import { kinds } from "./kinds";
import { duplicateNames, labelErrors, nameErrors, nameOf } from "./metadata";
import { dnsLabel, dnsSubdomain, portNumber } from "./names";
import { objectModel } from "./object-model";
import { portErrors } from "./probes";
import {
  at,
  blockAt,
  isBlock,
  isGiven,
  listAt,
  mapAt,
  numberAt,
  sameValue,
  textAt,
} from "./values";

const types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
const protocols = ["SCTP", "TCP", "UDP"];
/** EKS's choice where the VPC itself lies in 10.0.0.0/8. */
const usualCidr = "172.20.0.0/16";

function isHeadless(inputs: Properties): boolean {
  return textAt(inputs, "spec", "clusterIP") === "None";
}

function onePortErrors(path: string, port: Value, alone: boolean): FieldError[] {
  const [name, number] = [textAt(port, "name"), numberAt(port, "port")];
  const [protocol, node] = [textAt(port, "protocol"), numberAt(port, "nodePort")];
  const unnamed = !alone && (name === "" || !isGiven(port, "name"));
  return [
    ...(unnamed ? [required(`${path}.name`)] : []),
    ...(unnamed ? [] : nameErrors(`${path}.name`, name === "" ? undefined : name, dnsLabel)),
    ...(number === undefined
      ? []
      : portNumber(number).map((error) => invalidValue(`${path}.port`, number, error))),
    ...(protocol === undefined || protocols.includes(protocol)
      ? []
      : [unsupported(`${path}.protocol`, protocol, protocols)]),
    ...portErrors(`${path}.targetPort`, at(port, "targetPort")),
    ...(node === undefined || node === 0 || (node >= 30000 && node <= 32767)
      ? []
      : [
          invalidValue(
            `${path}.nodePort`,
            node,
            "provided port is not in the valid range. The range of valid ports is 30000-32767",
          ),
        ]),
  ];
}

function portsErrors(inputs: Properties): FieldError[] {
  const ports = listAt(inputs, "spec", "ports");
  const path = (index: number) => `spec.ports[${index}]`;
  const needed = textAt(inputs, "spec", "type") !== "ExternalName" && !isHeadless(inputs);
  if (needed && ports.length === 0 && at(inputs, "spec", "ports") === undefined)
    return isGiven(inputs, "spec", "ports") ? [] : [required("spec.ports")];
  if (needed && ports.length === 0) return [required("spec.ports")];
  const seen = new Set<string>();
  const repeated = ports.flatMap((port, index) => {
    const number = numberAt(port, "port");
    if (number === undefined) return [];
    const protocol = textAt(port, "protocol") ?? "TCP";
    const key = `${protocol}/${number}`;
    const again = seen.has(key);
    seen.add(key);
    const shown = {
      Name: "",
      Protocol: protocol,
      AppProtocol: null,
      Port: number,
      TargetPort: 0,
      NodePort: 0,
    };
    return again ? [duplicate(path(index), shown)] : [];
  });
  const names = ports.map((port) => textAt(port, "name")).map((name) => name || undefined);
  return [
    ...ports.flatMap((port, index) => onePortErrors(path(index), port, ports.length === 1)),
    ...duplicateNames((index) => `${path(index)}.name`, names),
    ...repeated,
  ];
}

function serviceErrors(inputs: Properties): FieldError[] {
  const spec = blockAt(inputs, "spec");
  const [type, external] = [textAt(spec, "type") ?? "ClusterIP", textAt(spec, "externalName")];
  const affinity = textAt(spec, "sessionAffinity");
  const errors: FieldError[] = [
    ...portsErrors(inputs),
    ...labelErrors("spec.selector", mapAt(spec, "selector")),
  ];
  if (!types.includes(type)) errors.push(unsupported("spec.type", type, types));
  if (type === "ExternalName") {
    if (isGiven(spec, "clusterIP"))
      errors.push(forbidden("spec.clusterIP", "may not be set for ExternalName services"));
    if (!isGiven(spec, "externalName")) errors.push(required("spec.externalName"));
    else
      errors.push(...nameErrors("spec.externalName", external?.replace(/\.$/, ""), dnsSubdomain));
  }
  if (type === "LoadBalancer" && isHeadless(inputs))
    errors.push(
      invalidValue(
        "spec.clusterIPs[0]",
        "None",
        "may not be set to 'None' for LoadBalancer services",
      ),
    );
  const address = textAt(spec, "clusterIP") ?? "";
  if (!["", "None"].includes(address) && isIP(address) === 0)
    errors.push(
      invalidValue(
        "spec.clusterIPs[0]",
        address,
        "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
      ),
    );
  if (affinity !== undefined && !["ClientIP", "None"].includes(affinity))
    errors.push(unsupported("spec.sessionAffinity", affinity, ["ClientIP", "None"]));
  return errors;
}

interface Range {
  readonly first: number;
  readonly size: number;
  readonly cidr: string;
}

function numberOf(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function addressOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}

function rangeOf(draft: Draft): Range {
  const cluster = clusterOf(draft.world, draft.scope);
  const cidr = textAt(cluster?.outputs, "kubernetesNetworkConfig", "serviceIpv4Cidr") ?? usualCidr;
  const [base = "", bits = "16"] = cidr.split("/");
  return { first: numberOf(base), size: 2 ** (32 - Number(bits)), cidr };
}

function addressKey(address: string): string {
  return compositeKey("clusterIP", address);
}

function isTaken(draft: Draft, address: string): boolean {
  return draft.world.keyed(kinds.Service.type, addressKey(address), draft.scope).length > 0;
}

/** An address that no other Service has. Spared are the network's own, the API server's (1) and the DNS server's (10). */
function freeAddress(draft: Draft): string {
  const { first, size } = rangeOf(draft);
  const start = parseInt(draft.hex(8, "cluster-ip"), 16) % size;
  for (let step = 0; step < size; step += 1) {
    const offset = (start + step) % size;
    const address = addressOf(first + offset);
    if (![0, 1, 10, size - 1].includes(offset) && !isTaken(draft, address)) return address;
  }
  throw new Refusal("InternalError", "failed to allocate a serviceIP: range is full");
}

function refuseAddress(draft: Draft): void {
  const wanted = textAt(draft.inputs, "spec", "clusterIP");
  if (wanted === undefined || wanted === "" || wanted === "None") return;
  const { first, size, cidr } = rangeOf(draft);
  const offset = numberOf(wanted) - first;
  const reason =
    offset < 0 || offset >= size
      ? `the provided IP (${wanted}) is not in the valid range. The range of valid IPs is ${cidr}`
      : isTaken(draft, wanted)
        ? "provided IP is already allocated"
        : undefined;
  if (reason === undefined) return;
  const sentence = invalidValue(
    "spec.clusterIPs",
    [wanted],
    `failed to allocate IP ${wanted}: ${reason}`,
  );
  throw invalid("Service", nameOf(draft.inputs), [sentence]);
}

function refuseService(draft: Draft, before?: CloudObject): void {
  if (textAt(draft.inputs, "spec", "type") === "LoadBalancer")
    throw new Refusal(
      "NotModelled",
      'a Service of type "LoadBalancer" makes an AWS load balancer that Pulumi does not own, and that is not rehearsed: own the load balancer and bind the Service to it by a TargetGroupBinding',
    );
  if (before === undefined) refuseAddress(draft);
}

function outputsOf(draft: Draft, before: CloudObject | undefined): Properties {
  const spec = blockAt(draft.inputs, "spec");
  const type = textAt(spec, "type") ?? "ClusterIP";
  const given = textAt(spec, "clusterIP");
  const address = given || textAt(before?.outputs, "spec", "clusterIP") || freeAddress(draft);
  const ports = listAt(spec, "ports").map((port) =>
    isBlock(port) ? { protocol: "TCP", targetPort: at(port, "port") ?? null, ...port } : port,
  );
  return {
    spec: {
      type,
      sessionAffinity: "None",
      internalTrafficPolicy: "Cluster",
      ...spec,
      ...(type === "ExternalName"
        ? {}
        : {
            clusterIP: address,
            clusterIPs: [address],
            ipFamilies: ["IPv4"],
            ipFamilyPolicy: "SingleStack",
          }),
      ...(ports.length === 0 ? {} : { ports }),
    },
    status: { loadBalancer: {} },
  };
}

/**
 * A Service. The provider replaces it when its clusterIP changes. It waits until no endpoint is pending, but not for
 * pods that do not exist: a Service that selects nothing is ready.
 */
export const serviceModel = objectModel({
  kind: kinds.Service,
  keys: ({ outputs }) => [addressKey(textAt(outputs, "spec", "clusterIP") ?? "")],
  sources: [
    "kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateService (read 2026-11)",
    "pulumi/pulumi-kubernetes provider/pkg/await/service.go (read 2026-11)",
    "docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html (read 2026-11)",
  ],
  seconds: durations.service,
  replaceOn: ["spec.clusterIP"],
  errors: serviceErrors,
  changeErrors: (before, after) => {
    const [old, next] = [at(before, "spec", "clusterIP"), at(after, "spec", "clusterIP")];
    return next === undefined || sameValue(old, next)
      ? []
      : [invalidValue("spec.clusterIPs[0]", [next], "may not change once set")];
  },
  refuse: refuseService,
  outputs: outputsOf,
});
