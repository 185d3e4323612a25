/** What a listener and a rule have in common: their actions, and the target groups these forward to. */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Properties,
  type Reference,
} from "../../world/model";
import type { Problem } from "./checks";
import { blocksAt, isGiven, numberAt, textAt, valueAt } from "./inputs";
import { kindOf, listenerRuleType, listenerType } from "./lb-load-balancers";
import { targetGroupType } from "./lb-target-groups";

const actionTypes: readonly string[] = [
  "forward",
  "authenticate-oidc",
  "authenticate-cognito",
  "jwt-validation",
  "redirect",
  "fixed-response",
];

/** Target group protocols that a listener may forward to, by the listener's protocol. */
const forwards: Readonly<Record<string, readonly string[]>> = {
  HTTP: ["HTTP", "HTTPS"],
  HTTPS: ["HTTP", "HTTPS"],
  TCP: ["TCP", "TCP_UDP"],
  TLS: ["TCP", "TLS"],
  UDP: ["UDP", "TCP_UDP"],
  TCP_UDP: ["TCP_UDP"],
  QUIC: ["QUIC", "TCP_QUIC"],
  TCP_QUIC: ["TCP_QUIC"],
};

/** The ARNs of the target groups that the actions forward to. */
function forwardedTo(properties: Properties, actions: string): readonly string[] {
  return blocksAt(properties, actions).flatMap((action) =>
    [
      textAt(action, "targetGroupArn"),
      ...blocksAt(action, "forward.targetGroups").map((group) => textAt(group, "arn")),
    ].filter((arn) => arn !== undefined),
  );
}

/** The ARN of the load balancer whose listener or rule forwards to the target group. */
function userOf(draft: Draft, targetGroupArn: string): string | undefined {
  for (const user of draft.world.referrers(targetGroupArn)) {
    if (user.type === listenerType) return textAt(user.outputs, "loadBalancerArn");
    if (user.type !== listenerRuleType) continue;
    const parent = textAt(user.outputs, "listenerArn") ?? "";
    const listener = draft.world.find(listenerType, parent, draft.scope);
    if (listener) return textAt(listener.outputs, "loadBalancerArn");
  }
  return undefined;
}

/** A listener or rule whose actions are to be judged. */
export interface Forwarding {
  readonly draft: Draft;
  /** The input that lists the actions. */
  readonly actions: string;
  readonly balancer: CloudObject;
  /** The listener's protocol; undefined while it is not known. */
  readonly protocol: string | undefined;
}

/** Throws AWS's Refusal where a target group does not fit the listener, its VPC or its load balancer. */
export function refuseTargetGroups({ draft, actions, balancer, protocol }: Forwarding): void {
  for (const arn of forwardedTo(draft.inputs, actions)) {
    const group = draft.world.find(targetGroupType, arn, draft.scope);
    if (!group) continue;
    refuseProtocols(group, protocol);
    const vpcId = textAt(group.outputs, "vpcId");
    if (vpcId !== undefined && vpcId !== textAt(balancer.outputs, "vpcId")) {
      throw new Refusal(
        "InvalidConfigurationRequest",
        `The following target groups are not in the VPC of the load balancer '${balancer.id}': ${arn}`,
      );
    }
    const user = userOf(draft, arn);
    if (user !== undefined && user !== balancer.id) {
      throw new Refusal(
        "TargetGroupAssociationLimit",
        `The following target groups cannot be associated with more than one load balancer: ${arn}`,
      );
    }
  }
  if (kindOf(balancer.outputs) !== "network") return;
  for (const action of blocksAt(draft.inputs, actions)) {
    const type = textAt(action, "type");
    if (type === undefined || type === "forward") continue;
    throw new Refusal(
      "InvalidLoadBalancerAction",
      `Actions of type '${type}' are not supported on listeners of a Network Load Balancer`,
    );
  }
}

function refuseProtocols(group: CloudObject, protocol: string | undefined): void {
  const known = protocol === undefined ? undefined : forwards[protocol];
  if (protocol === undefined || known === undefined) return;
  const version = textAt(group.outputs, "protocolVersion") ?? "";
  if (protocol === "HTTP" && (version === "GRPC" || version === "HTTP2")) {
    throw new Refusal(
      "InvalidLoadBalancerAction",
      `Listener protocol 'HTTP' is not supported with a target group with the protocol-version '${version}'`,
    );
  }
  if (!known.includes(textAt(group.outputs, "protocol") ?? "")) {
    throw new Refusal(
      "IncompatibleProtocols",
      `The listener and the following target groups have incompatible protocols: ${group.id}`,
    );
  }
}

/** The references of the input that lists the actions. */
export function targetGroupReferences(actions: string): readonly Reference[] {
  return [`${actions}[].targetGroupArn`, `${actions}[].forward.targetGroups[].arn`].map((path) => ({
    path,
    to: [targetGroupType],
    where: "same",
    missing: () => new Refusal("TargetGroupNotFound", "One or more target groups not found"),
  }));
}

/** The part of a listener's or rule's ARN that names its parent: `app/<name>/<digits>[/<digits>]`. */
export function below(parentArn: string, kind: string): string {
  const from = /:(?:loadbalancer|listener)\/(.+)$/.exec(parentArn);
  return parentArn.replace(/:(?:loadbalancer|listener)\/.+$/, `:${kind}/${from?.[1] ?? ""}`);
}

const contentTypes = [
  "text/plain",
  "text/css",
  "text/html",
  "application/javascript",
  "application/json",
];

function fixedResponseProblems(action: Properties, at: string): [string, string][] {
  const found: [string, string][] = [];
  const path = `${at}.fixedResponse`;
  const type = textAt(action, "fixedResponse.contentType");
  if (type !== undefined && !contentTypes.includes(type)) {
    const list = contentTypes.map((word) => `"${word}"`).join(" ");
    found.push([
      `${path}.contentType`,
      `expected content_type to be one of [${list}], got ${type}`,
    ]);
  }
  const code = textAt(action, "fixedResponse.statusCode");
  if (code !== undefined && !/^[245]\d\d$/.test(code)) {
    found.push([`${path}.statusCode`, `invalid value for status_code (${code})`]);
  }
  const { length } = textAt(action, "fixedResponse.messageBody") ?? "";
  if (length > 1024) {
    const reason = `expected length of message_body to be in the range (0 - 1024), got ${length}`;
    found.push([`${path}.messageBody`, reason]);
  }
  return found;
}

/** What the provider's schema says of the actions listed in that input. */
export function checkActions(inputs: Properties, name: string): readonly Problem[] {
  return blocksAt(inputs, name).flatMap((action, index) => {
    const found: [string, string][] = [];
    const at = `${name}[${index}]`;
    const type = textAt(action, "type");
    if (type !== undefined && !actionTypes.includes(type)) {
      found.push([`${at}.type`, `expected one of [${actionTypes.join(" ")}], got ${type}`]);
    }
    if (isGiven(action, "targetGroupArn") && isGiven(action, "forward")) {
      found.push([at, '"target_group_arn" and "forward" exclude each other']);
    }
    const needed = {
      forward: "targetGroupArn",
      redirect: "redirect",
      "fixed-response": "fixedResponse",
    };
    for (const [kind, block] of Object.entries(needed)) {
      const given = isGiven(action, block) || (kind === "forward" && isGiven(action, "forward"));
      if (type === kind && !given) found.push([`${at}.${block}`, `required by the type "${kind}"`]);
    }
    const groups = valueAt(action, "forward.targetGroups");
    if (Array.isArray(groups) && (groups.length < 1 || groups.length > 5)) {
      found.push([`${at}.forward.targetGroups`, "1 to 5 target groups"]);
    }
    found.push(...fixedResponseProblems(action, at));
    blocksAt(action, "forward.targetGroups").forEach((group, place) => {
      const weight = numberAt(group, "weight") ?? 1;
      if (weight >= 0 && weight <= 999) return;
      const reason = `expected weight to be in the range (0 - 999), got ${weight}`;
      found.push([`${at}.forward.targetGroups[${place}].weight`, reason]);
    });
    const code = textAt(action, "redirect.statusCode");
    if (code !== undefined && !["HTTP_301", "HTTP_302"].includes(code)) {
      found.push([`${at}.redirect.statusCode`, `expected one of [HTTP_301 HTTP_302], got ${code}`]);
    }
    return found;
  });
}
