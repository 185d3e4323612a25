import { disposable, leftovers, tearDown, type Stack } from "../../../../rehearsal/cli/teardown";
import type { Settings } from "../../../../rehearsal/session/settings";
import type { DeployedResource } from "../../../../rehearsal/session/state";
import type { Inspected } from "../../../../rehearsal/world/protocol";

const urn = (name: string): string => `urn:pulumi:p::shop::aws:dynamodb/table:Table::${name}`;
const table = (name: string, retainOnDelete = false): DeployedResource => ({
  urn: urn(name),
  type: "aws:dynamodb/table:Table",
  custom: true,
  retainOnDelete,
});
const exists = (name: string): Inspected => ({
  type: "aws:dynamodb/table:Table",
  id: name,
  scope: "eu-west-1",
  inputs: {},
  outputs: {},
  urn: urn(name),
  order: 1,
});

/** A session whose Pulumi always answers the same, and that notes what it is asked to do. */
function session(
  protection: string,
  resources: readonly DeployedResource[],
  exitCodes: number[] = [],
) {
  const done: string[] = [];
  const fake: Stack = {
    stack: "production",
    project: "shop",
    settings: { config: { "shop:protection": protection } },
    exportState: () => Promise.resolve({ resources, pendingOperations: [] }),
    pulumi: (args) => {
      done.push(args.join(" "));
      return Promise.resolve({
        exitCode: exitCodes.shift() ?? 0,
        stdout: "",
        stderr: "",
        events: [],
      });
    },
    change: (settings) => {
      done.push(JSON.stringify(settings({ config: { "shop:name": "x" } })));
    },
    world: {
      ask: () => Promise.resolve({ objects: [exists("kept")], findings: [], digest: "", down: [] }),
    },
  };
  return { fake, done };
}

async function run(fake: Stack): Promise<{ exitCode: number; told: string[] }> {
  const told: string[] = [];
  const exitCode = await tearDown(fake, ["--refresh"], (line) => void told.push(line));
  return { exitCode, told };
}

describe("tearDown", () => {
  it("destroys a disposable stack at once", async () => {
    const { fake, done } = session("disposable", [table("kept", true)]);
    const { exitCode, told } = await run(fake);
    expect(exitCode).toBe(0);
    expect(done).toEqual(["destroy --skip-preview --refresh"]);
    expect(told).toEqual([
      "Retained, as the program declares:",
      "  kept (aws:dynamodb/table:Table) kept in eu-west-1",
    ]);
  });

  it("takes two steps for a protected one, and says so", async () => {
    const { fake, done } = session("protected", [table("kept", true)]);
    const { told } = await run(fake);
    expect(done).toEqual([
      '{"config":{"shop:name":"x","shop:protection":"disposable"}}',
      "up --skip-preview",
      "destroy --skip-preview --refresh",
    ]);
    expect(told.slice(0, 3)).toEqual([
      "production is protected, so its teardown takes two steps.",
      "Step 1 of 2: shop:protection becomes disposable in the rehearsal's copy of the settings, and that is applied.",
      "Step 2 of 2: production is destroyed.",
    ]);
  });

  it("destroys nothing where the protection cannot be lifted", async () => {
    const { fake, done } = session("protected", [table("kept")], [255]);
    expect((await run(fake)).exitCode).toBe(255);
    expect(done).not.toContainEqual(expect.stringContaining("destroy"));
  });

  it("does not deploy a stack only to destroy it", async () => {
    const { fake, done } = session("protected", []);
    await run(fake);
    expect(done).toEqual(["destroy --skip-preview --refresh"]);
  });
});

describe("leftovers", () => {
  it("tells what is kept on purpose from what is left behind", () => {
    expect(
      leftovers([table("kept", true), table("gone")], [exists("kept"), exists("gone")]),
    ).toEqual([
      "Retained, as the program declares:",
      "  kept (aws:dynamodb/table:Table) kept in eu-west-1",
      "Left behind, which is a defect:",
      "  gone (aws:dynamodb/table:Table) gone in eu-west-1",
    ]);
  });

  it("does not count what nobody's program made", () => {
    const { type, id, scope, inputs, outputs, order } = exists("default");
    expect(leftovers([], [{ type, id, scope, inputs, outputs, order }])).toEqual([
      "Nothing is left in the rehearsal cloud.",
    ]);
  });
});

describe("disposable", () => {
  it("changes the protection only", () => {
    const settings: Settings = {
      config: { "shop:protection": "protected", a: 1 },
      encryptionsalt: "s",
    };
    expect(disposable(settings, "shop")).toEqual({
      config: { "shop:protection": "disposable", a: 1 },
      encryptionsalt: "s",
    });
  });
});
