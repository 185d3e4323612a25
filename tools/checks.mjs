// The checks of `npm test`: how each is run, and how its cases are counted.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { run } from "./commands.mjs";
import { duration } from "./progress.mjs";

const shownLines = 60;
const longest = [
  "kills.test.ts",
  "sweep.test.ts",
  "lifecycle.test.ts",
  "production.test.ts",
  "stacks.test.ts",
  "stack-mishaps.test.ts",
  "faults.test.ts",
  "growth.test.ts",
  "interruption.test.ts",
  "recovery.test.ts",
];

/**
 * @typedef {object} Failure
 * @property {string} name of the case
 * @property {string} text why
 *
 * @typedef {object} Result
 * @property {number} passed
 * @property {Failure[]} failures
 *
 * @typedef {object} Watch how a check tells what it does while it lasts
 * @property {import("./progress.mjs").Report} report
 * @property {(part: string, result: Result) => void} ended tells of a part that has ended, a file of tests for one
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {string} title
 * @property {boolean} [needsEngine]
 * @property {boolean} [usesAllProcessors]
 * @property {(root: string, watch: Watch) => Promise<Result>} run
 */

/**
 * @param {string} root
 * @param {string} name
 */
const program = (root, name) => path.join(root, "node_modules", ".bin", name);

/**
 * A script of package.json that counts as one case.
 *
 * @param {string} name
 * @param {string} title
 * @param {readonly string[]} script
 * @returns {Check}
 */
function single(name, title, script) {
  return {
    name,
    title,
    run: async (root, { ended }) => {
      const outcome = await run("npm", ["run", "--silent", ...script], { cwd: root });
      const text = `${outcome.stdout}\n${outcome.stderr}`.trim();
      const result = outcome.ok
        ? { passed: 1, failures: [] }
        : { passed: 0, failures: [{ name: title, text }] };
      ended(title, result);
      return result;
    },
  };
}

/**
 * Reads what `jest --json` writes. A file that cannot even be loaded is one failed case.
 *
 * @param {string} text
 * @returns {Result}
 */
export function readJest(text) {
  const { testResults, numPassedTests } = JSON.parse(text);
  const failures = testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0 && file.status === "failed")
      return [{ name: file.name, text: file.message }];
    return failed.map(({ fullName, failureMessages }) => ({
      name: fullName,
      text: failureMessages.join("\n"),
    }));
  });
  return { passed: numPassedTests, failures };
}

/**
 * @param {string} root
 * @param {Watch} watch
 */
async function runJest(root, { report, ended }) {
  const output = path.join(
    fs.mkdtempSync(path.join(os.tmpdir(), "archipelago-jest-")),
    "results.json",
  );
  let files = 0;
  const onLine = (line) => {
    if (/^(PASS|FAIL) /.test(line)) report(`${++files} files`);
  };
  try {
    const outcome = await run(program(root, "jest"), ["--ci", "--json", `--outputFile=${output}`], {
      cwd: root,
      onLine,
    });
    const result = fs.existsSync(output)
      ? readJest(fs.readFileSync(output, "utf8"))
      : crashed("jest", outcome);
    ended("Unit tests", result);
    return result;
  } finally {
    fs.rmSync(path.dirname(output), { recursive: true, force: true });
  }
}

/** Reads the lines of mocha's json-stream reporter. A run that breaks off is one failed case more. */
export function mochaReader() {
  let passed = 0;
  let ended = false;
  /** @type {Failure[]} */
  const failures = [];
  /** @param {string} line */
  const read = (line) => {
    const event = parseEvent(line);
    if (event === undefined) return;
    const [kind, data] = event;
    if (kind === "pass") passed += 1;
    if (kind === "fail") failures.push({ name: data.fullTitle, text: data.stack ?? data.err });
    if (kind === "end") ended = true;
  };
  return { read, result: () => ({ passed, failures, ended }) };
}

/** @param {string} line */
function parseEvent(line) {
  if (!line.startsWith('["')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * Runs the files of engine tests side by side, as many as there are processors: most of a run waits for the engine,
 * which uses one.
 *
 * @param {string} root
 * @param {Watch} watch
 */
async function runMocha(root, { report, ended }) {
  const waiting = engineTests(root);
  const all = waiting.length;
  /** @type {Result[]} */
  const results = [];
  const worker = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const began = performance.now();
      const result = await runMochaFile(root, file);
      ended(`${file}, ${duration((performance.now() - began) / 1000)}`, result);
      results.push(result);
      report(`${results.length} of ${all} files`);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failures: results.flatMap(({ failures }) => failures),
  };
}

/**
 * The files of engine tests, those that take longest first, so that none is left to run alone at the end.
 *
 * @param {string} root
 */
function engineTests(root) {
  const folder = path.join("test", "engine");
  const files = fs.readdirSync(path.join(root, folder)).filter((file) => file.endsWith(".test.ts"));
  const rank = (file) => (longest.includes(file) ? longest.indexOf(file) : longest.length);
  return files.sort((a, b) => rank(a) - rank(b)).map((file) => path.join(folder, file));
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {Promise<Result>}
 */
async function runMochaFile(root, file) {
  const reader = mochaReader();
  const args = ["--reporter", "json-stream", file];
  const outcome = await run(program(root, "mocha"), args, { cwd: root, onLine: reader.read });
  const { passed, failures, ended } = reader.result();
  if (ended) return { passed, failures };
  return { passed, failures: [...failures, ...crashed(`mocha ${file}`, outcome).failures] };
}

/**
 * @param {string} name
 * @param {import("./commands.mjs").Outcome} outcome
 * @returns {Result}
 */
function crashed(name, outcome) {
  const text = `${outcome.stdout}\n${outcome.stderr}`.trim();
  return {
    passed: 0,
    failures: [{ name: `${name} broke off (${outcome.failure ?? "no result"})`, text }],
  };
}

/** @type {readonly Check[]} */
export const checks = [
  single("format", "Format", ["format:check", "--", "--cache"]),
  single("lint", "Lint", ["lint"]),
  single("types", "Types", ["types"]),
  { name: "jest", title: "Unit tests", usesAllProcessors: true, run: runJest },
  {
    name: "mocha",
    title: "Tests on the engine",
    needsEngine: true,
    usesAllProcessors: true,
    run: runMocha,
  },
];

/**
 * Failures as a user reads them: the name, then the first lines of why and the last, where a test on the engine tells
 * the state.
 *
 * @param {readonly Failure[]} failures
 */
export function describeFailures(failures) {
  return failures.flatMap(({ name, text }) => {
    const lines = text.split("\n");
    const more = lines.length - shownLines;
    const shown =
      more > 0
        ? [...lines.slice(0, shownLines - 1), `(${more} more lines)`, ...lines.slice(-1)]
        : lines;
    return [`FAILED ${name}`, ...shown.map((line) => `    ${line}`)];
  });
}
