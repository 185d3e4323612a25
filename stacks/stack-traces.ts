/**
 * Stack traces on demand. The program runs with `--stack-trace-limit=0`, because Pulumi's SDK captures a
 * trace for every property it transfers and that doubles the time of every preview. Whoever debugs a
 * program sets ARCHIPELAGO_STACK_TRACES=1 and gets them back.
 */
const wanted = process.env["ARCHIPELAGO_STACK_TRACES"] === "1";
const frames = 50;

if (wanted) Error.stackTraceLimit = frames;
else {
  process.on("uncaughtExceptionMonitor", (error) => {
    // A RunError is a refusal in plain words: there is nothing to trace.
    if (error.name === "RunError" || "__pulumiRunError" in error) return;
    console.error("Set ARCHIPELAGO_STACK_TRACES=1 and run again to see where this comes from.");
  });
}
