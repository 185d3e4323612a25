// The checks of `npm test`: how each is run, and how its cases are counted.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { run } from "./commands.mjs";

const shownLines = 60;
const engineTests = "test/engine/**/*.test.ts";

/**
 * @typedef {object} Failure
 * @property {string} name of the case
 * @property {string} text why
 *
 * @typedef {object} Result
 * @property {number} passed
 * @property {Failure[]} failures
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {string} title
 * @property {boolean} [needsEngine]
 * @property {(root: string, report: import("./progress.mjs").Report) => Promise<Result>} run
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
    run: async (root) => {
      const outcome = await run("npm", ["run", "--silent", ...script], { cwd: root });
      if (outcome.ok) return { passed: 1, failures: [] };
      return {
        passed: 0,
        failures: [{ name: title, text: `${outcome.stdout}\n${outcome.stderr}`.trim() }],
      };
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
 * @param {import("./progress.mjs").Report} report
 */
async function runJest(root, report) {
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
    if (fs.existsSync(output)) return readJest(fs.readFileSync(output, "utf8"));
    return crashed("jest", outcome);
  } finally {
    fs.rmSync(path.dirname(output), { recursive: true, force: true });
  }
}

/**
 * Reads the lines of mocha's json-stream reporter. A run that breaks off is one failed case more.
 *
 * @param {(total: number, done: number) => void} [onCase]
 */
export function mochaReader(onCase = () => {}) {
  let total = 0;
  let passed = 0;
  let ended = false;
  /** @type {Failure[]} */
  const failures = [];
  /** @param {string} line */
  const read = (line) => {
    const event = parseEvent(line);
    if (event === undefined) return;
    const [kind, data] = event;
    if (kind === "start") total = data.total;
    if (kind === "pass") passed += 1;
    if (kind === "fail") failures.push({ name: data.fullTitle, text: data.stack ?? data.err });
    if (kind === "end") ended = true;
    if (kind === "pass" || kind === "fail") onCase(total, passed + failures.length);
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
 * @param {string} root
 * @param {import("./progress.mjs").Report} report
 */
async function runMocha(root, report) {
  const reader = mochaReader((total, done) => report(`${done} of ${total} cases`));
  const outcome = await run(program(root, "mocha"), ["--reporter", "json-stream", engineTests], {
    cwd: root,
    onLine: reader.read,
  });
  const { passed, failures, ended } = reader.result();
  return {
    passed,
    failures: ended ? failures : [...failures, ...crashed("mocha", outcome).failures],
  };
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
  { name: "jest", title: "Unit tests", run: runJest },
  { name: "mocha", title: "Tests on the engine", needsEngine: true, run: runMocha },
];

/**
 * Failures as a user reads them: the name, then the first lines of why.
 *
 * @param {readonly Failure[]} failures
 */
export function describeFailures(failures) {
  return failures.flatMap(({ name, text }) => {
    const lines = text.split("\n");
    const more = lines.length > shownLines ? [`    (${lines.length - shownLines} more lines)`] : [];
    return [`FAILED ${name}`, ...lines.slice(0, shownLines).map((line) => `    ${line}`), ...more];
  });
}
