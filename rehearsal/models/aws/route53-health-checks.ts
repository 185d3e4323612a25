/**
 * Route 53 health checks. Facts: hashicorp/terraform-provider-aws internal/service/route53/health_check.go (schema,
 * ForceNew), docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html, API_DeleteHealthCheck.html and
 * DeveloperGuide "Monitoring a CloudWatch alarm" (read 2026-11).
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import { secondsOf } from "../durations";
import { arn } from "./arn";
import { checkRanges, checkWords, type Problem } from "./checks";
import { uuidOf } from "./computed";
import { blocksAt, flagAt, isGiven, numberAt, tagsOf, textAt, textsAt } from "./inputs";

export const healthCheckType = "aws:route53/healthCheck:HealthCheck";
export const metricAlarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

const types: readonly string[] = [
  "HTTP",
  "HTTPS",
  "HTTP_STR_MATCH",
  "HTTPS_STR_MATCH",
  "TCP",
  "CALCULATED",
  "CLOUDWATCH_METRIC",
  "RECOVERY_CONTROL",
];

/** Types whose checkers call an endpoint. */
const calling: readonly string[] = types.slice(0, 5);

/** Where the checkers stand. */
const checkerRegions: readonly string[] = [
  "us-east-1",
  "us-west-1",
  "us-west-2",
  "eu-west-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
  "sa-east-1",
];

/** [input, longest text]. */
const lengths: readonly (readonly [name: string, longest: number])[] = [
  ["fqdn", 255],
  ["referenceName", 27],
  ["resourcePath", 255],
  ["searchString", 255],
];

const words: Readonly<Record<string, readonly string[]>> = {
  type: types,
  insufficientDataHealthStatus: ["Healthy", "Unhealthy", "LastKnownStatus"],
};

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  failureThreshold: [1, 10],
  childHealthThreshold: [0, 256],
  port: [1, 65535],
};

function check(inputs: Properties): readonly Problem[] {
  const found = [...checkWords(inputs, words), ...checkRanges(inputs, ranges)];
  const interval = numberAt(inputs, "requestInterval") ?? 30;
  if (interval !== 10 && interval !== 30) {
    found.push(["requestInterval", `expected requestInterval to be 10 or 30, got ${interval}`]);
  }
  for (const [name, longest] of lengths) {
    const value = textAt(inputs, name) ?? "";
    if (value.length > longest) found.push([name, `at most ${longest} characters`]);
  }
  if (textsAt(inputs, "childHealthchecks").length > 256) {
    found.push(["childHealthchecks", "at most 256 items"]);
  }
  return [...found, ...checkRegions(inputs)];
}

function checkRegions(inputs: Properties): readonly Problem[] {
  if (!isGiven(inputs, "regions")) return [];
  const regions = textsAt(inputs, "regions");
  const strange = regions.filter((region) => !checkerRegions.includes(region));
  if (strange.length > 0) {
    return [["regions", `expected of [${checkerRegions.join(" ")}], got ${strange.join(" ")}`]];
  }
  const given = inputs["regions"];
  const count = Array.isArray(given) ? given.length : 3;
  return count < 3 ? [["regions", "requires 3 item minimum"]] : [];
}

function invalid(message: string): Refusal {
  return new Refusal("InvalidInput", `Invalid parameter : ${message}`);
}

/** Which metric an alarm check would read: Route 53 takes one standard-resolution metric with a plain statistic. */
function refuseAlarm(alarm: CloudObject): void {
  const { outputs } = alarm;
  if (blocksAt(outputs, "metricQueries").length > 0 || isGiven(outputs, "evaluationCriteria")) {
    throw invalid("CloudWatch alarms that use metric math or queries are not supported.");
  }
  if (isGiven(outputs, "extendedStatistic")) {
    throw invalid(
      "CloudWatch alarms with extended statistics are not supported: Average, Minimum, Maximum, Sum or SampleCount.",
    );
  }
  if ((numberAt(outputs, "period") ?? 60) < 60) {
    throw invalid("CloudWatch alarms on high-resolution metrics are not supported.");
  }
  const periods = numberAt(outputs, "evaluationPeriods");
  const points = numberAt(outputs, "datapointsToAlarm") ?? periods;
  if (points !== periods) {
    throw invalid('"M out of N" CloudWatch alarms are not supported.');
  }
}

function refuseAlarmCheck(draft: Draft): void {
  const name = textAt(draft.inputs, "cloudwatchAlarmName");
  const region = textAt(draft.inputs, "cloudwatchAlarmRegion");
  const given = ["cloudwatchAlarmName", "cloudwatchAlarmRegion"].filter((input) =>
    isGiven(draft.inputs, input),
  );
  if (given.length < 2) {
    throw invalid("Metric health checks must have an alarm name and region specified.");
  }
  if (name === undefined || region === undefined) return;
  const alarm = draft.world.find(metricAlarmType, name, region);
  if (!alarm) {
    throw invalid(`The CloudWatch alarm ${name} does not exist in region ${region}.`);
  }
  refuseAlarm(alarm);
}

function refuseCalling(draft: Draft, type: string): void {
  const { inputs } = draft;
  if (isGiven(inputs, "cloudwatchAlarmName") || isGiven(inputs, "cloudwatchAlarmRegion")) {
    throw invalid("Basic health checks must not have an metric region specified.");
  }
  if (isGiven(inputs, "childHealthchecks")) {
    throw invalid("Basic health checks must not have child health checks specified.");
  }
  if (!isGiven(inputs, "fqdn") && !isGiven(inputs, "ipAddress")) {
    throw invalid("Either a fully qualified domain name or an IP address must be specified.");
  }
  if (type === "TCP" && !isGiven(inputs, "port")) {
    throw invalid("TCP health checks must have a port specified.");
  }
  if (type.endsWith("_STR_MATCH") !== isGiven(inputs, "searchString")) {
    throw invalid("A search string goes with string-matching health checks, and only with them.");
  }
}

function refuseHealthCheck(draft: Draft): void {
  const type = textAt(draft.inputs, "type") ?? "";
  if (calling.includes(type)) refuseCalling(draft, type);
  else if (isGiven(draft.inputs, "regions")) {
    throw invalid(`Health checks of type ${type} must not have regions specified.`);
  }
  if (type === "CLOUDWATCH_METRIC") refuseAlarmCheck(draft);
  if (type === "CALCULATED" && !isGiven(draft.inputs, "childHealthchecks")) {
    throw invalid("Calculated health checks must have child health checks specified.");
  }
}

export const healthCheck: Model = {
  type: healthCheckType,
  placement: "global",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/route53/health_check.go (read 2026-11)",
    "docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html (read 2026-11)",
  ],
  unordered: ["childHealthchecks", "regions"],
  replaceOn: ["type", "requestInterval", "measureLatency", "referenceName", "routingControlArn"],
  references: [
    {
      path: "childHealthchecks[]",
      to: [healthCheckType],
      where: "anywhere",
      missing: (id) => new Refusal("NoSuchHealthCheck", `No health check exists with the ID ${id}`),
    },
  ],
  defaults: { disabled: false, measureLatency: false },
  // A threshold above the number of children is legal: the check is then always unhealthy (API_HealthCheckConfig).
  check,
  id: (draft) => uuidOf(draft),
  computed: (draft, id) => {
    const type = textAt(draft.inputs, "type") ?? "";
    const calls = calling.includes(type);
    const port = type.startsWith("HTTPS") ? 443 : type.startsWith("HTTP") ? 80 : null;
    return {
      arn: arn({ service: "route53", region: "", account: "", resource: `healthcheck/${id}` }),
      enableSni: flagAt(draft.inputs, "enableSni") ?? type.startsWith("HTTPS"),
      failureThreshold: numberAt(draft.inputs, "failureThreshold") ?? (calls ? 3 : 0),
      regions: textsAt(draft.inputs, "regions"),
      requestInterval: numberAt(draft.inputs, "requestInterval") ?? (calls ? 30 : null),
      port: numberAt(draft.inputs, "port") ?? port,
      tagsAll: tagsOf(draft.inputs),
      triggers: draft.inputs["triggers"] ?? {},
    };
  },
  refuseCreate: refuseHealthCheck,
  refuseUpdate: refuseHealthCheck,
  // Route 53 lets a health check go while records or calculated checks name it: "HealthCheckInUse: This error
  // code is not in use" (API_DeleteHealthCheck.html, read 2026-11).
  seconds: secondsOf(healthCheckType),
};
