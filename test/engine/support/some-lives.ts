/**
 * `some-lives.ts SEED NUMBER...`: lives generated lives of a seed in a process of their own, and writes a line of JSON
 * for each: `{"number": N}`, with `"failure"` where it broke a promise.
 */
import { liveOne, thoroughShrinks } from "./fuzzing";

async function main(seed: number, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    const failure = await liveOne(seed, number, thoroughShrinks).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
    console.log(JSON.stringify({ number, failure }));
  }
}

const [seed = 0, ...numbers] = process.argv.slice(2).map(Number);
void main(seed, numbers).then(() => process.exit(0));
