/** Production against the same resources without components, and against itself under Node.js's defaults. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { Session } from "../../rehearsal/session/session";
import { parseExport } from "../../rehearsal/session/state";
import { type ExportedResource, flattened } from "../flat/recording";
import { benchFolder, writeProject } from "../project";
import { type Cost, type Rehearsed, rehearseOnce } from "../rehearse";
import { type Rounds, interleaved, ratios } from "../statistics";
import { spread, table } from "../table";
import type { Part, PartSetting } from "./part";

const stack = "production";
const variants = ["components", "flat", "defaults"] as const;

type Variant = (typeof variants)[number];
type Runs = Rounds<Variant, Rehearsed>;

/** Records production once, which also loads what later runs find loaded, and then measures all three in turn. */
export const production: Part = async ({ root, engine, progress, runs }) => {
  const projects: Readonly<Record<Variant, string>> = {
    components: writeProject(root, { name: "components" }),
    flat: writeProject(root, { name: "flat", main: "bench/flat/program.ts" }),
    defaults: writeProject(root, { name: "defaults", stackTraces: true }),
  };
  await progress.step("Recording production", () => recordProduction({ root, engine }, projects));
  const measured = await interleaved(runs, variants, (variant, round) =>
    progress.step(`production, ${variant}, ${round + 1} of ${runs}`, () =>
      rehearseOnce({ engine, stack, project: projects[variant] }),
    ),
  );
  return [comparison(measured), shares(measured.components)].join("\n\n");
};

async function recordProduction(
  { root, engine }: Pick<PartSetting, "root" | "engine">,
  projects: Readonly<Record<Variant, string>>,
): Promise<void> {
  const folder = path.join(benchFolder(root), "flat");
  await rehearseOnce({ engine, stack, project: projects.components }, async (session) => {
    const resources = flattened(await exported(session));
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "recording.json"), JSON.stringify(resources));
  });
}

async function exported(session: Session): Promise<readonly ExportedResource[]> {
  const { stdout } = await session.pulumi(["stack", "export", "--show-secrets"]);
  return parseExport(stdout).resources;
}

/** What is compared, and how it is read off a run. */
const figures: Readonly<Record<string, (run: Rehearsed) => number>> = {
  "preview, s": ({ preview }) => preview.seconds,
  "preview, CPU of the program, s": ({ preview }) => preview.cpu.program,
  "preview, peak memory of the program, MiB": ({ preview }) => preview.peakMiB,
  "up, s": ({ up }) => up.seconds,
  "up, CPU of the program, s": ({ up }) => up.cpu.program,
  "up, peak memory of the program, MiB": ({ up }) => up.peakMiB,
  "resources in the state": ({ resources }) => resources,
};

function comparison(measured: Runs): string {
  const rows = Object.entries(figures).map(([title, of]) => {
    const [components, flat, defaults] = variants.map((variant) => measured[variant].map(of));
    if (!components || !flat || !defaults) throw new Error("every variant has been run");
    return [
      title,
      spread(components),
      spread(flat),
      spread(ratios(components, flat)),
      spread(defaults),
      spread(ratios(defaults, components)),
    ];
  });
  const head = [
    "production",
    "with components",
    "flat",
    "components to flat",
    "Node.js's defaults",
    "defaults to ours",
  ];
  return table(head, rows);
}

/** Who keeps the processors busy. */
function shares(runs: readonly Rehearsed[]): string {
  const all = (cost: Cost): number =>
    Object.values(cost.cpu).reduce((sum, seconds) => sum + seconds, 0);
  const who = ["program", "engine", "world", "standIns"] as const;
  const rows = who.map((name) => [
    name === "standIns" ? "stand-ins" : name,
    ...[(run: Rehearsed) => run.preview, (run: Rehearsed) => run.up].flatMap((of) => [
      spread(runs.map((run) => of(run).cpu[name])),
      spread(runs.map((run) => (100 * of(run).cpu[name]) / all(of(run)))),
    ]),
  ]);
  return table(["CPU of", "preview, s", "preview, %", "up, s", "up, %"], rows);
}
