/**
 * The stand-ins' process: `main.ts --world URL`. Its first line on standard output is `{"port":N}`; it ends when its
 * standard input ends.
 */
import { parseArgs } from "node:util";
import { serveStandIns } from "./server";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { world: { type: "string" } } });
  if (values.world === undefined) throw new Error("usage: main.ts --world URL");
  const { port } = await serveStandIns(values.world);
  process.stdout.write(`${JSON.stringify({ port })}\n`);
  process.stdin.resume();
  process.stdin.on("end", () => {
    process.exit(0);
  });
}

void main();
