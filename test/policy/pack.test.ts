/** The pack as the engine finds it: files, versions, and that only its entry starts a server. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type * as Policies from "../../policy/policies";

const folder = path.join(__dirname, "../../policy");

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

function manifest(file: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Manifest;
}

describe("the pack's folder", () => {
  it("is a pack for Node.js with a name, a version and plain JavaScript to start with", () => {
    const { name, version, main } = manifest("package.json");
    const project = parse(readFileSync(path.join(folder, "PulumiPolicy.yaml"), "utf8")) as {
      runtime: { name: string };
    };
    expect(project.runtime.name).toBe("nodejs");
    expect(name).toMatch(/^[a-z-]+$/);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(main).toBe("index.js");
  });

  it("asks for the versions that the repository is tested with", () => {
    const { devDependencies } = manifest("../package.json");
    const { dependencies } = manifest("package.json");
    for (const [name, version] of Object.entries(dependencies)) {
      expect([name, version]).toEqual([name, devDependencies[name]]);
    }
  });

  it("lends its harness to the tests of other packs, under plain Node.js", () => {
    // Below node_modules, so that the other pack finds the SDK.
    const cache = path.join(folder, "../node_modules/.cache");
    mkdirSync(cache, { recursive: true });
    const other = mkdtempSync(path.join(cache, "pack-"));
    try {
      mkdirSync(path.join(other, "node_modules"));
      symlinkSync(folder, path.join(other, "node_modules", "archipelago-policies"));
      const program = `
        const { judge, notKnownYet } = require("archipelago-policies/testing");
        const own = {
          name: "no-names",
          description: "Nothing is named.",
          validateResource: ({ props }, report) => props.name && report("It is named."),
        };
        const thing = (name, value) => ({ type: "a:b:C", name, props: { name: value } });
        judge([own], [thing("one", "x"), thing("two", notKnownYet)]).then((judgement) =>
          console.log(JSON.stringify(judgement)));`;
      const said = execFileSync("node", ["-e", program], { cwd: other, encoding: "utf8" });
      expect(JSON.parse(said)).toMatchObject({
        violations: [{ policy: "no-names", message: "It is named." }],
        stopped: [{ policy: "no-names", urn: "urn:pulumi:dev::project::a:b:C::two" }],
      });
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  it("constructs the pack with all rules, and its rules start nothing", () => {
    const PolicyPack = jest.fn();
    jest.doMock("@pulumi/policy", () => ({
      ...jest.requireActual<object>("@pulumi/policy"),
      PolicyPack,
    }));
    const { policies } = jest.requireActual<typeof Policies>("../../policy/policies");
    jest.requireActual("../../policy/harness");
    expect(PolicyPack).not.toHaveBeenCalled();
    jest.requireActual("../../policy/index");
    expect(PolicyPack).toHaveBeenCalledTimes(1);
    expect(PolicyPack).toHaveBeenCalledWith("archipelago", {
      policies: [...policies],
      enforcementLevel: "mandatory",
    });
  });
});
