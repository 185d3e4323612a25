/**
 * Stack traces on demand. The program runs with `--stack-trace-limit=0`, because Pulumi's SDK captures a
 * trace for every property it transfers and that doubles the time of every preview. Whoever debugs a
 * program sets ARCHIPELAGO_STACK_TRACES=1 and gets them back.
 */
const wanted = process.env["ARCHIPELAGO_STACK_TRACES"] === "1";
const frames = 50;

if (wanted) Error.stackTraceLimit = frames;

process.on("uncaughtExceptionMonitor", tell);
// Pulumi listens for rejections, which then are no exceptions; where nobody else listens, they are.
process.prependListener("unhandledRejection", (reason) => {
  if (process.listenerCount("unhandledRejection") === 1) throw reason as Error;
  tell(reason);
});

function tell(error: unknown): void {
  if (!(error instanceof Error)) return;
  error.stack = inspectable(error.stack);
  const isRefusal = error.name === "RunError" || "__pulumiRunError" in error;
  // Pulumi hides the trace of a refusal, as it is one in plain words.
  if (wanted && isRefusal) console.error(error.stack);
  if (wanted || isRefusal) return;
  console.error("Set ARCHIPELAGO_STACK_TRACES=1 and run again to see where this comes from.");
}

/**
 * The same trace, which Node.js can colour: Pulumi's own source maps lead to `node_modules/@pulumi/resource.ts`, and on a
 * file right below a scope `util.inspect` of Node.js 20 runs in circles, for a quarter of a minute, until its text is
 * too long for a string (`markNodeModules` in lib/internal/util/inspect.js, read 2026-11).
 */
function inspectable(trace: string | undefined): string | undefined {
  return trace?.replaceAll(/(node_modules\/@[^/\n]+\/)(?=[^/\n]+$)/gm, "$1./");
}
