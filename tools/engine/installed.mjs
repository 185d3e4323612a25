// Looks for programs that are installed already.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { run } from "../commands.mjs";
import { acceptedRange, isAccepted, pinnedVersion } from "./versions.mjs";

const probeSeconds = 20;

/** @param {string} file */
export function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Every program of that name on PATH, the first found first.
 *
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
export function onPath(name, env) {
  const folders = (env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const files = folders.map((folder) => path.join(folder, name)).filter(isExecutable);
  return [...new Set(files.map((file) => fs.realpathSync(file)))];
}

/**
 * The version that a `pulumi` says it is, without the leading `v`; undefined where it does not answer.
 *
 * @param {string} pulumi
 * @param {NodeJS.ProcessEnv} env
 */
export async function versionOf(pulumi, env) {
  const asked = await run(pulumi, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutSeconds: probeSeconds,
  });
  const version = asked.stdout.trim().replace(/^v/, "");
  return asked.ok && version !== "" ? version : undefined;
}

/**
 * A `pulumi` on PATH of a version that is accepted. Each other one is passed over with one line.
 *
 * @param {{ env: NodeJS.ProcessEnv; tried: string[]; note: (line: string) => void }} search
 */
export async function findOnPath({ env, tried, note }) {
  const found = onPath("pulumi", env);
  if (found.length === 0) tried.push("pulumi on PATH: there is none");
  for (const pulumi of found) {
    const version = await versionOf(pulumi, env);
    if (version !== undefined && isAccepted(version)) return { pulumi, version };
    const is = version === undefined ? "it does not tell its version" : `it is version ${version}`;
    const why = `${pulumi}: ${is}, and ${acceptedRange} is needed`;
    tried.push(`pulumi on PATH, passed over ${why}`);
    note(`Passing over ${why}`);
  }
  return undefined;
}

/**
 * Where Pulumi's npm wrapper keeps what it has downloaded.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function wrapperCache(env) {
  const home = env.PULUMI_HOME ?? path.join(env.HOME ?? os.homedir(), ".pulumi");
  return path.join(home, "versions", pinnedVersion, "bin", "pulumi");
}
