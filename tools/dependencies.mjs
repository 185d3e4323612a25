// Installs the npm packages that package-lock.json names, and only where they are not installed yet.
import fs from "node:fs";
import path from "node:path";
import { run } from "./commands.mjs";
import { withLock } from "./lock.mjs";

const shownLines = 20;

/** @param {string} file */
function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages ?? {};
  } catch {
    return undefined;
  }
}

/**
 * Whether everything that package-lock.json names is installed. npm writes what it has installed into
 * node_modules/.package-lock.json as its very last step; a package that is only for other platforms is
 * allowed to be absent.
 *
 * @param {string} root
 */
export function areInstalled(root) {
  const wanted = readPackages(path.join(root, "package-lock.json"));
  const installed = readPackages(path.join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === "") return true;
    const found = installed[place];
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * Installs what is missing. Install scripts do not run: two SDKs' try to download plugins that nothing
 * here needs.
 *
 * Throws an Error with npm's own words where it fails.
 *
 * @param {{ root: string; progress: import("./progress.mjs").Progress; env?: NodeJS.ProcessEnv }} options
 */
export async function installDependencies({ root, progress, env = process.env }) {
  if (areInstalled(root)) return;
  const lock = path.join(root, ".archipelago", "install.lock");
  const install = async () => {
    // Another process may have installed them while this one waited.
    if (areInstalled(root)) return;
    await progress.step("Installing npm packages", (report) => npmCi(root, env, report));
  };
  await withLock(lock, install, (holder) =>
    progress.note(`Waiting for process ${holder.pid}, which installs the npm packages`),
  );
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {import("./progress.mjs").Report} report
 */
async function npmCi(root, env, report) {
  const total = Object.keys(readPackages(path.join(root, "package-lock.json")) ?? {}).length - 1;
  report(`${total} packages`);
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const outcome = await run("npm", args, { cwd: root, env });
  if (outcome.ok) return;
  // npm says why first; its usage and where its log is come after.
  const said = `${outcome.stderr}\n${outcome.stdout}`.trim().split("\n");
  const lines = said.filter((line) => !line.startsWith("npm warn")).slice(0, shownLines);
  throw new Error(
    [`npm ci failed (${outcome.failure}):`, ...lines.map((line) => `  ${line}`)].join("\n"),
  );
}
