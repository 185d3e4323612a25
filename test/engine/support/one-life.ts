/** `one-life.ts SEED NUMBER`: lives one generated life in a process of its own; exit code 1 where it broke a promise. */
import { liveOne, thoroughShrinks } from "./fuzzing";

const [seed, number] = process.argv.slice(2).map(Number);

async function main(): Promise<void> {
  if (seed === undefined || number === undefined) throw new Error("usage: one-life.ts SEED NUMBER");
  await liveOne(seed, number, thoroughShrinks);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
