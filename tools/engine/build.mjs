// Builds the engine from its Go module, where it is neither installed nor can be downloaded. Go keeps what it
// has compiled, so an interrupted build goes on where it stopped.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../commands.mjs";
import { pinnedVersion } from "./versions.mjs";

const source = path.dirname(fileURLToPath(import.meta.url));
const command = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const shownLines = 15;

/** @param {string} folder */
export function builtEngine(folder) {
  return path.join(folder, "bin", "pulumi");
}

/**
 * Builds the engine into `folder`, which appears whole or not at all. Returns why not, where it failed.
 *
 * @param {string} folder
 * @param {{ env: NodeJS.ProcessEnv; progress: import("../progress.mjs").Progress }} options
 * @returns {Promise<string | undefined>}
 */
export async function build(folder, { env, progress }) {
  const goEnv = { ...env, GOWORK: "off" };
  const go = await run("go", ["version"], { env: goEnv });
  if (!go.ok) return `Go is not installed (${go.failure})`;
  const draft = `${folder}.${process.pid}`;
  try {
    const listed = await progress.step("Fetching the source of Pulumi's engine", (report) =>
      listPackages(goEnv, report),
    );
    if (!listed.ok) return explain("go list", listed);
    const total = listed.stdout.trim().split("\n").length;
    const built = await progress.step(
      `Building Pulumi ${pinnedVersion} from its source`,
      (report) => compile(builtEngine(draft), total, goEnv, report),
    );
    if (!built.ok) return explain("go build", built);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(draft, folder);
    return undefined;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {import("../progress.mjs").Report} report
 */
function listPackages(env, report) {
  let modules = 0;
  const onLine = (line) => {
    if (line.startsWith("go: downloading")) report(`${++modules} modules`);
  };
  return run("go", ["list", "-mod=readonly", "-deps", command], { cwd: source, env, onLine });
}

/**
 * @param {string} output
 * @param {number} total
 * @param {NodeJS.ProcessEnv} env
 * @param {import("../progress.mjs").Report} report
 */
function compile(output, total, env, report) {
  let compiled = 0;
  const onLine = (line) => {
    // `-v` prints the name of each package as it is compiled.
    if (/^[\w.-]+(\/\S+)?$/.test(line)) report(`${++compiled} of at most ${total} packages`);
  };
  const ldflags = `-s -w -X ${versionVariable}=v${pinnedVersion}`;
  const args = ["build", "-mod=readonly", "-v", "-trimpath", "-ldflags", ldflags, "-o", output];
  return run("go", [...args, command], { cwd: source, env, onLine });
}

/**
 * @param {string} what
 * @param {import("../commands.mjs").Outcome} outcome
 */
function explain(what, outcome) {
  const lines = outcome.stderr.split("\n").filter((line) => !line.startsWith("go: downloading"));
  const last = lines.filter((line) => line !== "").slice(-shownLines);
  return [`${what} failed (${outcome.failure})`, ...last.map((line) => `      ${line}`)].join("\n");
}
