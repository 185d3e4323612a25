// Sees to it that the engine finds a language host for Node.js. The engine looks beside its own executable, so
// where no official host stands there, the engine is linked into a folder together with one. Nothing is put on
// PATH and nothing is installed.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, URL } from "node:url";
import { run } from "../commands.mjs";
import { isExecutable, onPath } from "./installed.mjs";
import { isAccepted } from "./versions.mjs";

const name = "pulumi-language-nodejs";
const own = fileURLToPath(new URL(`../language-host/${name}`, import.meta.url));
const probeSeconds = 20;

/**
 * The engine with a language host beside it: the official one if it stands there or on PATH, else the minimal
 * one of this repository. `folder` is where the two are put together if they are not.
 *
 * @param {import("./find.mjs").Engine} engine
 * @param {{ folder: string; env: NodeJS.ProcessEnv }} options
 * @returns {Promise<import("./find.mjs").Engine & { languageHost: string }>}
 */
export async function withLanguageHost(engine, { folder, env }) {
  const pulumi = fs.realpathSync(engine.pulumi);
  const beside = path.join(path.dirname(pulumi), name);
  if (isExecutable(beside)) return { ...engine, pulumi, languageHost: beside };
  const languageHost = (await officialOnPath(env)) ?? own;
  return { ...engine, pulumi: putTogether(pulumi, languageHost, folder), languageHost };
}

/** @param {NodeJS.ProcessEnv} env */
async function officialOnPath(env) {
  for (const host of onPath(name, env)) {
    if (host === own) continue;
    const asked = await run(host, ["-version"], { env, timeoutSeconds: probeSeconds });
    if (asked.ok && isAccepted(asked.stdout)) return host;
  }
  return undefined;
}

/**
 * @param {string} pulumi
 * @param {string} languageHost
 * @param {string} folder
 */
function putTogether(pulumi, languageHost, folder) {
  const { size, mtimeMs } = fs.statSync(pulumi);
  const key = createHash("sha256").update([pulumi, size, mtimeMs, languageHost].join("\n"));
  const place = path.join(folder, key.digest("hex").slice(0, 12));
  const staged = path.join(place, "bin", "pulumi");
  if (isExecutable(staged)) return staged;
  const draft = `${place}.${process.pid}`;
  fs.mkdirSync(path.join(draft, "bin"), { recursive: true });
  linkOrCopy(pulumi, path.join(draft, "bin", "pulumi"));
  fs.symlinkSync(languageHost, path.join(draft, "bin", name));
  try {
    fs.renameSync(draft, place);
  } catch (error) {
    // Another process was faster with the same two files.
    fs.rmSync(draft, { recursive: true, force: true });
    if (!isExecutable(staged)) throw error;
  }
  return staged;
}

/**
 * A symbolic link would not do: the engine resolves it before it looks beside itself.
 *
 * @param {string} from
 * @param {string} to
 */
function linkOrCopy(from, to) {
  try {
    fs.linkSync(from, to);
  } catch {
    fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE);
  }
}
