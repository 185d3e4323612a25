/** What all parts of the bench have in common. */
import type { Context } from "../../rehearsal/cli/context";

/** Measures something and answers its table in Markdown. */
export type Part = (setting: PartSetting) => Promise<string>;

export interface PartSetting extends Context {
  readonly runs: number;
}
