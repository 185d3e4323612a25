import path from "node:path";
import {
  findOnPath,
  onPath,
  versionOf,
  wrapperCache,
} from "../../../../tools/engine/installed.mjs";
import { machine, type Machine } from "./machine";

let here: Machine;
beforeEach(() => (here = machine()));
afterEach(() => {
  here.remove();
});

async function find(): Promise<{ found: unknown; tried: string[]; notes: string[] }> {
  const tried: string[] = [];
  const notes: string[] = [];
  const note = (line: string): void => void notes.push(line);
  return { found: await findOnPath({ env: here.env, tried, note }), tried, notes };
}

describe("a pulumi on PATH", () => {
  it("is taken where its version is accepted", async () => {
    const pulumi = here.program("pulumi", "echo v3.259.0");
    expect(await find()).toEqual({ found: { pulumi, version: "3.259.0" }, tried: [], notes: [] });
  });

  it("is passed over with one line where it is not, and the next one is looked at", async () => {
    const old = here.program("pulumi", "echo v3.100.0");
    const other = here.program("pulumi", "echo v3.250.1", path.join(here.home, "other"));
    here.env["PATH"] = `${path.dirname(old)}:${path.dirname(other)}`;
    const { found, notes } = await find();
    expect(found).toEqual({ pulumi: other, version: "3.250.1" });
    expect(notes).toEqual([
      `Passing over ${old}: it is version 3.100.0, and 3.248.0 or later, below 4.0.0 is needed`,
    ]);
  });

  it("is passed over where it does not work", async () => {
    here.program("pulumi", "exit 1");
    const { found, notes } = await find();
    expect(found).toBeUndefined();
    expect(notes).toEqual([expect.stringContaining("it does not tell its version")]);
  });

  it("may be absent", async () => {
    expect(await find()).toEqual({
      found: undefined,
      tried: ["pulumi on PATH: there is none"],
      notes: [],
    });
  });
});

describe("onPath", () => {
  it("counts a program once, however many folders and links lead to it", () => {
    const file = here.program("pulumi", "");
    here.env["PATH"] = `${path.dirname(file)}:${path.dirname(file)}`;
    expect(onPath("pulumi", here.env)).toEqual([file]);
  });
});

describe("versionOf", () => {
  it("does not let Pulumi ask for updates", async () => {
    const pulumi = here.program("pulumi", 'echo "v1.2.3$PULUMI_SKIP_UPDATE_CHECK"');
    expect(await versionOf(pulumi, here.env)).toBe("1.2.3true");
  });
});

describe("wrapperCache", () => {
  it("is in PULUMI_HOME, or else in the home folder", () => {
    expect(wrapperCache(here.env)).toBe(`${here.home}/.pulumi/versions/3.259.0/bin/pulumi`);
    expect(wrapperCache({ PULUMI_HOME: "/p" })).toBe("/p/versions/3.259.0/bin/pulumi");
  });
});
