/**
 * Label selectors: whether they are well-formed, and what they match.
 * Source: kubernetes/apimachinery pkg/apis/meta/v1/validation/validation.go and helpers.go (read 2026-11).
 */
import type { Properties, Value } from "../../world/model";
import { forbidden, invalidValue, required, type FieldError } from "./field-errors";
import { labelErrors } from "./metadata";
import { labelKey, labelText } from "./names";
import { isGiven, listAt, mapAt, textAt, textsAt } from "./values";

type Labels = Readonly<Record<string, string>>;

const setOperators = ["In", "NotIn"];
const presenceOperators = ["Exists", "DoesNotExist"];

/** Everything that is wrong with a selector's form. */
export function selectorErrors(path: string, selector: Value | undefined): FieldError[] {
  return [
    ...labelErrors(`${path}.matchLabels`, mapAt(selector, "matchLabels")),
    ...listAt(selector, "matchExpressions").flatMap((expression, index) =>
      requirementErrors(`${path}.matchExpressions[${index}]`, expression),
    ),
  ];
}

function requirementErrors(path: string, expression: Value): FieldError[] {
  const operator = textAt(expression, "operator");
  const key = textAt(expression, "key");
  const values = textsAt(expression, "values");
  const errors: FieldError[] = [];
  if (operator !== undefined) {
    const [isSet, isPresence] = [setOperators, presenceOperators].map((list) =>
      list.includes(operator),
    );
    if (isSet === true && !isGiven(expression, "values", 0))
      errors.push(
        required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'"),
      );
    if (isPresence === true && values.length > 0)
      errors.push(
        forbidden(
          `${path}.values`,
          "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        ),
      );
    if (isSet === false && isPresence === false)
      errors.push(invalidValue(`${path}.operator`, operator, "not a valid selector operator"));
  }
  if (key !== undefined)
    errors.push(...labelKey(key).map((error) => invalidValue(`${path}.key`, key, error)));
  return [
    ...errors,
    ...values.flatMap((value, index) =>
      labelText(value).map((error) => invalidValue(`${path}.values[${index}]`, value, error)),
    ),
  ];
}

/** True where a selector has no condition: it then matches everything. */
export function isEmptySelector(selector: Value | undefined): boolean {
  return (
    Object.keys(mapAt(selector, "matchLabels")).length === 0 &&
    listAt(selector, "matchExpressions").length === 0
  );
}

function meets(expression: Value, labels: Labels): boolean {
  const key = textAt(expression, "key") ?? "";
  const value = labels[key];
  const values = textsAt(expression, "values");
  switch (textAt(expression, "operator")) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return true;
  }
}

/** Whether a selector (`matchLabels` and `matchExpressions`) matches a set of labels. */
export function selects(selector: Properties, labels: Labels): boolean {
  return (
    includes(labels, mapAt(selector, "matchLabels")) &&
    listAt(selector, "matchExpressions").every((expression) => meets(expression, labels))
  );
}

/** Whether labels hold every pair of a plain map: how a Service selects. */
export function includes(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}
