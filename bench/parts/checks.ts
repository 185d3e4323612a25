/** How long the checks and plans of far larger systems than any stack take, each time in a new process. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import type { Timing } from "../programs/checks";
import { interleaved } from "../statistics";
import { spread, table } from "../table";
import type { Part } from "./part";

const run = promisify(execFile);

export const checks: Part = async ({ root, runs, progress }) => {
  const program = path.join(root, "bench", "programs", "checks.ts");
  const args = ["--require", "tsx/cjs", "--stack-trace-limit=0", program];
  const { once } = await progress.step("Checks and plans", () =>
    interleaved(runs, ["once"], async () => {
      const { stdout } = await run(process.execPath, args, { cwd: root });
      return JSON.parse(stdout) as readonly Timing[];
    }),
  );
  const rows = (once[0] ?? []).map(({ title }, row) => {
    const timings = once.flatMap((all) => all[row] ?? []);
    return [
      title,
      spread(timings.map(({ first }) => first)),
      spread(timings.map(({ next }) => next)),
      spread(timings.map(({ cpu, count }) => (1000 * cpu) / count)),
    ];
  });
  const head = [
    "checks and plans",
    "the first time, ms",
    "the next, ms",
    "CPU for each service or problem, microseconds",
  ];
  return table(head, rows);
};
