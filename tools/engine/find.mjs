// Finds the Pulumi engine, or has it downloaded or built. Everything had that way is kept outside the
// repository, by version, so that another clone finds it.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { URL } from "node:url";
import { withLock } from "../lock.mjs";
import { build, builtEngine } from "./build.mjs";
import { download, downloadedEngine } from "./download.mjs";
import { findOnPath, isExecutable, wrapperCache } from "./installed.mjs";
import { acceptedRange, pinnedVersion } from "./versions.mjs";

/**
 * @typedef {object} Engine
 * @property {string} pulumi the executable's path
 * @property {string} version without a leading `v`
 *
 * @typedef {object} Search
 * @property {NodeJS.ProcessEnv} env
 * @property {import("../progress.mjs").Progress} progress
 */

/** Thrown where there is no engine and none can be had: says what was tried and what to install. */
export class NoEngine extends Error {
  /** @param {readonly string[]} tried */
  constructor(tried) {
    const goVersion = /^go (\S+)$/m.exec(fs.readFileSync(goMod, "utf8"))?.[1];
    super(
      [
        "There is no Pulumi engine. What was tried:",
        ...tried.map((line) => `  - ${line}`),
        "Install one of these and run this again:",
        `  - Pulumi ${acceptedRange} (https://www.pulumi.com/docs/install/)`,
        `  - Go ${goVersion} or later: Pulumi ${pinnedVersion} is then built, once, in some minutes`,
      ].join("\n"),
    );
  }
}

const goMod = new URL("go.mod", import.meta.url);

/**
 * Where engines are kept: ARCHIPELAGO_CACHE, or `archipelago` in the user's cache folder.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function engineCache(env) {
  const home = env.HOME ?? os.homedir();
  const cache =
    env.ARCHIPELAGO_CACHE ??
    path.join(env.XDG_CACHE_HOME || path.join(home, ".cache"), "archipelago");
  return path.join(cache, "engine", pinnedVersion);
}

/**
 * The engine, in this order: a `pulumi` on PATH of an accepted version; what Pulumi's npm wrapper has
 * downloaded before, or what an earlier run has downloaded or built; a download by that wrapper; a build
 * from the Go module.
 *
 * Throws NoEngine where none of it works, and Interrupted where the user stops it.
 *
 * @param {Search} search
 * @returns {Promise<Engine>}
 */
export async function findEngine({ env, progress }) {
  /** @type {string[]} */
  const tried = [];
  const installed = await findOnPath({ env, tried, note: progress.note });
  if (installed) return installed;
  const cache = engineCache(env);
  const folders = { downloaded: path.join(cache, "downloaded"), built: path.join(cache, "built") };
  const kept = () =>
    [wrapperCache(env), downloadedEngine(folders.downloaded), builtEngine(folders.built)].find(
      isExecutable,
    );
  const known = kept();
  if (known) return { pulumi: known, version: pinnedVersion };
  tried.push(`Pulumi's npm wrapper: has not downloaded ${pinnedVersion} yet`);
  const obtain = () => kept() ?? obtainInto(folders, { env, progress }, tried);
  const pulumi = await inCache(cache, obtain, tried, progress);
  return { pulumi, version: pinnedVersion };
}

/**
 * @param {{ downloaded: string; built: string }} folders
 * @param {Search} search
 * @param {string[]} tried
 */
async function obtainInto(folders, search, tried) {
  const noDownload = await download(folders.downloaded, search);
  if (noDownload === undefined) return downloadedEngine(folders.downloaded);
  tried.push(`download by Pulumi's npm wrapper: ${noDownload}`);
  const noBuild = await build(folders.built, search);
  if (noBuild === undefined) return builtEngine(folders.built);
  tried.push(`build from the Go module: ${noBuild}`);
  throw new NoEngine(tried);
}

/**
 * @param {string} cache
 * @param {() => Promise<string> | string} obtain
 * @param {string[]} tried
 * @param {import("../progress.mjs").Progress} progress
 */
async function inCache(cache, obtain, tried, progress) {
  try {
    fs.mkdirSync(cache, { recursive: true });
  } catch (error) {
    tried.push(
      `keeping an engine in ${cache}: ${error.message} (ARCHIPELAGO_CACHE names another folder)`,
    );
    throw new NoEngine(tried);
  }
  return await withLock(
    path.join(cache, "lock"),
    async () => await obtain(),
    (holder) =>
      progress.note(`Waiting for process ${holder.pid}, which is getting Pulumi ${pinnedVersion}`),
  );
}
