/** Tables as the documentation holds them. */
import { type Spread, spreadOf } from "./statistics";

/** A number with as many digits as a reader needs: three that count. */
export function figure(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 100) return value.toFixed(0);
  if (magnitude >= 10) return value.toFixed(1);
  return value.toFixed(2);
}

/** The median with what it lies between: `4.20 (4.10 to 4.50)`. */
export function spread(values: readonly number[]): string {
  const { min, median, max }: Spread = spreadOf(values);
  return values.length === 1
    ? figure(median)
    : `${figure(median)} (${figure(min)} to ${figure(max)})`;
}

/** A table in Markdown, its columns as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[], fill: string): string =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width, fill)).join(" | ")} |`;
  return [line(head, " "), line([], "-"), ...rows.map((row) => line(row, " "))].join("\n");
}
