/**
 * Target groups of Application and Network Load Balancers. Which targets are in one, and whether they are
 * healthy, is known from the clusters' TargetGroupBindings. Facts: hashicorp/terraform-provider-aws
 * internal/service/elbv2/target_group.go (schema, ForceNew, runtime validation),
 * docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html (read 2026-11).
 */
import { Refusal, Unasked, type Draft, type Model, type Properties } from "../../world/model";
import { secondsOf } from "../durations";
import { regionalArn } from "./arn";
import { checkRanges, checkWords, type Problem } from "./checks";
import { regionalOutputs } from "./computed";
import { blockAt, flagAt, isGiven, numberAt, textAt } from "./inputs";
import { listenerRuleType, listenerType } from "./lb-load-balancers";

export const targetGroupType = "aws:lb/targetGroup:TargetGroup";

const vpcType = "aws:ec2/vpc:Vpc";

const webProtocols: readonly string[] = ["HTTP", "HTTPS"];

/** The words the wire knows: snake_case, whatever the SDK's comments say. */
const words: Readonly<Record<string, readonly string[]>> = {
  protocol: [...webProtocols, "TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC", "GENEVE"],
  protocolVersion: ["HTTP1", "HTTP2", "GRPC"],
  targetType: ["instance", "ip", "lambda", "alb"],
  ipAddressType: ["ipv4", "ipv6"],
  loadBalancingAlgorithmType: ["round_robin", "least_outstanding_requests", "weighted_random"],
  "stickiness.type": [
    "lb_cookie",
    "app_cookie",
    "source_ip",
    "source_ip_dest_ip",
    "source_ip_dest_ip_proto",
  ],
  "healthCheck.protocol": ["HTTP", "HTTPS", "TCP"],
};

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  port: [1, 65535],
  deregistrationDelay: [0, 3600],
  "healthCheck.interval": [5, 300],
  "healthCheck.timeout": [2, 120],
  "healthCheck.healthyThreshold": [2, 10],
  "healthCheck.unhealthyThreshold": [2, 10],
  "stickiness.cookieDuration": [0, 604800],
};

/** What Go takes for a boolean, and nothing. */
const booleans = ["", ..."1 t T true True TRUE 0 f F false False FALSE".split(" ")];

function checkSlowStart(inputs: Properties): readonly Problem[] {
  const seconds = numberAt(inputs, "slowStart") ?? 0;
  if (seconds === 0 || (seconds >= 30 && seconds <= 900)) return [];
  return [["slowStart", `expected slowStart to be 0 or in the range (30 - 900), got ${seconds}`]];
}

function checkTargets(inputs: Properties): readonly Problem[] {
  const found: [string, string][] = [];
  const targets = textAt(inputs, "targetType") ?? "instance";
  if (targets !== "lambda") {
    for (const name of ["port", "protocol", "vpcId"]) {
      if (isGiven(inputs, name)) continue;
      found.push([name, `must be specified when "target_type" is "${targets}"`]);
    }
  }
  const protocol = textAt(inputs, "protocol") ?? "";
  if (isGiven(inputs, "protocolVersion") && protocol !== "" && !webProtocols.includes(protocol)) {
    found.push([
      "protocolVersion",
      `applies only to the protocols HTTP and HTTPS, not ${protocol}`,
    ]);
  }
  const checked = blockAt(inputs, "healthCheck") ?? {};
  if (textAt(checked, "protocol") === "TCP") {
    for (const name of ["matcher", "path"]) {
      if (!isGiven(checked, name)) continue;
      found.push([
        `healthCheck.${name}`,
        'cannot be specified when "health_check.protocol" is "TCP"',
      ]);
    }
  }
  const path = textAt(checked, "path");
  if (path !== undefined && (!path.startsWith("/") || path.length > 1024)) {
    found.push(["healthCheck.path", "must begin with '/' and have at most 1024 characters"]);
  }
  const port = textAt(checked, "port") ?? "traffic-port";
  if (
    port !== "traffic-port" &&
    !(/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65536)
  ) {
    found.push(["healthCheck.port", 'must be a valid port number (1-65536) or "traffic-port"']);
  }
  if (isGiven(inputs, "name") && isGiven(inputs, "namePrefix")) {
    found.push(["namePrefix", '"name_prefix": conflicts with name']);
  }
  const keeps = textAt(inputs, "preserveClientIp") ?? "";
  if (!booleans.includes(keeps)) {
    const parsing = `strconv.ParseBool: parsing "${keeps}": invalid syntax`;
    found.push([
      "preserveClientIp",
      `preserve_client_ip: cannot parse '${keeps}' as boolean: ${parsing}`,
    ]);
  }
  return found;
}

/**
 * `200`, `200,202` or `200-299`, within what the load balancer takes. The sentence is general knowledge, not verified; the
 * limits are those of API_Matcher.html (read 2026-11).
 */
function refuseMatcher(inputs: Properties, matcher: string): void {
  if (matcher === "") return;
  const web = webProtocols.includes(textAt(inputs, "protocol") ?? "");
  const grpc = textAt(inputs, "protocolVersion") === "GRPC";
  const [least, most] = grpc ? [0, 99] : [200, web ? 499 : 599];
  const bad = matcher
    .split(/[,-]/)
    .find((code) => !/^\d+$/.test(code) || Number(code) < least || Number(code) > most);
  if (bad === undefined) return;
  throw new Refusal(
    "ValidationError",
    `Health check matcher ${grpc ? "GRPC" : "HTTP"} code '${bad}' must be within '${least}-${most}' inclusive`,
  );
}

/** What AWS says of health checks that the schema lets through. */
function refuseHealthCheck(draft: Draft): void {
  const checked = blockAt(draft.inputs, "healthCheck");
  if (!checked) return;
  const protocol = textAt(draft.inputs, "protocol") ?? "";
  const interval = numberAt(checked, "interval") ?? 30;
  const timeout = numberAt(checked, "timeout");
  if (timeout !== undefined && timeout >= interval) {
    throw new Refusal(
      "ValidationError",
      `Health check timeout '${timeout}' must be smaller than the interval '${interval}'`,
    );
  }
  refuseMatcher(draft.inputs, textAt(checked, "matcher") ?? "");
  if (webProtocols.includes(protocol) && textAt(checked, "protocol") === "TCP") {
    throw new Refusal(
      "InvalidConfigurationRequest",
      `Health check protocol 'TCP' is not supported for target groups with the protocol ${protocol}`,
    );
  }
}

function healthCheck(inputs: Properties): Properties {
  const protocol = textAt(inputs, "protocol") ?? "";
  const given = blockAt(inputs, "healthCheck") ?? {};
  const checkProtocol =
    textAt(given, "protocol") ?? (webProtocols.includes(protocol) ? "HTTP" : "TCP");
  const grpc = textAt(inputs, "protocolVersion") === "GRPC";
  const web = webProtocols.includes(checkProtocol);
  return {
    enabled: true,
    healthyThreshold: isGiven(inputs, "healthCheck") ? 3 : 5,
    interval: 30,
    matcher: web ? (grpc ? "12" : "200") : "",
    path: web ? (grpc ? "/AWS.ALB/healthcheck" : "/") : "",
    port: "traffic-port",
    timeout: web ? (webProtocols.includes(protocol) ? 5 : 6) : 10,
    unhealthyThreshold: isGiven(inputs, "healthCheck") ? 3 : 2,
    ...given,
    protocol: checkProtocol,
  };
}

function computed(draft: Draft, id: string): Properties {
  const { inputs } = draft;
  const suffix = id.slice(id.indexOf("targetgroup/"));
  const web = webProtocols.includes(textAt(inputs, "protocol") ?? "");
  const stickiness = blockAt(inputs, "stickiness");
  const byDefault = { type: web ? "lb_cookie" : "source_ip", enabled: false };
  return {
    ...regionalOutputs(draft),
    arn: id,
    arnSuffix: suffix,
    name: suffix.split("/")[1] ?? null,
    namePrefix: textAt(inputs, "namePrefix") ?? "",
    connectionTermination: flagAt(inputs, "connectionTermination") ?? false,
    healthCheck: healthCheck(inputs),
    ipAddressType: textAt(inputs, "ipAddressType") ?? "ipv4",
    // AWS fills this in later, when a listener takes the group; Pulumi's state keeps what creation answered.
    loadBalancerArns: [],
    loadBalancingAlgorithmType:
      textAt(inputs, "loadBalancingAlgorithmType") ?? (web ? "round_robin" : ""),
    loadBalancingAnomalyMitigation:
      textAt(inputs, "loadBalancingAnomalyMitigation") ?? (web ? "off" : ""),
    loadBalancingCrossZoneEnabled:
      textAt(inputs, "loadBalancingCrossZoneEnabled") ?? "use_load_balancer_configuration",
    preserveClientIp: textAt(inputs, "preserveClientIp") ?? (web ? "" : "false"),
    protocolVersion: textAt(inputs, "protocolVersion") ?? (web ? "HTTP1" : ""),
    stickiness: stickiness
      ? { enabled: true, cookieDuration: 86400, cookieName: "", ...stickiness }
      : { cookieDuration: web ? 86400 : 0, cookieName: "", ...byDefault },
    targetFailovers: inputs["targetFailovers"] ?? [],
    targetGroupHealth: {
      dnsFailover: {
        minimumHealthyTargetsCount: "1",
        minimumHealthyTargetsPercentage: "off",
        ...blockAt(inputs, "targetGroupHealth.dnsFailover"),
      },
      unhealthyStateRouting: {
        minimumHealthyTargetsCount: 1,
        minimumHealthyTargetsPercentage: "off",
        ...blockAt(inputs, "targetGroupHealth.unhealthyStateRouting"),
      },
    },
    targetHealthStates: inputs["targetHealthStates"] ?? [],
  };
}

export const targetGroup: Model = {
  type: targetGroupType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/elbv2/target_group.go (read 2026-11)",
    "docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html (read 2026-11)",
    "github.com/hashicorp/terraform-provider-aws/pull/45270 (read 2026-11-26): another target control port replaces.",
  ],
  name: {
    property: "name",
    maxLength: 32,
    pattern: /^[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?$/,
    autoName: "dash",
    unique: "scope",
    // The provider asks before it makes a second.
    taken: (name) => new Unasked("AlreadyExists", `ELBv2 Target Group (${name}) already exists`),
  },
  replaceOn: [
    "name",
    "namePrefix",
    "port",
    "protocol",
    "protocolVersion",
    "targetControlPort",
    "targetType",
    "vpcId",
    "ipAddressType",
    "region",
  ],
  references: [
    {
      path: "vpcId",
      to: [vpcType],
      where: "same",
      missing: (id) => new Refusal("ValidationError", `The VPC ID '${id}' is not found`),
    },
  ],
  defaults: {
    deregistrationDelay: 300,
    lambdaMultiValueHeadersEnabled: false,
    proxyProtocolV2: false,
    slowStart: 0,
    targetType: "instance",
  },
  check: (inputs) => [
    ...checkRanges(inputs, ranges),
    ...checkWords(inputs, words),
    ...checkSlowStart(inputs),
    ...checkTargets(inputs),
  ],
  id: (draft) =>
    regionalArn(
      draft,
      "elasticloadbalancing",
      `targetgroup/${textAt(draft.inputs, "name") ?? ""}/${draft.hex(16, "target-group")}`,
    ),
  computed,
  refuseCreate: refuseHealthCheck,
  refuseUpdate: refuseHealthCheck,
  refuseDelete: (object, world) => {
    const users = world
      .referrers(object.id)
      .filter(({ type }) => type === listenerType || type === listenerRuleType);
    if (users.length === 0) return;
    throw new Refusal(
      "ResourceInUse",
      `Target group '${object.id}' is currently in use by a listener or a rule`,
    );
  },
  seconds: secondsOf(targetGroupType),
};
