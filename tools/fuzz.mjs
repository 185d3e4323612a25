// npm run fuzz [-- --cases N] [--seed S]: lives generated lives of generated systems on the real engine, in one
// process more than there are processors. What was lived is kept, so that an interrupted run goes on.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { run } from "./commands.mjs";
import { installDependencies } from "./dependencies.mjs";
import { readyEngine } from "./engine/ready.mjs";
import { entry, root } from "./entry.mjs";
import { advance, begin, casesOfLife, haveMetEnough, numbersLeft, readRun } from "./fuzz/run.mjs";
import { createProgress } from "./progress.mjs";

const folder = path.join(root, ".archipelago", "fuzz");
const file = {
  run: path.join(folder, "run.json"),
  lives: path.join("test", "engine", "support", "some-lives.ts"),
};

/** As many as one process lives at most: what the program imports is loaded once for all of them. */
const mostAtOnce = 10;
/** Two lives leave a quarter of two processors idle: each waits for its engine and its engine for it. */
const processes = os.availableParallelism() + 1;

/**
 * Lives those lives in a process of their own. Throws an Error where that process ends without having told of all.
 *
 * @param {number} seed
 * @param {readonly number[]} numbers
 * @param {(life: { number: number; mishaps?: import("./fuzz/run.mjs").Mishaps; failure?: string }) => void} onLived
 */
async function live(seed, numbers, onLived) {
  const told = new Set();
  const onLine = (line) => {
    if (!line.startsWith('{"number":')) return;
    const life = JSON.parse(line);
    told.add(life.number);
    onLived(life);
  };
  const args = ["--require", "tsx/cjs", file.lives, String(seed), ...numbers.map(String)];
  const { stderr } = await run(process.execPath, args, { cwd: root, onLine });
  const untold = numbers.filter((number) => !told.has(number));
  if (untold.length > 0) throw new Error(`Lives ${untold.join(", ")} have no end:\n${stderr}`);
}

await entry(async () => {
  const { values } = parseArgs({
    options: { cases: { type: "string" }, seed: { type: "string" } },
  });
  const progress = createProgress();
  await installDependencies({ root, progress });
  await readyEngine({ progress });
  fs.mkdirSync(folder, { recursive: true });
  let state = begin(readRun(file.run), values, Date.now());
  const left = numbersLeft(state);
  progress.note(`Seed ${state.seed}: ${left.length} of ${state.lives} lives are left`);
  await progress.step("Lives", async (report) => {
    const onLived = ({ number, mishaps, failure }) => {
      if (failure !== undefined) {
        const told = path.join(folder, `${state.seed}-${number}.log`);
        fs.writeFileSync(told, failure);
        progress.note(`Life ${number} broke a promise: ${told}`);
      }
      state = advance(state, number, mishaps);
      fs.writeFileSync(`${file.run}.new`, JSON.stringify(state));
      fs.renameSync(`${file.run}.new`, file.run);
      report(`${state.lived.length} of ${state.lives}, ${state.broken.length} broken`);
    };
    const worker = async () => {
      while (left.length > 0) {
        const atOnce = Math.min(mostAtOnce, Math.ceil(left.length / processes));
        await live(state.seed, left.splice(0, atOnce), onLived);
      }
    };
    await Promise.all(Array.from({ length: processes }, worker));
  });
  const passed = state.lived.length - state.broken.length;
  const { planned, met } = state.mishaps;
  console.log(
    `seed ${state.seed}: ${state.lived.length * casesOfLife} cases in ${state.lived.length} lives: ` +
      `${passed} passed, ${state.broken.length} failed; ${met} of ${planned} mishaps kept a run from its end`,
  );
  if (!haveMetEnough(state.mishaps)) {
    console.error("Too few mishaps kept a run from its end for the lives to say something");
    return 1;
  }
  return state.broken.length === 0 ? 0 : 1;
});
