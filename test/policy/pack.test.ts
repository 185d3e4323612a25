/** The pack as the engine finds it: files, versions, and that only its entry starts a server. */
import { readFileSync } from "node:fs";
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
