import { WorldClient } from "../../../../rehearsal/world/client";
import { Refusal } from "../../../../rehearsal/world/model";
import { serveWorld, type RunningServer } from "../../../../rehearsal/world/server";
import * as on from "./fixture";

const cidrBlock = "10.0.0.0/16";
const about = { package: "aws", config: on.config, urn: on.urnOf(on.vpc, "a"), type: on.vpc };

let cloud: on.Caller;
let server: RunningServer;
let client: WorldClient;
let ended = 0;

beforeEach(async () => {
  cloud = new on.Caller();
  ended = 0;
  server = await serveWorld(cloud.world, () => (ended += 1));
  client = new WorldClient(`http://127.0.0.1:${server.port}`);
});
afterEach(async () => {
  client.close();
  await server.close();
});
afterAll(on.removeFolders);

describe("the world's server and its client", () => {
  it("carry every call and its answer", async () => {
    const inputs = { cidrBlock };
    const checked = await client.ask("check", { ...about, inputs, seed: "00" });
    expect(checked.failures).toEqual([]);
    const made = await client.ask("create", { ...about, inputs, preview: false });
    const { id } = made;
    const diff = await client.ask("diff", { ...about, id, oldInputs: inputs, inputs: {} });
    expect(diff.replaces).toEqual(["cidrBlock"]);
    const read = await client.ask("read", { ...about, id, inputs, outputs: {} });
    expect(read).toMatchObject({ id, inputs, outputs: made.outputs });
    const change = { ...about, id, oldInputs: inputs, inputs, preview: false };
    expect((await client.ask("update", change)).id).toBe(id);
    expect((await client.ask("inspect", { type: on.vpc })).objects).toHaveLength(1);
    expect(await client.ask("delete", { ...about, id, oldInputs: inputs })).toEqual({});
    expect(await client.ask("read", { ...about, id, inputs, outputs: {} })).toBeNull();
    expect((await client.ask("journal", {})).mark).toBe(5);
    expect((await client.ask("region", { region: "eu-west-1", down: true })).down).toEqual([
      "eu-west-1",
    ]);
    expect((await client.ask("fault", { list: true })).faults).toEqual([]);
    const from = { internet: true, region: "eu-west-1" } as const;
    expect((await client.ask("resolve", { name: "a.b", from })).status).toBe("noZone");
    const token = "aws:index/getCallerIdentity:getCallerIdentity";
    const call = { package: "aws", config: on.config, token, args: { region: "us-east-1" } };
    expect(await client.ask("invoke", call)).toHaveProperty("answer.accountId", "123456789012");
    const config = { package: "aws", config: on.config, unseen: [] };
    expect((await client.ask("checkConfig", config)).failures).toEqual([]);
  });

  it("carry a refusal with its code", async () => {
    await client.ask("fault", { add: { match: {}, effect: { kind: "fail", code: "Throttled" } } });
    const asked = client.ask("create", { ...about, inputs: { cidrBlock }, preview: false });
    await expect(asked).rejects.toThrow(Refusal);
    await expect(asked).rejects.toMatchObject({ code: "Throttled" });
  });

  it("tell a defect of the rehearsal from a refusal", async () => {
    const asked = client.ask("resolve", { name: "x" } as never);
    await expect(asked).rejects.toThrow(/^the rehearsal cloud failed: TypeError/);
    await expect(asked).rejects.not.toThrow(Refusal);
    await expect(client.ask("nonsense" as never, {} as never)).rejects.toThrow(
      "knows no call nonsense",
    );
    await expect(client.ask("../x" as never, {} as never)).rejects.toThrow(
      "knows no call of that form",
    );
  });

  it("survive texts of any alphabet and size", async () => {
    const inputs = { cidrBlock, tags: { name: "Грüße \u2028 \u{1F680}".repeat(10_000) } };
    const { id } = await client.ask("create", { ...about, inputs, preview: false });
    const found = await client.ask("read", { ...about, id, inputs: {}, outputs: {} });
    expect(found?.inputs).toEqual(inputs);
    expect(new on.Caller(cloud.directory).read(on.vpc, id)?.inputs).toEqual(inputs);
  });

  it("shut down after the answer", async () => {
    expect(await client.ask("shutdown", {})).toEqual({});
    expect(ended).toBe(1);
  });

  it("say so when nobody answers", async () => {
    await server.close();
    await expect(client.ask("inspect", {})).rejects.toThrow(
      /^the rehearsal cloud at http:\/\/127\.0\.0\.1:\d+ does not answer: /,
    );
  });
});
