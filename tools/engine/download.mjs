// Has Pulumi's own npm package fetch the engine. It comes with the official language hosts.
import fs from "node:fs";
import path from "node:path";
import { clearTimeout, setTimeout } from "node:timers";
import { run } from "../commands.mjs";
import { isExecutable } from "./installed.mjs";
import { pinnedVersion } from "./versions.mjs";

// A machine without a way to Pulumi's site loses at most this; after the first sign of life it may take long.
const firstContactSeconds = 15;
const limitSeconds = 900;
const shownLines = 3;

class NotDownloaded extends Error {}

/**
 * The engine inside a folder that the wrapper has filled.
 *
 * @param {string} folder
 */
export function downloadedEngine(folder) {
  return path.join(folder, "versions", pinnedVersion, "bin", "pulumi");
}

/**
 * Downloads the engine into `folder`, which appears whole or not at all. Returns why not, where it failed.
 *
 * @param {string} folder
 * @param {{ env: NodeJS.ProcessEnv; progress: import("../progress.mjs").Progress }} options
 * @returns {Promise<string | undefined>}
 */
export async function download(folder, { env, progress }) {
  const draft = `${folder}.${process.pid}`;
  fs.mkdirSync(draft, { recursive: true });
  const title = `Downloading Pulumi ${pinnedVersion} with its npm package`;
  try {
    await progress.step(title, (report) => fetchInto(draft, env, report));
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(draft, folder);
    return undefined;
  } catch (error) {
    if (!(error instanceof NotDownloaded)) throw error;
    progress.note(`Pulumi cannot be downloaded: ${error.message}`);
    return error.message;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * @param {string} draft
 * @param {NodeJS.ProcessEnv} env
 * @param {import("../progress.mjs").Report} report
 */
async function fetchInto(draft, env, report) {
  let silence;
  const onStart = (stop) => {
    const why = `no answer within ${firstContactSeconds} s`;
    silence = setTimeout(() => stop(why), firstContactSeconds * 1000);
  };
  const onLine = (line) => {
    // The wrapper announces itself before it has reached anything.
    if (line.startsWith("Downloading pulumi") || line.startsWith("npm ")) return;
    clearTimeout(silence);
    report(line.replace(/[^\x20-\x7e]/g, "").trim());
  };
  const outcome = await run(
    "npm",
    ["exec", "--yes", `--package=pulumi@${pinnedVersion}`, "--", "pulumi", "version"],
    {
      cwd: draft,
      env: {
        ...env,
        PULUMI_HOME: draft,
        PULUMI_VERSION: pinnedVersion,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        npm_config_fetch_retries: "0",
        npm_config_fetch_timeout: String(firstContactSeconds * 1000),
      },
      onStart,
      timeoutSeconds: limitSeconds,
      onLine,
    },
  );
  clearTimeout(silence);
  if (outcome.ok && isExecutable(downloadedEngine(draft))) return;
  const said = outcome.stderr.split("\n").filter((line) => /^(pulumi:|npm error)/.test(line));
  throw new NotDownloaded(
    [outcome.failure ?? "no engine came", ...said.slice(0, shownLines)].join("; "),
  );
}
