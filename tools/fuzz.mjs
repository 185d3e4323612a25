// npm run fuzz [-- --cases N] [--seed S]: lives generated lives of generated systems on the real engine, one in a
// process, as many at a time as there are processors. What was lived is kept, so that an interrupted run goes on.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { run } from "./commands.mjs";
import { installDependencies } from "./dependencies.mjs";
import { readyEngine } from "./engine/ready.mjs";
import { entry, root } from "./entry.mjs";
import { advance, begin, numbersLeft, readRun } from "./fuzz/run.mjs";
import { createProgress } from "./progress.mjs";

const folder = path.join(root, ".archipelago", "fuzz");
const file = path.join(folder, "run.json");
const life = path.join("test", "engine", "support", "one-life.ts");

/** Lives the life of that number. Answers where its failure is told, or undefined. */
async function live(seed, number) {
  const args = ["--require", "tsx/cjs", life, String(seed), String(number)];
  const { ok, stdout, stderr } = await run(process.execPath, args, { cwd: root });
  if (ok) return undefined;
  const told = path.join(folder, `${seed}-${number}.log`);
  fs.writeFileSync(told, `${stdout}${stderr}`);
  return told;
}

await entry(async () => {
  const { values } = parseArgs({
    options: { cases: { type: "string" }, seed: { type: "string" } },
  });
  const progress = createProgress();
  await installDependencies({ root, progress });
  await readyEngine({ progress });
  fs.mkdirSync(folder, { recursive: true });
  let state = begin(readRun(file), values, Date.now());
  const left = numbersLeft(state);
  const total = left.length;
  progress.note(`Seed ${state.seed}: ${total} of ${state.cases} lives are left`);
  await progress.step("Lives", async (report) => {
    const worker = async () => {
      for (let number = left.shift(); number !== undefined; number = left.shift()) {
        const failure = await live(state.seed, number);
        if (failure !== undefined) progress.note(`Life ${number} broke a promise: ${failure}`);
        state = advance(state, number, failure);
        fs.writeFileSync(`${file}.new`, JSON.stringify(state));
        fs.renameSync(`${file}.new`, file);
        report(`${state.lived.length} of ${state.cases}, ${state.failures.length} broken`);
      }
    };
    await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
  });
  console.log(
    `seed ${state.seed}: ${state.lived.length - state.failures.length} passed, ${state.failures.length} failed`,
  );
  return state.failures.length === 0 ? 0 : 1;
});
