/**
 * Listeners of load balancers. Facts: hashicorp/terraform-provider-aws internal/service/elbv2/listener.go (schema,
 * ForceNew), docs.aws.amazon.com/elasticloadbalancing API reference of CreateListener; refusals in AWS's words as
 * reported in public issues (read 2026-11).
 */
import { compositeKey, Refusal, type Draft, type Model, type Properties } from "../../world/model";
import { secondsOf } from "../durations";
import { certificateType, isIssued } from "./acm";
import { checkWords } from "./checks";
import { regionalOutputs } from "./computed";
import { isGiven, numberAt, textAt } from "./inputs";
import { below, checkActions, refuseTargetGroups, targetGroupReferences } from "./lb-actions";
import { kindOf, listenerRuleType, listenerType, loadBalancerType } from "./lb-load-balancers";
import { isSslPolicy } from "./lb-ssl-policies";

/** Protocols a listener may speak, by kind of load balancer. */
const protocolsOf: Readonly<Record<string, readonly string[]>> = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
  gateway: ["GENEVE"],
};
const encrypted: readonly string[] = ["HTTPS", "TLS"];
function protocolOf(inputs: Properties): string | undefined {
  const arn = textAt(inputs, "loadBalancerArn") ?? "";
  return textAt(inputs, "protocol") ?? (arn.includes(":loadbalancer/app/") ? "HTTP" : undefined);
}

function refuseProtocol(draft: Draft, kind: string, protocol: string | undefined): void {
  const known = protocolsOf[kind] ?? [];
  if (protocol !== undefined && !known.includes(protocol)) {
    throw new Refusal(
      "ValidationError",
      `Listener protocol '${protocol}' must be one of '${known.join(", ")}'`,
    );
  }
  const policy = textAt(draft.inputs, "sslPolicy");
  if (policy === undefined || protocol === undefined) return;
  if (!encrypted.includes(protocol)) {
    throw new Refusal(
      "ValidationError",
      `An SSL policy cannot be specified for ${protocol} listeners`,
    );
  }
  if (!isSslPolicy(policy)) {
    throw new Refusal("SSLPolicyNotFound", `SSL policy '${policy}' not found`);
  }
}

function refuseCertificate(draft: Draft, protocol: string | undefined): void {
  if (protocol === undefined) return;
  if (!isGiven(draft.inputs, "certificateArn")) {
    if (!encrypted.includes(protocol)) return;
    throw new Refusal(
      "ValidationError",
      `A certificate must be specified for ${protocol} listeners`,
    );
  }
  if (!encrypted.includes(protocol)) {
    throw new Refusal(
      "ValidationError",
      `A certificate cannot be specified for ${protocol} listeners`,
    );
  }
  const arn = textAt(draft.inputs, "certificateArn") ?? "";
  const certificate = draft.world.find(certificateType, arn, draft.scope);
  if (certificate && !isIssued(certificate, draft.world)) {
    throw new Refusal(
      "UnsupportedCertificate",
      `The certificate '${arn}' must have a fully-qualified domain name, a supported signature, and a supported key size.`,
    );
  }
}

const alpnPolicies = ["HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"];

const methods = "(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH)";

/** What the headers that a listener adds may say: the SDK's comments. The sentence is ours. */
const headerValues: Readonly<Record<string, RegExp>> = {
  routingHttpResponseAccessControlAllowCredentialsHeaderValue: /^true$/,
  routingHttpResponseAccessControlAllowMethodsHeaderValue: new RegExp(
    `^(?:\\*|${methods}(?:, ?${methods})*)$`,
  ),
  routingHttpResponseAccessControlAllowOriginHeaderValue: /^(?:\*|https?:\/\/\S+)$/,
  routingHttpResponseAccessControlMaxAgeHeaderValue:
    /^(?:\d{1,4}|[1-7]\d{4}|8[0-5]\d{3}|86[0-3]\d\d|86400)$/,
  routingHttpResponseXContentTypeOptionsHeaderValue: /^nosniff$/,
  routingHttpResponseXFrameOptionsHeaderValue: /^(?:DENY|SAMEORIGIN|ALLOW-FROM https?:\/\/\S+)$/,
};

function refuseHeaders({ inputs }: Draft): void {
  for (const [name, form] of Object.entries(headerValues)) {
    const value = textAt(inputs, name);
    if (value === undefined || form.test(value)) continue;
    throw new Refusal("ValidationError", `The value '${value}' of ${name} is not valid`);
  }
}

function refusePort(draft: Draft, id: string | undefined): void {
  const arn = textAt(draft.inputs, "loadBalancerArn");
  const port = numberAt(draft.inputs, "port");
  if (arn === undefined || port === undefined) return;
  const listeners = draft.world.keyed(listenerType, compositeKey(arn, port), draft.scope);
  if (listeners.every((other) => other.id === id)) return;
  throw new Refusal(
    "DuplicateListener",
    `A listener already exists on this port for this load balancer '${arn}'`,
  );
}

function refuseListener(draft: Draft, id: string | undefined): void {
  const arn = textAt(draft.inputs, "loadBalancerArn");
  const balancer = draft.world.find(loadBalancerType, arn ?? "", draft.scope);
  const protocol = protocolOf(draft.inputs);
  if (!balancer) return;
  refuseProtocol(draft, kindOf(balancer.outputs), protocol);
  refuseCertificate(draft, protocol);
  refuseHeaders(draft);
  refusePort(draft, id);
  refuseTargetGroups({ draft, actions: "defaultActions", balancer, protocol });
}

export const listener: Model = {
  type: listenerType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/elbv2/listener.go (read 2026-11)",
    "docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html (read 2026-11)",
  ],
  keys: ({ outputs }) => [
    compositeKey(outputs["loadBalancerArn"] ?? ""),
    compositeKey(outputs["loadBalancerArn"] ?? "", outputs["port"] ?? null),
  ],
  unordered: ["defaultActions.forward.targetGroups"],
  replaceOn: ["loadBalancerArn", "region"],
  references: [
    {
      path: "loadBalancerArn",
      to: [loadBalancerType],
      where: "same",
      missing: () => new Refusal("LoadBalancerNotFound", "One or more load balancers not found"),
    },
    {
      path: "certificateArn",
      to: [certificateType],
      where: "same",
      missing: (arn) => new Refusal("CertificateNotFound", `Certificate '${arn}' not found`),
      optional: (arn) => arn.startsWith("arn:aws:iam::"),
    },
    ...targetGroupReferences("defaultActions"),
  ],
  check: (inputs) => {
    const port = numberAt(inputs, "port");
    const bad = port !== undefined && (port < 1 || port > 65535);
    return [
      ...(bad ? [["port", `expected a port number, got ${port}`] as const] : []),
      ...checkWords(inputs, { alpnPolicy: alpnPolicies }),
      ...checkActions(inputs, "defaultActions"),
    ];
  },
  id: (draft) => {
    const parent = textAt(draft.inputs, "loadBalancerArn") ?? "";
    return `${below(parent, "listener")}/${draft.hex(16, "listener")}`;
  },
  computed: (draft, id) => {
    const protocol = protocolOf(draft.inputs) ?? "";
    return {
      ...regionalOutputs(draft),
      arn: id,
      protocol,
      sslPolicy:
        textAt(draft.inputs, "sslPolicy") ??
        (encrypted.includes(protocol) ? "ELBSecurityPolicy-2016-08" : ""),
      mutualAuthentication:
        draft.inputs["mutualAuthentication"] ?? (protocol === "HTTPS" ? { mode: "off" } : null),
      tcpIdleTimeoutSeconds:
        numberAt(draft.inputs, "tcpIdleTimeoutSeconds") ?? (protocol === "TCP" ? 350 : null),
    };
  },
  refuseCreate: (draft) => {
    refuseListener(draft, undefined);
  },
  refuseUpdate: (draft, before) => {
    refuseListener(draft, before.id);
  },
  // AWS deletes a listener's rules with it.
  afterDelete: (object, world) => {
    for (const rule of world.keyed(listenerRuleType, compositeKey(object.id), object.scope)) {
      world.remove(rule);
    }
  },
  seconds: secondsOf(listenerType),
};
