import fs from "node:fs";
import path from "node:path";

import { meetFaults, renderFaults } from "../../../../rehearsal/cli/faults";
import { WorldClient } from "../../../../rehearsal/world/client";
import { registry } from "../../../../rehearsal/world/production";
import { serveWorld, type RunningServer } from "../../../../rehearsal/world/server";
import { World } from "../../../../rehearsal/world/world";
import { blocksOf } from "../../../support/markdown";
import * as on from "../world/fixture";

let world: World;
let server: RunningServer;
let client: WorldClient;
beforeEach(async () => {
  world = new World({ directory: on.folder(), registry });
  server = await serveWorld(world, () => undefined);
  client = new WorldClient(`http://127.0.0.1:${server.port}`);
});
afterEach(async () => {
  client.close();
  await server.close();
});
afterAll(on.removeFolders);

const root = path.resolve(__dirname, "../../../..");
const cluster = "aws:eks/cluster:Cluster";

function fileOf(text: string): string {
  const file = path.join(on.folder(), "faults.yaml");
  fs.writeFileSync(file, text);
  return file;
}

const state = () => ({
  rules: world.fault({ list: true }).faults.map(({ match, effect }) => ({ match, effect })),
  down: world.inspect({}).down,
});

describe("a file of faults", () => {
  it("is met as the documentation writes it", async () => {
    const page = fs.readFileSync(path.join(root, "docs/rehearsal.md"), "utf8");
    const [example] = blocksOf(page, "yaml");
    await meetFaults(client, fileOf(example ?? ""));
    expect(state()).toEqual({
      rules: [
        { match: { type: cluster, operation: "create" }, effect: { kind: "throttle" } },
        {
          match: { operation: ["create", "update", "delete"] },
          effect: { kind: "halfComplete" },
        },
      ],
      down: ["eu-west-1/dynamodb", "us-west-2"],
    });
  });

  it("may be JSON, and takes the place of what was there", async () => {
    world.region({ region: "us-east-1", down: true });
    const match = { type: cluster };
    const effect = { kind: "fail" };
    await meetFaults(client, fileOf(JSON.stringify({ rules: [{ match, effect }] })));
    expect(state()).toEqual({ rules: [{ match, effect }], down: [] });
  });

  it("that is wrong is told with all its problems, and changes nothing", async () => {
    world.region({ region: "us-east-1", down: true });
    const wrong = fileOf("rules: [{ match: { type: aws:eks/cluster:Clutser }, nth: 0 }]\ndwon: []");
    await expect(meetFaults(client, wrong)).rejects.toThrow(
      [
        `${wrong}: these faults cannot be:`,
        "rules.0.match.type: the rehearsal knows no type aws:eks/cluster:Clutser; aws:eks/cluster:Cluster?",
        "rules.0.effect: is missing",
        "rules.0.nth: a whole number of at least 1 is wanted, not 0",
        "dwon: there is no such key; there are rules, down",
      ].join("\n  "),
    );
    expect(state().down).toEqual(["us-east-1"]);
    await expect(meetFaults(client, fileOf(""))).rejects.toThrow("a map with the keys rules, down");
  });

  it("that cannot be read is told as such", async () => {
    const gone = path.join(on.folder(), "gone.yaml");
    await expect(meetFaults(client, gone)).rejects.toThrow(/gone.yaml cannot be read: .*ENOENT/);
    const torn = fileOf("rules: [");
    await expect(meetFaults(client, torn)).rejects.toThrow(`${torn} cannot be read: `);
  });
});

describe("what became of faults", () => {
  it("is told rule by rule", async () => {
    const match = { type: cluster, operation: ["create", "delete"] } as const;
    await client.ask("fault", { add: { match, effect: { kind: "fail" } } });
    await client.ask("fault", { add: { match: {}, effect: { kind: "throttle" }, nth: 2 } });
    await client.ask("fault", { add: { match: { urn: "shop" }, effect: { kind: "unhealthy" } } });
    expect(renderFaults(world.fault({ list: true }).faults)).toEqual([
      "",
      "Faults:",
      `  1. fail ${cluster} create delete: met 0 of 0 calls`,
      "  2. throttle: met 0 of 0 calls",
      "  3. unhealthy shop",
    ]);
    expect(renderFaults([])).toEqual([]);
  });
});
