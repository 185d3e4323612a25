// npm test [-- --only=format,lint,types,jest,mocha]: all checks, each to its end, then one line with the count.
// npm run test:all does everything of which npm test takes a sample. Failures are told as they come, since a long
// run may be stopped before its end.
import { parseArgs } from "node:util";
import { countCases } from "./cases.mjs";
import { checks, describeFailures } from "./checks.mjs";
import { installDependencies } from "./dependencies.mjs";
import { readyEngine } from "./engine/ready.mjs";
import { entry, root } from "./entry.mjs";
import { largestSeed } from "./fuzz/run.mjs";
import { createProgress } from "./progress.mjs";

/** @param {string} [list] names with commas between them; all checks where it is left out */
function chosen(list) {
  const only = list?.split(",");
  const unknown = (only ?? []).filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    const names = checks.map(({ name }) => name).join(", ");
    throw new Error(`There is no check "${unknown.join('", "')}"; there are ${names}`);
  }
  return checks.filter(({ name }) => only?.includes(name) ?? true);
}

/** What uses one processor runs together. @param {import("./checks.mjs").Check} check */
const together = ({ usesAllProcessors }) => !usesAllProcessors;

/** @param {import("./checks.mjs").Check} check */
const alone = ({ usesAllProcessors }) => usesAllProcessors;

await entry(async () => {
  const { values } = parseArgs({
    options: { only: { type: "string" }, all: { type: "boolean" } },
  });
  const list = chosen(values.only);
  if (values.all) process.env.ARCHIPELAGO_ALL = "1";
  const progress = createProgress();
  await installDependencies({ root, progress });
  if (list.some(({ needsEngine }) => needsEngine)) await readyEngine({ progress });
  const seed = (process.env.ARCHIPELAGO_SEED ??= String(Date.now() % largestSeed));
  progress.note(`Samples are drawn from ARCHIPELAGO_SEED=${seed}`);
  /** @param {string} part @param {import("./checks.mjs").Result} result */
  const ended = (part, { passed, failures }) => {
    progress.note(`${part}: ${passed} passed, ${failures.length} failed`);
    for (const line of describeFailures(failures)) progress.note(line);
  };
  const cases = countCases();
  let passed = 0;
  const failed = [];
  for (const group of [list.filter(together), ...list.filter(alone).map((check) => [check])]) {
    if (group.length === 0) continue;
    const title = group.map((check) => check.title).join(", ");
    const results = await progress.step(title, (report) =>
      Promise.all(group.map((check) => check.run(root, { report, ended }))),
    );
    for (const result of results) {
      passed += result.passed;
      failed.push(...result.failures);
    }
  }
  for (const line of cases.told()) console.log(line);
  for (const { name } of failed) console.log(`FAILED ${name}`);
  console.log(`${passed} passed, ${failed.length} failed (ARCHIPELAGO_SEED=${seed})`);
  return failed.length === 0 ? 0 : 1;
});
