import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { advance, begin, numbersLeft, readRun } from "../../../../tools/fuzz/run.mjs";

const none = { planned: 0, met: 0 };
const run = {
  seed: 7,
  lives: 4,
  lived: [0, 2],
  failures: ["7-2.log"],
  mishaps: { planned: 2, met: 1 },
};

describe("a run of the fuzzer", () => {
  it("goes on where an unfinished one was left", () => {
    expect(begin(run, {}, 1000)).toEqual(run);
    expect(numbersLeft(run)).toEqual([1, 3]);
  });

  it("begins anew after a finished one, and where another seed is asked for", () => {
    const finished = { ...run, lived: [0, 1, 2, 3] };
    const anew = { seed: 1000, lives: 250, lived: [], failures: [], mishaps: none };
    expect(begin(finished, {}, 1000)).toEqual(anew);
    expect(begin(undefined, { cases: "5" }, 9)).toMatchObject({ seed: 9, lives: 2 });
    expect(begin(run, { seed: "8" }, 1000)).toMatchObject({ seed: 8, lives: 4, lived: [] });
  });

  it("takes more cases of the same seed", () => {
    const more = begin({ ...run, lived: [0, 1, 2, 3] }, { seed: "7", cases: "24" }, 1000);
    expect(numbersLeft(more)).toEqual([4, 5]);
    expect(more).toMatchObject({ failures: run.failures, mishaps: run.mishaps });
  });

  it("keeps what was lived, and what broke", () => {
    expect(advance(run, 1, { planned: 3, met: 3 })).toEqual({
      ...run,
      lived: [0, 2, 1],
      mishaps: { planned: 5, met: 4 },
    });
    expect(advance(run, 1, "7-1.log").failures).toEqual(["7-2.log", "7-1.log"]);
  });

  it.each(["0", "-1", "1.5", "many", "1e12"])("refuses %s cases", (cases) => {
    expect(() => begin(undefined, { cases }, 1000)).toThrow(`--cases takes a whole number from 1`);
  });

  it("is read from its file, if there is one", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fuzz-"));
    const file = path.join(folder, "run.json");
    expect(readRun(file)).toBeUndefined();
    fs.writeFileSync(file, JSON.stringify(run));
    expect(readRun(file)).toEqual(run);
    fs.rmSync(folder, { recursive: true });
  });
});
