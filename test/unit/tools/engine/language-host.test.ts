import fs from "node:fs";
import path from "node:path";
import { withLanguageHost } from "../../../../tools/engine/language-host.mjs";
import { machine, type Machine } from "./machine";

let here: Machine;
beforeEach(() => (here = machine()));
afterEach(() => {
  here.remove();
});

const host = "pulumi-language-nodejs";
const own = path.join(__dirname, "../../../../tools/language-host", host);

function find(pulumi: string) {
  const folder = path.join(here.home, "staged");
  return withLanguageHost({ pulumi, version: "3.259.0" }, { folder, env: here.env });
}

describe("withLanguageHost", () => {
  it("leaves an engine alone that has the official host beside it", async () => {
    const folder = path.join(here.home, "official");
    const pulumi = here.program("pulumi", "", folder);
    const languageHost = here.program(host, "", folder);
    expect(await find(pulumi)).toEqual({ pulumi, version: "3.259.0", languageHost });
  });

  it("follows a link to where the official host is", async () => {
    const folder = path.join(here.home, "official");
    const pulumi = here.program("pulumi", "", folder);
    here.program(host, "", folder);
    const link = path.join(here.home, "pulumi");
    fs.symlinkSync(pulumi, link);
    expect(await find(link)).toMatchObject({ pulumi });
  });

  it("puts an engine without a host together with this repository's", async () => {
    const pulumi = here.program("pulumi", "echo engine", path.join(here.home, "bare"));
    const found = await find(pulumi);
    expect(found.languageHost).toBe(own);
    expect(fs.readFileSync(found.pulumi, "utf8")).toBe(fs.readFileSync(pulumi, "utf8"));
    expect(fs.lstatSync(found.pulumi).isSymbolicLink()).toBe(false);
    expect(fs.realpathSync(path.join(path.dirname(found.pulumi), host))).toBe(own);
    expect(await find(pulumi)).toEqual(found);
  });

  it("does so anew for another engine", async () => {
    const first = await find(here.program("pulumi", "1", path.join(here.home, "bare")));
    const second = await find(here.program("pulumi", "2", path.join(here.home, "bare2")));
    expect(second.pulumi).not.toBe(first.pulumi);
  });

  it("prefers an official host on PATH of a version that is accepted", async () => {
    const pulumi = here.program("pulumi", "", path.join(here.home, "bare"));
    const languageHost = here.program(host, "echo 3.259.0");
    expect((await find(pulumi)).languageHost).toBe(languageHost);
    here.program(host, "echo 3.10.0");
    expect((await find(pulumi)).languageHost).toBe(own);
  });

  it("survives two who do it at once", async () => {
    const pulumi = here.program("pulumi", "", path.join(here.home, "bare"));
    const [first, second] = await Promise.all([find(pulumi), find(pulumi)]);
    expect(second).toEqual(first);
    expect(fs.readdirSync(path.join(here.home, "staged"))).toHaveLength(1);
  });
});
