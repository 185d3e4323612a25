/**
 * Metric alarms. Facts: hashicorp/terraform-provider-aws internal/service/cloudwatch/metric_alarm.go (schema, ForceNew,
 * plan checks), docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (read 2026-11).
 */
import {
  Refusal,
  StricterThanAws,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import { secondsOf } from "../durations";
import { parseArn, regionalArn } from "./arn";
import { checkRanges, checkWords, type Problem } from "./checks";
import { regionalOutputs } from "./computed";
import { blocksAt, flagAt, isGiven, numberAt, textAt, textsAt } from "./inputs";
import { metricAlarmType } from "./route53-health-checks";

const actionInputs = ["alarmActions", "okActions", "insufficientDataActions"] as const;

const words: Readonly<Record<string, readonly string[]>> = {
  comparisonOperator: [
    "GreaterThanOrEqualToThreshold",
    "GreaterThanThreshold",
    "GreaterThanUpperThreshold",
    "LessThanLowerOrGreaterThanUpperThreshold",
    "LessThanLowerThreshold",
    "LessThanOrEqualToThreshold",
    "LessThanThreshold",
  ],
  statistic: ["SampleCount", "Average", "Sum", "Minimum", "Maximum"],
  treatMissingData: ["breaching", "notBreaching", "ignore", "missing"],
  evaluateLowSampleCountPercentiles: ["evaluate", "ignore"],
};

/** The provider's own expression for percentiles and trimmed statistics. */
const extendedStatistic =
  /^(?:(?:p|tm|wm|tc|ts)(?:\d{1,2}(?:\.\d{1,2})?|100)|IQM|(?:TM|WM|PR|TC|TS)\((?:\d+(?:\.\d+)?%?)?:(?:\d+(?:\.\d+)?%?)?\))$/;

function isPeriod(seconds: number): boolean {
  return [10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);
}

function checkMetric(inputs: Properties): readonly Problem[] {
  const found: [string, string][] = [];
  const queries = isGiven(inputs, "metricQueries");
  const criteria = isGiven(inputs, "evaluationCriteria");
  const statistics = ["statistic", "extendedStatistic"].filter((name) => isGiven(inputs, name));
  if (isGiven(inputs, "metricName") && statistics.length !== 1) {
    found.push([
      "statistic",
      "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm",
    ]);
  }
  if (queries && isGiven(inputs, "metricName")) {
    found.push(["metricName", '"metric_name": conflicts with metric_query']);
  }
  if (!criteria) {
    for (const name of ["comparisonOperator", "evaluationPeriods"]) {
      if (!isGiven(inputs, name)) found.push([name, "required but missing"]);
    }
  }
  const extended = textAt(inputs, "extendedStatistic");
  if (extended !== undefined && !extendedStatistic.test(extended)) {
    found.push(["extendedStatistic", `invalid statistic, got ${extended}`]);
  }
  const period = numberAt(inputs, "period") ?? 60;
  if (!isPeriod(period))
    found.push(["period", `expected 10, 20, 30 or a multiple of 60, got ${period}`]);
  return found;
}

function checkQueries(inputs: Properties): readonly Problem[] {
  return blocksAt(inputs, "metricQueries").flatMap((query, index) => {
    const kinds = ["expression", "metric"].filter((name) => isGiven(query, name));
    return kinds.length === 1
      ? []
      : [
          [
            `metricQueries[${index}]`,
            "No metric_query may have both `expression` and a `metric` specified, and one it must have",
          ] as const,
        ];
  });
}

function checkRest(inputs: Properties): readonly Problem[] {
  const found = [
    ...checkWords(inputs, words),
    ...checkRanges(inputs, {
      evaluationPeriods: [1, Number.MAX_SAFE_INTEGER],
      datapointsToAlarm: [1, Number.MAX_SAFE_INTEGER],
    }),
  ];
  for (const name of actionInputs) {
    if (textsAt(inputs, name).length > 5) found.push([name, "at most 5 items"]);
    for (const action of textsAt(inputs, name)) {
      if (!action.startsWith("arn:")) found.push([name, `"${action}" is an invalid ARN`]);
    }
  }
  if ((textAt(inputs, "alarmDescription") ?? "").length > 1024) {
    found.push(["alarmDescription", "expected length to be in the range (0 - 1024)"]);
  }
  if (isGiven(inputs, "threshold") && isGiven(inputs, "thresholdMetricId")) {
    found.push(["threshold", '"threshold": conflicts with threshold_metric_id']);
  }
  return found;
}

function invalid(message: string): Refusal {
  return new Refusal("ValidationError", message);
}

function refuseEvaluation(inputs: Properties): void {
  const periods = numberAt(inputs, "evaluationPeriods") ?? 1;
  const points = numberAt(inputs, "datapointsToAlarm") ?? 1;
  if (points > periods) {
    throw invalid("DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
  }
  const period = numberAt(inputs, "period");
  if (period !== undefined) {
    const [span, most] = period < 3600 ? ["a day", 86_400] : ["seven days", 604_800];
    if (periods * period > most) {
      throw invalid(
        `Metrics cannot be checked across more than ${span} (EvaluationPeriods * Period must be <= ${most}).`,
      );
    }
  }
  const isMetric = isGiven(inputs, "metricName");
  for (const name of ["namespace", "period", "threshold"]) {
    const dynamic = name === "threshold" && isGiven(inputs, "thresholdMetricId");
    if (isMetric && !isGiven(inputs, name) && !dynamic) {
      throw invalid(`The parameter ${name} is required with a metric name.`);
    }
  }
}

function refuseQueries(inputs: Properties): void {
  const queries = blocksAt(inputs, "metricQueries");
  if (queries.length === 0) return;
  if (queries.length > 20) throw invalid("The metrics list must have at most 20 elements.");
  if (queries.filter((query) => flagAt(query, "returnData") === true).length !== 1) {
    throw invalid("Exactly one element of the metrics list should return data.");
  }
  const ids = queries.map((query) => textAt(query, "id") ?? "");
  const bad = ids.find((id) => !/^[a-z][a-zA-Z0-9_]*$/.test(id));
  if (bad !== undefined) {
    throw invalid(
      `The value ${bad} for parameter id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
    );
  }
  if (new Set(ids).size < ids.length) throw invalid("The ids in the metrics list must be unique.");
}

/** CloudWatch asks that actions are of its own region; whether the topic exists it does not ask. */
function refuseActions(draft: Draft): void {
  for (const action of actionInputs.flatMap((name) => textsAt(draft.inputs, name))) {
    const parts = parseArn(action);
    if (parts?.service !== "sns" || parts.region === draft.scope) continue;
    throw invalid(`Invalid region ${parts.region} specified. Only ${draft.scope} is supported.`);
  }
}

function refuseAlarm(draft: Draft): void {
  refuseEvaluation(draft.inputs);
  refuseQueries(draft.inputs);
  refuseActions(draft);
}

export const metricAlarm: Model = {
  type: metricAlarmType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/cloudwatch/metric_alarm.go (read 2026-11)",
    "docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (read 2026-11)",
  ],
  name: {
    property: "name",
    maxLength: 255,
    pattern: /^[^\p{Cc}]+$/u,
    autoName: "dash",
    unique: "scope",
    taken: (name) =>
      new StricterThanAws(
        `a second metric alarm "${name}"`,
        "PutMetricAlarm overwrites the first without a word, and two resources then own one alarm",
      ),
  },
  unordered: ["alarmActions", "insufficientDataActions", "metricQueries", "okActions"],
  replaceOn: ["name", "region"],
  defaults: { actionsEnabled: true, treatMissingData: "missing" },
  check: (inputs) => [...checkMetric(inputs), ...checkQueries(inputs), ...checkRest(inputs)],
  id: (draft) => textAt(draft.inputs, "name") ?? "",
  computed: (draft, id) => ({
    ...regionalOutputs(draft),
    arn: regionalArn(draft, "cloudwatch", `alarm:${id}`),
    name: id,
    evaluateLowSampleCountPercentiles:
      textAt(draft.inputs, "evaluateLowSampleCountPercentiles") ?? "",
  }),
  refuseCreate: refuseAlarm,
  refuseUpdate: refuseAlarm,
  seconds: secondsOf(metricAlarmType),
};
