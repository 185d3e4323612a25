import {
  evaluate,
  rangeOf,
  ruleOf,
  statesOver,
  steadyState,
  type AlarmRule,
  type AlarmState,
  type Datapoint,
} from "../../../../rehearsal/world/alarms";
import type { Properties } from "../../../../rehearsal/world/model";

const rule: AlarmRule = {
  comparison: "GreaterThanThreshold",
  threshold: 10,
  periods: 3,
  datapoints: 3,
  missingData: "missing",
};

/** AWS's own notation: `X` breaches, `0` does not, `-` is missing. */
const range = (drawn: string): Datapoint[] =>
  drawn.split(" ").map((mark) => (mark === "-" ? null : mark === "X" ? 11 : 10));

/** The states for missing, ignore, breaching and notBreaching; `=` where the state so far stays. */
function judged(drawn: string, about: Partial<AlarmRule>): string {
  const words: Record<AlarmState, string> = { OK: "OK", ALARM: "ALARM", INSUFFICIENT_DATA: "none" };
  const treatments = ["missing", "ignore", "breaching", "notBreaching"] as const;
  return treatments
    .map((missingData) => {
      const all = (["OK", "ALARM", "INSUFFICIENT_DATA"] as const).map((before) =>
        evaluate({ ...rule, ...about, missingData }, range(drawn), before),
      );
      const [first = "OK", ...others] = all;
      return others.every((one) => one === first) ? words[first] : "=";
    })
    .join(" ");
}

describe("an alarm", () => {
  it.each([
    ["0 - X - X", "OK OK OK OK"],
    ["- - - - 0", "OK OK OK OK"],
    ["- - - - -", "none = ALARM OK"],
    ["0 X X - X", "ALARM ALARM ALARM ALARM"],
    ["- - X - -", "ALARM = ALARM OK"],
    ["0 0 X X X", "ALARM ALARM ALARM ALARM"],
    ["X X X X 0", "OK OK OK OK"],
  ])("of three data points in a row finds of %s: %s", (drawn, states) => {
    expect(judged(drawn, {})).toBe(states);
  });

  it.each([
    ["0 - X - X", "ALARM ALARM ALARM ALARM"],
    ["0 0 X 0 X", "ALARM ALARM ALARM ALARM"],
    ["0 - X - -", "OK OK ALARM OK"],
    ["- - - - 0", "OK OK ALARM OK"],
    ["- - - X -", "ALARM = ALARM OK"],
    ["- - - - X", "= = ALARM OK"],
  ])("of two data points out of three finds of %s: %s", (drawn, states) => {
    expect(judged(drawn, { datapoints: 2 })).toBe(states);
  });

  it.each([
    ["GreaterThanThreshold", "OK OK ALARM"],
    ["GreaterThanOrEqualToThreshold", "OK ALARM ALARM"],
    ["LessThanThreshold", "ALARM OK OK"],
    ["LessThanOrEqualToThreshold", "ALARM ALARM OK"],
  ] as const)("compares by %s", (comparison, states) => {
    const found = [9, 10, 11].map((value) => steadyState({ ...rule, comparison }, value));
    expect(found.join(" ")).toBe(states);
  });

  it("goes off when enough data points breach, and back when one does not", () => {
    const states = statesOver(rule, 1, [11, 11, 11, 11, 1, 11]);
    expect(states).toEqual(["OK", "OK", "ALARM", "ALARM", "OK", "OK"]);
  });

  it("goes off late for what is missing, because older data points are looked at first", () => {
    const silent: AlarmRule = { ...rule, missingData: "breaching" };
    expect(rangeOf(silent)).toBe(5);
    const states = statesOver(silent, 1, range("- - - - - -"));
    expect(states).toEqual(["OK", "OK", "OK", "OK", "ALARM", "ALARM"]);
  });

  it("is kept as it was where missing data is ignored", () => {
    const kept: AlarmRule = { ...rule, missingData: "ignore" };
    expect(new Set(statesOver(kept, 11, range("- - - - - -")))).toEqual(new Set(["ALARM"]));
    expect(new Set(statesOver(kept, 1, range("- - - - - -")))).toEqual(new Set(["OK"]));
  });
});

describe("the rule of an alarm", () => {
  const found = (outputs: Properties): AlarmRule | undefined =>
    ruleOf({ type: "t", id: "i", scope: "eu-west-1", inputs: {}, order: 1, outputs });
  const outputs = {
    comparisonOperator: "LessThanThreshold",
    threshold: 0,
    evaluationPeriods: 5,
    namespace: "AWS/ApplicationELB",
  };

  it("is read with CloudWatch's defaults", () => {
    expect(found(outputs)).toEqual({
      ...{ comparison: "LessThanThreshold", threshold: 0, periods: 5, datapoints: 5 },
      missingData: "missing",
    });
    expect(
      found({ ...outputs, datapointsToAlarm: 2, treatMissingData: "breaching" }),
    ).toMatchObject({ datapoints: 2, missingData: "breaching" });
  });

  it("ignores missing data of tables, whatever it says", () => {
    const table = { ...outputs, namespace: "AWS/DynamoDB", treatMissingData: "breaching" };
    expect(found(table)?.missingData).toBe("ignore");
  });

  it("is not known of metric math and of anomaly bands", () => {
    expect(found({ ...outputs, metricQueries: [{ id: "m" }] })).toBeUndefined();
    expect(found({ ...outputs, comparisonOperator: "GreaterThanUpperThreshold" })).toBeUndefined();
    expect(found({ comparisonOperator: "LessThanThreshold" })).toBeUndefined();
  });
});
