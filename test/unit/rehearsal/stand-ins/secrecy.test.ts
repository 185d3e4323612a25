// Whatever the engine asks, no secret reaches the world: not its memory, its files, its journal or its refusals.
import * as fs from "node:fs";
import * as path from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { secret } from "../../../../rehearsal/stand-ins/envelopes";
import { messageOf, propertiesOf } from "../../../../rehearsal/stand-ins/protobuf";
import type { Properties } from "../../../../rehearsal/world/model";
import { hashed } from "../../../../rehearsal/world/secrets";
import * as on from "../world/fixture";
import { answer, configure, create, createRequest, Stand } from "./stand";

const canary = "canary-7c1f";
const eu = { region: "eu-west-1", allowedAccountIds: '["123456789012"]' };
const cidrBlock = "10.0.0.0/16";
const identity = "aws:index/getCallerIdentity:getCallerIdentity";
const output = {
  "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  value: canary,
  secret: true,
};

/** In a value, in a list, in a map, as a secret map, and as an output that is one. */
const everywhere: Properties = {
  one: secret(canary),
  list: ["plain", secret(`in a list: ${canary}`)],
  map: { deep: { deeper: secret(canary) } },
  whole: secret({ key: canary, more: [canary] }),
  output,
};

let stand: Stand;
let client: ResourceProviderClient;
const requests: string[] = [];
const refusals: string[] = [];
beforeEach(async () => {
  requests.length = 0;
  refusals.length = 0;
  stand = await Stand.open((request) => requests.push(JSON.stringify(request)));
  client = stand.connect();
  await configure(client, { ...eu, secretKey: secret(canary), token: output });
});
afterEach(() => stand.close());
afterAll(on.removeFolders);

/** All that the world has heard, keeps and has said. */
function places(): readonly string[] {
  const { world, directory } = stand.cloud;
  const files = (): string[] =>
    fs.readdirSync(directory).map((name) => fs.readFileSync(path.join(directory, name), "utf8"));
  const log = files();
  world.shutdown();
  return [
    ...[...requests, ...refusals, ...log, ...files()],
    ...[world.inspect({}), world.journal({})].map((one) => JSON.stringify(one)),
  ];
}

/** Waits for a call, be it refused: what is said of it is kept. */
async function whatever(call: Promise<unknown>): Promise<void> {
  await call.catch((cause: unknown) => refusals.push((cause as ServiceError).details));
}

const make = (name: string, inputs: Properties, type = on.topic) =>
  create(client, createRequest(type, name, inputs));
const update = (id: string, inputs: Properties) => {
  const request = new proto.UpdateRequest().setUrn(on.urnOf(on.topic, "t")).setId(id);
  request.setOlds(messageOf(inputs)).setOldInputs(messageOf(inputs)).setNews(messageOf(inputs));
  return answer<proto.UpdateResponse>((done) => client.update(request, done));
};
const read = (id: string, inputs: Properties = {}) => {
  const request = new proto.ReadRequest().setUrn(on.urnOf(on.topic, "t")).setId(id);
  request.setInputs(messageOf(inputs)).setProperties(messageOf(inputs));
  return answer<proto.ReadResponse>((done) => client.read(request, done));
};
const remove = (id: string, inputs: Properties) => {
  const request = new proto.DeleteRequest().setUrn(on.urnOf(on.topic, "t")).setId(id);
  request.setProperties(messageOf(inputs)).setOldInputs(messageOf(inputs));
  return answer((done) => client.delete(request, done));
};
const check = (inputs: Properties) => {
  const request = new proto.CheckRequest().setUrn(on.urnOf(on.topic, "t"));
  request.setNews(messageOf(inputs)).setOlds(messageOf(inputs));
  return answer<proto.CheckResponse>((done) => client.check(request, done));
};
const diff = (inputs: Properties) => {
  const request = new proto.DiffRequest().setUrn(on.urnOf(on.topic, "t")).setId("t");
  request.setOldInputs(messageOf({ name: "t" })).setNews(messageOf(inputs));
  return answer<proto.DiffResponse>((done) => client.diff(request, done));
};
const invoke = (args: Properties) => {
  const request = new proto.InvokeRequest().setTok(identity).setArgs(messageOf(args));
  return answer<proto.InvokeResponse>((done) => client.invoke(request, done));
};

describe("a secret", () => {
  it("is a hash to the world, whatever it is asked to do with it", async () => {
    const inputs = { ...everywhere, name: "alerts", password: secret(canary) };
    const { id, outputs } = await make("t", inputs);
    await make("p", { ...inputs, name: secret(canary) });
    await whatever(
      answer((done) => client.create(createRequest(on.topic, "t", inputs).setPreview(true), done)),
    );
    await whatever(check(inputs));
    await whatever(diff(inputs));
    await whatever(read(id, { ...inputs, ...outputs }));
    await whatever(read(id));
    await whatever(update(id, { ...inputs, password: secret(`other ${canary}`) }));
    await whatever(invoke({ ...everywhere, region: "eu-west-1" }));
    await whatever(invoke({ region: secret(canary) }));
    await whatever(remove(id, { ...inputs, ...outputs }));
    const config = new proto.CheckRequest().setUrn(on.urnOf("pulumi:providers:aws", "p"));
    config.setNews(messageOf({ ...eu, ...everywhere }));
    await whatever(answer((done) => client.checkConfig(config, done)));

    const all = places();
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter((text) => text.includes(canary))).toEqual([]);
    expect(all.some((text) => text.includes(hashed(canary)))).toBe(true);
  });

  it("is a hash to refusals, and where a call is done by halves or never heard of", async () => {
    const inputs = { ...everywhere, name: "alerts", password: secret(canary) };
    const effects = ["fail", "halfComplete"] as const;
    for (const kind of effects) {
      stand.cloud.world.fault({ add: { match: { operation: "create" }, effect: { kind } } });
      await whatever(make("t", inputs));
    }
    await whatever(make("s", { vpcId: secret(canary) }, on.subnet));
    await whatever(make("g", { name: secret(canary) }, on.logGroup));
    await whatever(make("h", { name: secret(canary) }, on.logGroup));
    await whatever(make("v", { cidrBlock, tags: { owner: secret(canary) } }, on.vpc));
    await whatever(update("gone", inputs));
    await whatever(read(canary.replace("canary", "gone"), inputs));
    stand.cloud.world.region({ region: "eu-west-1", down: true });
    await whatever(make("t", inputs));

    expect(refusals).toHaveLength(5);
    expect(places().filter((text) => text.includes(canary))).toEqual([]);
  });

  it("that the service makes is told once and kept as a hash", async () => {
    const { id, outputs } = await make("t", { name: "alerts" });
    const { value: token } = outputs["token"] as { value: string };
    const kept = stand.cloud.objects(on.topic)[0]?.outputs["token"];
    expect(kept).toBe(hashed(token));
    const found = await read(id);
    expect(propertiesOf(found.getProperties())["token"]).toEqual(secret(hashed(token)));
    expect(places().filter((text) => text.includes(token))).toEqual([]);
  });
});
