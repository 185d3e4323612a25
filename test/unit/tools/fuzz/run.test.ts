import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import {
  advance,
  begin,
  haveMetEnough,
  noMishaps,
  numbersLeft,
  readRun,
} from "../../../../tools/fuzz/run.mjs";

const run = {
  seed: 7,
  lives: 4,
  lived: [0, 2],
  broken: [2],
  mishaps: { planned: 2, met: 1 },
};

describe("a run of the fuzzer", () => {
  it("goes on where an unfinished one was left", () => {
    expect(begin({ ...run, broken: [] }, {}, 1000)).toEqual({ ...run, broken: [] });
    expect(numbersLeft(run)).toEqual([1, 3]);
  });

  it("lives again what was broken", () => {
    const again = { ...run, lived: [0], broken: [] };
    expect(begin(run, {}, 1000)).toEqual(again);
    const finished = { ...run, lived: [0, 1, 2, 3] };
    expect(numbersLeft(begin(finished, {}, 1000))).toEqual([2]);
    expect(numbersLeft(begin(finished, { seed: "7", cases: "16" }, 1000))).toEqual([2]);
  });

  it("begins anew after a finished one, and where another seed is asked for", () => {
    const finished = { ...run, lived: [0, 1, 2, 3], broken: [] };
    const anew = { seed: 1000, lives: 250, lived: [], broken: [], mishaps: noMishaps };
    expect(begin(finished, {}, 1000)).toEqual(anew);
    expect(begin(undefined, { cases: "5" }, 9)).toMatchObject({ seed: 9, lives: 2 });
    expect(begin(run, { seed: "8" }, 1000)).toMatchObject({ seed: 8, lives: 4, lived: [] });
  });

  it("takes more cases of the same seed", () => {
    const more = begin(
      { ...run, lived: [0, 1, 2, 3], broken: [] },
      { seed: "7", cases: "24" },
      1000,
    );
    expect(numbersLeft(more)).toEqual([4, 5]);
    expect(more.mishaps).toEqual(run.mishaps);
  });

  it("keeps what was lived, and what broke", () => {
    expect(advance(run, 1, { planned: 3, met: 3 })).toEqual({
      ...run,
      lived: [0, 2, 1],
      mishaps: { planned: 5, met: 4 },
    });
    expect(advance(run, 1)).toEqual({ ...run, lived: [0, 2, 1], broken: [2, 1] });
  });

  it("says something only where enough went wrong", () => {
    expect(haveMetEnough({ planned: 19, met: 0 })).toBe(true);
    expect(haveMetEnough({ planned: 20, met: 9 })).toBe(false);
    expect(haveMetEnough({ planned: 20, met: 10 })).toBe(true);
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
