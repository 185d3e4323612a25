/** What loading this package costs where the modules of the SDKs that it needs are loaded, each time in a new process. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import { benchFolder } from "../project";
import { interleaved } from "../statistics";
import { spread, table } from "../table";
import type { Part } from "./part";

const run = promisify(execFile);
/** A load takes a second, so that there is time for more of them. */
const loadsPerRun = 5;

/** What `bench/programs/load.js` prints of a group of modules. */
interface Cost {
  readonly milliseconds: number;
  readonly residentMiB: number;
  readonly heapMiB: number;
}

interface Loaded {
  readonly loaded: readonly Cost[];
  readonly asked: readonly string[];
}

interface Request {
  readonly groups: readonly (readonly string[])[];
  /** The folder of those who ask. @default nobody's requests are told */
  readonly from?: string;
}

export const rootImport: Part = async ({ root, runs, progress }) => {
  const built = path.join(benchFolder(root), "dist");
  await progress.step("Building the package", () =>
    run("npm", ["run", "--silent", "build", "--", "--outDir", built], { cwd: root }),
  );
  const entry = path.join(built, "components", "index.js");
  const { asked } = await load(root, { groups: [[entry]], from: path.join(built, path.sep) });
  const { once } = await progress.step("Loading the package", () =>
    interleaved(runs * loadsPerRun, ["once"], () => load(root, { groups: [asked, [entry]] })),
  );
  const rows = Object.entries<(cost: Cost) => number>(figures).map(([title, of]) => {
    const ofGroup = (group: number) => once.flatMap(({ loaded }) => loaded.slice(group, group + 1));
    return [title, spread(ofGroup(0).map(of)), spread(ofGroup(1).map(of))];
  });
  return table(["import", `${asked.length} modules of the SDKs`, "the package after them"], rows);
};

const figures = {
  "time, ms": ({ milliseconds }) => milliseconds,
  "resident memory, MiB": ({ residentMiB }) => residentMiB,
  "heap, MiB": ({ heapMiB }) => heapMiB,
} satisfies Readonly<Record<string, (cost: Cost) => number>>;

async function load(root: string, request: Request): Promise<Loaded> {
  const program = path.join(root, "bench", "programs", "load.js");
  const args = ["--expose-gc", program, JSON.stringify(request)];
  const { stdout } = await run(process.execPath, args, { cwd: root });
  return JSON.parse(stdout) as Loaded;
}
