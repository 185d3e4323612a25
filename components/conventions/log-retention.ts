/** How long CloudWatch keeps logs: it takes no number but those of its list. Pure. */
import type { Problem } from "./problems";

/**
 * The retentions that CloudWatch Logs knows, in days, without 0 (for ever), which nobody should get unasked.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html read 2026-11
 */
export const logRetentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
] as const;

/** What is wrong with a retention in days: that CloudWatch does not know it. */
export function checkLogRetention(path: string, days: number): Problem[] {
  if (logRetentions.some((known) => known === days)) return [];
  const longer = logRetentions.find((known) => known > days);
  const mend =
    longer === undefined
      ? `Write ${logRetentions.at(-1) ?? ""}, the longest.`
      : `Write ${longer}, the next longer one.`;
  return [{ path, value: days, allowed: `one of ${logRetentions.join(", ")} days`, mend }];
}
