/** What one more resource costs while services and regions grow. */
import { writeProject } from "../project";
import { type Cost, type Rehearsed, rehearseOnce } from "../rehearse";
import { type Rounds, interleaved, slopes, spreadOf } from "../statistics";
import { figure, spread, table } from "../table";
import type { Part } from "./part";

/** Sizes that come to about as many resources as they are called. */
const sizes = {
  "500": { regions: 2, services: 6 },
  "1000": { regions: 3, services: 10 },
  "2000": { regions: 4, services: 17 },
  "5000": { regions: 6, services: 33 },
} as const;

type Size = keyof typeof sizes;
type Runs = Rounds<Size, Rehearsed>;
type Operation = "preview" | "up";

export const growth: Part = async ({ root, engine, progress, runs }) => {
  const project = writeProject(root, { name: "grown", main: "bench/programs/grown.ts" });
  const all = (Object.keys(sizes) as Size[]).sort((a, b) => Number(a) - Number(b));
  const measured = await interleaved(runs, all, (size, round) =>
    progress.step(`about ${size} resources, ${round + 1} of ${runs}`, () => {
      process.env["ARCHIPELAGO_BENCH_SIZE"] = JSON.stringify(sizes[size]);
      return rehearseOnce({ engine, project, stack: "dev" });
    }),
  );
  return [
    perResource(measured, all, "preview"),
    perResource(measured, all, "up"),
    perFurtherResource(measured, all),
  ].join("\n\n");
};

function perResource(measured: Runs, all: readonly Size[], operation: Operation): string {
  const rows = all.map((size) => {
    const { regions, services } = sizes[size];
    const each = (of: (cost: Cost) => number): string =>
      spread(measured[size].map((run) => of(run[operation]) / run.resources));
    return [
      String(measured[size][0]?.resources),
      `${regions} x ${services}`,
      spread(measured[size].map((run) => run[operation].seconds)),
      each(({ seconds }) => seconds * 1000),
      spread(measured[size].map((run) => run[operation].peakMiB)),
      each(({ peakMiB }) => peakMiB * 1024),
      each(({ cpu }) => cpu.program * 1000),
      each(({ cpu }) => cpu.engine * 1000),
      each(({ cpu }) => (cpu.world + cpu.standIns) * 1000),
    ];
  });
  const head = [
    `${operation}: resources`,
    "regions x services",
    "s",
    "ms each",
    "peak MiB",
    "KiB each",
    "CPU of the program, ms each",
    "of the engine",
    "of world and stand-ins",
  ];
  return table(head, rows);
}

/** Without what every run costs at its start: from the medians of neighbouring sizes. */
const costs: Readonly<Record<string, (run: Rehearsed) => number>> = {
  "preview, ms": ({ preview }) => preview.seconds * 1000,
  "preview, peak KiB of the program": ({ preview }) => preview.peakMiB * 1024,
  "up, ms": ({ up }) => up.seconds * 1000,
  "up, peak KiB of the program": ({ up }) => up.peakMiB * 1024,
  "up, CPU of the program, ms": ({ up }) => up.cpu.program * 1000,
  "up, CPU of the engine, ms": ({ up }) => up.cpu.engine * 1000,
  "up, CPU of world and stand-ins, ms": ({ up }) => (up.cpu.world + up.cpu.standIns) * 1000,
};

function perFurtherResource(measured: Runs, all: readonly Size[]): string {
  const rows = Object.entries(costs).map(([title, of]) => {
    const points = all.map((size) => ({
      size: measured[size][0]?.resources ?? Number.NaN,
      cost: spreadOf(measured[size].map(of)).median,
    }));
    return [title, ...slopes(points).map(figure)];
  });
  const steps = all.slice(1).map((size, index) => `${all[index] ?? ""} to ${size}`);
  return table(["each further resource", ...steps], rows);
}
