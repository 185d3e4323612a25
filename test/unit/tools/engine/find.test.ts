// Covers find.mjs, download.mjs and build.mjs: one story each, told with made-up programs.
import fs from "node:fs";
import path from "node:path";
import { engineCache, findEngine, NoEngine } from "../../../../tools/engine/find.mjs";
import { machine, type Machine } from "./machine";

let here: Machine;
beforeEach(() => (here = machine()));
afterEach(() => {
  here.remove();
});

const version = "3.259.0";
const find = () => findEngine({ env: here.env, progress: here.progress });
const cached = (...parts: string[]): string =>
  path.join(here.home, ".cache/archipelago/engine", version, ...parts);

/** Pulumi's wrapper as npm runs it: writes an engine where it always does. */
const downloading = `
echo "npm $*" >> "$CALLS"
echo "Downloading pulumi v${version}..." >&2
echo "=== Installing Pulumi ===" >&2
mkdir -p "$PULUMI_HOME/versions/${version}/bin"
echo '#!/bin/sh' > "$PULUMI_HOME/versions/${version}/bin/pulumi"
chmod +x "$PULUMI_HOME/versions/${version}/bin/pulumi"`;
const offline = 'echo "npm $*" >> "$CALLS"; echo "pulumi: fetch failed" >&2; exit 1';

/** Go as the build uses it. */
const building = `
echo "go $*" >> "$CALLS"
case "$1" in
  version) echo go version go1.26 ;;
  list) echo "go: downloading a/b v1" >&2; printf 'errors\\ngithub.com/a/b\\n' ;;
  build)
    echo github.com/a/b >&2
    for last in "$@"; do [ "$previous" = -o ] && output=$last; previous=$last; done
    mkdir -p "$(dirname "$output")" && sleep 0.2 && echo '#!/bin/sh' > "$output" && chmod +x "$output" ;;
esac`;

describe("findEngine", () => {
  it("takes what is on PATH before anything else", async () => {
    const pulumi = here.program("pulumi", "echo v3.250.0");
    expect(await find()).toEqual({ pulumi, version: "3.250.0" });
    expect(fs.existsSync(cached())).toBe(false);
  });

  it("takes what Pulumi's wrapper has downloaded for the user before", async () => {
    const pulumi = here.program(
      "pulumi",
      "",
      path.join(here.home, ".pulumi/versions", version, "bin"),
    );
    expect(await find()).toEqual({ pulumi, version });
  });

  it("has the wrapper download it, once, outside the user's own Pulumi home", async () => {
    here.program("npm", downloading);
    const pulumi = cached("downloaded/versions", version, "bin/pulumi");
    expect(await find()).toEqual({ pulumi, version });
    expect(await find()).toEqual({ pulumi, version });
    expect(here.calls()).toEqual([`npm exec --yes --package=pulumi@${version} -- pulumi version`]);
    expect(fs.existsSync(path.join(here.home, ".pulumi"))).toBe(false);
    expect(here.told).toContain(
      `Downloading Pulumi ${version} with its npm package: === Installing Pulumi ===`,
    );
  });

  it("builds it where it cannot be downloaded, says how far that is, and does it once", async () => {
    here.program("npm", offline);
    here.program("go", building);
    const pulumi = cached("built/bin/pulumi");
    expect(await find()).toEqual({ pulumi, version });
    expect(await find()).toEqual({ pulumi, version });
    expect(here.calls().map((call) => call.split(" ").slice(0, 2).join(" "))).toEqual([
      "npm exec",
      "go version",
      "go list",
      "go build",
    ]);
    expect(here.told).toContain("Fetching the source of Pulumi's engine: 1 modules");
    expect(here.told).toContain(
      `Building Pulumi ${version} from its source: 1 of at most 2 packages`,
    );
    expect(fs.readdirSync(cached())).toEqual(["built"]);
  });

  it("builds it once where two look for it at the same time", async () => {
    here.program("npm", offline);
    here.program("go", building);
    await Promise.all([find(), find()]);
    expect(here.calls().filter((call) => call.startsWith("go build"))).toHaveLength(1);
    expect(here.told).toContainEqual(
      expect.stringMatching(/^Waiting for process \d+, which is getting Pulumi/),
    );
  });

  it("goes on where an earlier build was killed", async () => {
    here.program("npm", offline);
    here.program("go", building);
    fs.mkdirSync(cached("built.1/bin"), { recursive: true });
    fs.writeFileSync(cached("lock"), JSON.stringify({ pid: 0, nonce: "dead", since: "" }));
    expect(await find()).toMatchObject({ pulumi: cached("built/bin/pulumi") });
  });

  it("says all that was tried and what to install where nothing works", async () => {
    here.program("pulumi", "echo v3.100.0");
    here.program("npm", offline);
    here.program("go", 'case "$1" in version) ;; *) echo "no space left" >&2; exit 1 ;; esac');
    const error: unknown = await find().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NoEngine);
    const told = (error as NoEngine).message.replaceAll(here.home, "~");
    expect(told.split("\n")).toEqual([
      "There is no Pulumi engine. What was tried:",
      "  - pulumi on PATH, passed over ~/bin/pulumi: it is version 3.100.0, and 3.248.0 or later, below 4.0.0 is needed",
      "  - Pulumi's npm wrapper: has not downloaded 3.259.0 yet",
      "  - download by Pulumi's npm wrapper: exit code 1; pulumi: fetch failed",
      "  - build from the Go module: go list failed (exit code 1)",
      "      no space left",
      "Install one of these and run this again:",
      "  - Pulumi 3.248.0 or later, below 4.0.0 (https://www.pulumi.com/docs/install/)",
      "  - Go 1.25.11 or later: Pulumi 3.259.0 is then built, once, in some minutes",
    ]);
    expect(fs.readdirSync(cached())).toEqual([]);
  });

  it("says that Go is missing", async () => {
    here.program("npm", offline);
    await expect(find()).rejects.toThrow("build from the Go module: Go is not installed");
  });

  it("says where it cannot keep an engine", async () => {
    here.env["ARCHIPELAGO_CACHE"] = path.join(here.program("file", ""), "below");
    await expect(find()).rejects.toThrow(
      /keeping an engine in .*\(ARCHIPELAGO_CACHE names another folder\)/,
    );
  });
});

describe("engineCache", () => {
  it("is kept by version, where the user keeps caches", () => {
    expect(engineCache({ HOME: "/h" })).toBe(`/h/.cache/archipelago/engine/${version}`);
    expect(engineCache({ HOME: "/h", XDG_CACHE_HOME: "/c" })).toBe(
      `/c/archipelago/engine/${version}`,
    );
    expect(engineCache({ XDG_CACHE_HOME: "/c", ARCHIPELAGO_CACHE: "/a" })).toBe(
      `/a/engine/${version}`,
    );
  });
});
