/** NetworkPolicy. */
import { isIPv4, isIPv6 } from "node:net";
import type { Properties, Value } from "../../world/model";
import { oneCall } from "./durations";
import { forbidden, invalidValue, required, unsupported, type FieldError } from "./field-errors";
import { kinds } from "./kinds";
import { portName, portNumber } from "./names";
import { objectModel } from "./object-model";
import { selectorErrors } from "./selectors";
import { at, blockAt, isGiven, listAt, numberAt, textAt, textsAt } from "./values";

const protocols = ["TCP", "UDP", "SCTP"];
const directions = ["Ingress", "Egress"];

function portErrors(path: string, port: Value): FieldError[] {
  const [protocol, number, end] = [
    textAt(port, "protocol"),
    at(port, "port"),
    numberAt(port, "endPort"),
  ];
  const errors: FieldError[] = [];
  if (protocol !== undefined && !protocols.includes(protocol))
    errors.push(unsupported(`${path}.protocol`, protocol, protocols));
  if (typeof number === "number") {
    errors.push(...portNumber(number).map((error) => invalidValue(`${path}.port`, number, error)));
    if (end !== undefined && end < number)
      errors.push(invalidValue(`${path}.endPort`, end, "must be greater than or equal to `port`"));
    if (end !== undefined)
      errors.push(...portNumber(end).map((error) => invalidValue(`${path}.endPort`, end, error)));
  } else if (typeof number === "string") {
    if (end !== undefined)
      errors.push(
        invalidValue(`${path}.endPort`, end, "may not be specified when `port` is non-numeric"),
      );
    errors.push(...portName(number).map((error) => invalidValue(`${path}.port`, number, error)));
  } else if (end !== undefined && !isGiven(port, "port"))
    errors.push(
      invalidValue(`${path}.endPort`, end, "may not be specified when `port` is not specified"),
    );
  return errors;
}

interface Block {
  readonly bits: bigint;
  readonly width: number;
  readonly prefix: number;
}

function bitsOf(address: string): bigint | undefined {
  if (isIPv4(address))
    return address.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  if (!isIPv6(address) || address.includes(".")) return undefined;
  const [head = "", tail] = address.split("::");
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const [left, right] = [groups(head), groups(tail ?? "")];
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].reduce(
    (sum, group) => sum * 65536n + BigInt(parseInt(group, 16)),
    0n,
  );
}

function blockOf(cidr: string): Block | undefined {
  const [address = "", length = ""] = cidr.split("/");
  const width = isIPv4(address) ? 32 : 128;
  const bits = bitsOf(address);
  const prefix = Number(length);
  if (bits === undefined || !/^\d{1,3}$/.test(length) || prefix > width) return undefined;
  return { bits, width, prefix };
}

function holds(outer: Block, inner: Block): boolean {
  if (outer.width !== inner.width || outer.prefix >= inner.prefix) return false;
  const shift = BigInt(outer.width - outer.prefix);
  return outer.bits >> shift === inner.bits >> shift;
}

const badCidr = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

function ipBlockErrors(path: string, block: Value | undefined): FieldError[] {
  const cidr = textAt(block, "cidr");
  if (cidr === undefined) return isGiven(block, "cidr") ? [] : [required(`${path}.cidr`)];
  if (cidr === "") return [required(`${path}.cidr`)];
  const outer = blockOf(cidr);
  if (outer === undefined) return [invalidValue(`${path}.cidr`, cidr, badCidr)];
  return textsAt(block, "except").flatMap((except, index) => {
    const here = `${path}.except[${index}]`;
    const inner = blockOf(except);
    if (inner === undefined) return [invalidValue(here, except, badCidr)];
    return holds(outer, inner)
      ? []
      : [invalidValue(here, except, "must be a strict subset of `cidr`")];
  });
}

function peerErrors(path: string, peer: Value): FieldError[] {
  const present = ["podSelector", "namespaceSelector", "ipBlock"].filter((field) =>
    isGiven(peer, field),
  );
  const errors = [
    ...selectorErrors(`${path}.podSelector`, at(peer, "podSelector")),
    ...selectorErrors(`${path}.namespaceSelector`, at(peer, "namespaceSelector")),
    ...(present.includes("ipBlock") ? ipBlockErrors(`${path}.ipBlock`, at(peer, "ipBlock")) : []),
  ];
  if (present.length === 0) return [required(path, "must specify a peer")];
  if (present.length > 1 && present.includes("ipBlock"))
    errors.push(forbidden(path, "may not specify both ipBlock and another peer"));
  return errors;
}

function rulesErrors(spec: Properties, direction: "ingress" | "egress"): FieldError[] {
  const peers = direction === "ingress" ? "from" : "to";
  return listAt(spec, direction).flatMap((rule, index) => {
    const path = `spec.${direction}[${index}]`;
    return [
      ...listAt(rule, "ports").flatMap((port, i) => portErrors(`${path}.ports[${i}]`, port)),
      ...listAt(rule, peers).flatMap((peer, i) => peerErrors(`${path}.${peers}[${i}]`, peer)),
    ];
  });
}

function policyErrors(inputs: Properties): FieldError[] {
  const spec = blockAt(inputs, "spec");
  const types = textsAt(spec, "policyTypes");
  return [
    ...selectorErrors("spec.podSelector", at(spec, "podSelector")),
    ...rulesErrors(spec, "ingress"),
    ...rulesErrors(spec, "egress"),
    ...(types.length > directions.length
      ? [invalidValue("spec.policyTypes", types, "may not specify more than two policyTypes")]
      : types.flatMap((type, index) =>
          directions.includes(type)
            ? []
            : [unsupported(`spec.policyTypes[${index}]`, type, directions)],
        )),
  ];
}

/**
 * A NetworkPolicy. It is accepted whether or not anything enforces it: on EKS Auto Mode nothing does until the ConfigMap
 * `amazon-vpc-cni` says so, which `findings` reports.
 */
export const networkPolicyModel = objectModel({
  kind: kinds.NetworkPolicy,
  sources: [
    "kubernetes/kubernetes pkg/apis/networking/validation/validation.go (read 2026-11)",
    "docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html (read 2026-11)",
  ],
  seconds: oneCall,
  errors: policyErrors,
  outputs: (draft) => {
    const spec = blockAt(draft.inputs, "spec");
    const implied = isGiven(spec, "egress") ? directions : ["Ingress"];
    return { spec: { policyTypes: implied, ...spec } };
  },
});
