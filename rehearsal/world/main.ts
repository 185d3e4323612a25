/**
 * The world's process: `main.ts --directory DIR [--registry MODULE]`; the module exports a `registry`, and is the
 * one of every model where none is named. Its first line on standard output is `{"port":N}`; it ends
 * when its standard input ends, so that it never outlives who started it.
 */
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import type { Registry } from "./registry";
import { serveWorld } from "./server";
import { World } from "./world";

const load = createRequire(__filename);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { directory: { type: "string" }, registry: { type: "string" } },
  });
  if (values.directory === undefined) throw new Error("usage: main.ts --directory DIR");
  const { registry } = load(values.registry ?? "./production") as { registry: Registry };
  const world = new World({ directory: values.directory, registry });
  const server = await serveWorld(world, end);
  process.stdout.write(`${JSON.stringify({ port: server.port })}\n`);
  process.stdin.resume();
  process.stdin.on("end", end);

  function end(): void {
    process.exit(0);
  }
}

void main();
