/**
 * `some-lives.ts SEED NUMBER...`: lives generated lives of a seed in a process of their own, and writes a line of JSON
 * for each: `{"number": N, "mishaps": {"planned": N, "met": N}}`, or `"failure"` where it broke a promise.
 */
import { liveOne, thoroughShrinks } from "./fuzzing";

async function main(seed: number, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    const told = await liveOne(seed, number, thoroughShrinks).then(
      (mishaps) => ({ mishaps }),
      (error: unknown) => ({
        failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
    console.log(JSON.stringify({ number, ...told }));
  }
}

const [seed = 0, ...numbers] = process.argv.slice(2).map(Number);
void main(seed, numbers).then(() => process.exit(0));
