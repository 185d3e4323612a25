/**
 * Dashboards. Facts: hashicorp/terraform-provider-aws internal/service/cloudwatch/dashboard.go (schema, ForceNew),
 * docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html and
 * CloudWatch-Dashboard-Body-Structure.html (read 2026-11).
 */
import {
  Refusal,
  StricterThanAws,
  type Draft,
  type Model,
  type Properties,
  type Value,
} from "../../world/model";
import { secondsOf } from "../durations";
import { globalArn } from "./arn";
import { parsedJson } from "./computed";
import { blockAt, isGiven, numberAt, textAt } from "./inputs";

export const dashboardType = "aws:cloudwatch/dashboard:Dashboard";

const widgetTypes: readonly string[] = ["metric", "text", "log", "alarm", "explorer", "custom"];

/** [property, lowest, highest]: the grid is 24 wide. */
const ranges: readonly (readonly [name: string, low: number, high: number])[] = [
  ["x", 0, 23],
  ["y", 0, Number.MAX_SAFE_INTEGER],
  ["width", 1, 24],
  ["height", 1, 1000],
];

/** What every widget of a type must say of itself. */
const needed: Readonly<Record<string, readonly string[]>> = {
  metric: ["region"],
  log: ["region", "query"],
  text: ["markdown"],
  alarm: ["alarms"],
};

function widgetProblems(widget: Value, index: number): readonly string[] {
  const at = `/widgets/${index}`;
  if (typeof widget !== "object" || widget === null || Array.isArray(widget)) {
    return [`${at} should be object`];
  }
  const block = widget as Properties;
  const problems: string[] = [];
  const type = textAt(block, "type");
  if (type === undefined || !widgetTypes.includes(type)) {
    problems.push(`${at}/type should match one of the supported widget types`);
  }
  for (const [name, low, high] of ranges) {
    const value = numberAt(block, name) ?? low;
    if (value < low || value > high)
      problems.push(`${at}/${name} should be between ${low} and ${high}`);
  }
  const properties = blockAt(block, "properties");
  if (!properties) return [...problems, `${at} should have required property 'properties'`];
  for (const name of needed[type ?? ""] ?? []) {
    if (isGiven(properties, name)) continue;
    problems.push(`${at}/properties should have required property '${name}'`);
  }
  return problems;
}

function bodyProblems(body: string): readonly string[] {
  const parsed = parsedJson(body);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    return ["the body is no JSON object"];
  }
  const { widgets } = parsed as Properties;
  if (!Array.isArray(widgets)) return ["should have required property 'widgets'"];
  const list = widgets as readonly Value[];
  if (list.length > 500) return ["/widgets should NOT have more than 500 items"];
  return list.flatMap(widgetProblems);
}

function refuseBody(draft: Draft): void {
  const body = textAt(draft.inputs, "dashboardBody");
  if (body === undefined) return;
  const problems = bodyProblems(body);
  if (problems.length === 0) return;
  throw new Refusal(
    "InvalidParameterInput",
    `The dashboard body is invalid, there are ${problems.length} validation errors: ${problems.join("; ")}`,
  );
}

export const dashboard: Model = {
  type: dashboardType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/cloudwatch/dashboard.go (read 2026-11)",
    "docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html (read 2026-11)",
  ],
  name: {
    property: "dashboardName",
    maxLength: 255,
    pattern: /^[A-Za-z0-9_-]+$/,
    autoName: "none",
    // One list of dashboards for the account, whatever region was called.
    unique: "account",
    taken: (name) =>
      new StricterThanAws(
        `a second dashboard "${name}"`,
        "PutDashboard overwrites the first without a word, and two resources then own one dashboard",
      ),
    malformed: (name) =>
      new Refusal(
        "InvalidParameterValue",
        `The value ${name} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_), at most 255.`,
      ),
  },
  replaceOn: ["dashboardName", "region"],
  check: (inputs) => {
    const body = textAt(inputs, "dashboardBody");
    const bad = body !== undefined && parsedJson(body) === undefined;
    return bad ? [["dashboardBody", '"dashboard_body" contains an invalid JSON']] : [];
  },
  id: (draft) => textAt(draft.inputs, "dashboardName") ?? "",
  computed: (draft, id) => ({
    region: draft.scope,
    dashboardArn: globalArn(draft, "cloudwatch", `dashboard/${id}`),
  }),
  refuseCreate: refuseBody,
  refuseUpdate: refuseBody,
  seconds: secondsOf(dashboardType),
};
