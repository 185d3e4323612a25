// The engine as everything here uses it: found, and with a language host beside it.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { silent } from "../progress.mjs";
import { findEngine } from "./find.mjs";
import { withLanguageHost } from "./language-host.mjs";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/**
 * Throws NoEngine where there is none and none can be had.
 *
 * @param {{ env?: NodeJS.ProcessEnv; progress?: import("../progress.mjs").Progress }} [options]
 */
export async function readyEngine({ env = process.env, progress = silent } = {}) {
  const folder = path.join(root, ".archipelago", "engine");
  return await withLanguageHost(await findEngine({ env, progress }), { folder, env });
}
