// The processes that the language host has started, so that none outlives it.
const { spawn } = require("node:child_process");
const { setTimeout } = require("node:timers");

const graceMilliseconds = 5000;
const running = new Set();

/**
 * Starts Node.js as a child that ends with this process.
 *
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 */
function startNode(args, options) {
  const child = spawn(process.execPath, args, options);
  running.add(child);
  child.on("close", () => running.delete(child));
  return child;
}

/**
 * Asks a child to end, and kills it if it has not done so within five seconds.
 *
 * @param {import("node:child_process").ChildProcess} child
 */
function end(child) {
  child.kill("SIGINT");
  setTimeout(() => child.kill("SIGKILL"), graceMilliseconds).unref();
}

/**
 * Ends every child: politely with SIGINT, at once with SIGKILL.
 *
 * @param {"SIGINT" | "SIGKILL"} signal
 */
function endAll(signal) {
  for (const child of running) {
    if (signal === "SIGKILL") child.kill(signal);
    else end(child);
  }
}

module.exports = { end, endAll, startNode };
