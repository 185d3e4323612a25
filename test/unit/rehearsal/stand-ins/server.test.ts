import type { ServiceError } from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { secret } from "../../../../rehearsal/stand-ins/envelopes";
import { Empty, messageOf, propertiesOf } from "../../../../rehearsal/stand-ins/protobuf";
import { unknown, type Properties } from "../../../../rehearsal/world/model";
import { hashed } from "../../../../rehearsal/world/secrets";
import * as on from "../world/fixture";
import { answer, configure, create, createRequest, Stand } from "./stand";

let stand: Stand;
beforeEach(async () => {
  stand = await Stand.open();
});
afterEach(() => stand.close());
afterAll(on.removeFolders);

const eu = { region: "eu-west-1", allowedAccountIds: '["123456789012"]' };
const cidrBlock = "10.0.0.0/16";

describe("the stand-ins", () => {
  it("shake hands: secrets are taken, versions never warned of", async () => {
    const client = stand.connect();
    const request = new proto.ProviderHandshakeRequest();
    const hand = await answer<proto.ProviderHandshakeResponse>((done) =>
      client.handshake(request, done),
    );
    expect(hand.getAcceptSecrets()).toBe(true);
    const info = await answer<{ getVersion(): string }>((done) =>
      client.getPluginInfo(new Empty(), done),
    );
    expect(info.getVersion()).toBe("999.0.0");
    await answer((done) => client.cancel(new Empty(), done));
  });

  it("keep each connection's configuration apart", async () => {
    const [first, second] = [stand.connect(), stand.connect()];
    await configure(first, eu);
    await configure(second, { ...eu, region: "us-east-1" });
    await create(first, createRequest(on.vpc, "a", { cidrBlock }));
    await create(second, createRequest(on.vpc, "b", { cidrBlock }));
    expect(stand.cloud.objects(on.vpc).map(({ scope }) => scope)).toEqual([
      "eu-west-1",
      "us-east-1",
    ]);
  });

  it("forget at a handshake what an earlier connection of the port was told", async () => {
    const client = stand.connect();
    await configure(client, eu);
    const hand = new proto.ProviderHandshakeRequest();
    await answer((done) => client.handshake(hand, done));
    await create(client, createRequest(on.vpc, "a", { cidrBlock }));
    expect(stand.cloud.objects(on.vpc).map(({ scope }) => scope)).toEqual(["us-east-1"]);
  });

  it("check, and name every failure by its property", async () => {
    const client = stand.connect();
    await configure(client, eu);
    const request = new proto.CheckRequest()
      .setUrn(on.urnOf(on.vpc, "a"))
      .setNews(messageOf({ cidr: "x" }))
      .setOlds(messageOf({}))
      .setRandomseed(Buffer.from("seed"));
    const checked = await answer<proto.CheckResponse>((done) => client.check(request, done));
    expect(checked.getFailuresList().map((one) => [one.getProperty(), one.getReason()])).toEqual([
      ["cidr", "unknown property"],
      ["cidrBlock", "required, and missing"],
    ]);
    expect(propertiesOf(checked.getInputs())).toMatchObject({ region: "eu-west-1" });
  });

  it("tell a difference in detail", async () => {
    const client = stand.connect();
    await configure(client, eu);
    const request = new proto.DiffRequest()
      .setUrn(on.urnOf(on.vpc, "a"))
      .setId("vpc-1")
      .setOlds(messageOf({ cidrBlock: "never looked at" }))
      .setOldInputs(messageOf({ cidrBlock, tags: { a: "1" } }))
      .setNews(messageOf({ cidrBlock: unknown, tags: { a: "2" } }));
    const diff = await answer<proto.DiffResponse>((done) => client.diff(request, done));
    const { Kind } = proto.PropertyDiff;
    const detailed: unknown[] = [];
    diff.getDetaileddiffMap().forEach((one, path) => {
      detailed.push([path, one.getKind(), one.getInputdiff()]);
    });
    expect(detailed).toEqual([
      ["cidrBlock", Kind.UPDATE_REPLACE, true],
      ["tags.a", Kind.UPDATE, true],
    ]);
    expect(diff.getReplacesList()).toEqual(["cidrBlock"]);
    expect(diff.getDiffsList()).toEqual(["cidrBlock", "tags"]);
    expect(diff.getChanges()).toBe(proto.DiffResponse.DiffChanges.DIFF_SOME);
    const same = request.setNews(request.getOldInputs());
    const none = await answer<proto.DiffResponse>((done) => client.diff(same, done));
    expect(none.getChanges()).toBe(proto.DiffResponse.DiffChanges.DIFF_NONE);
  });

  it("keep secrets from the world, and give them back secret through a life", async () => {
    const client = stand.connect();
    await configure(client, eu);
    const inputs = { name: "alerts", password: secret("canary") };
    const made = await create(client, createRequest(on.topic, "t", inputs));
    expect(made.outputs).toMatchObject({ password: secret("canary"), name: "alerts" });
    expect(made.outputs["token"]).toEqual(
      secret(expect.stringMatching(/^[0-9a-f]{12}$/) as string),
    );
    expect(JSON.stringify(stand.cloud.objects())).not.toContain("canary");
    expect(stand.cloud.objects(on.topic)[0]?.inputs["password"]).toBe(hashed("canary"));

    const urn = on.urnOf(on.topic, "t");
    const reading = new proto.ReadRequest()
      .setUrn(urn)
      .setId(made.id)
      .setInputs(messageOf({ ...inputs, __defaults: ["region"] }))
      .setProperties(messageOf(made.outputs));
    const read = await answer<proto.ReadResponse>((done) => client.read(reading, done));
    expect(propertiesOf(read.getInputs())).toEqual({ ...inputs, __defaults: ["region"] });
    expect(propertiesOf(read.getProperties())).toEqual(made.outputs);

    const news = { name: "alerts", password: secret("other") };
    const updating = new proto.UpdateRequest()
      .setUrn(urn)
      .setId(made.id)
      .setOlds(messageOf(made.outputs))
      .setOldInputs(messageOf(inputs))
      .setNews(messageOf(news));
    const updated = await answer<proto.UpdateResponse>((done) => client.update(updating, done));
    expect(propertiesOf(updated.getProperties())["password"]).toEqual(secret("other"));
  });

  it("show drift, and what is gone as gone", async () => {
    const client = stand.connect();
    await configure(client, eu);
    const { id, outputs } = await create(client, createRequest(on.topic, "t", { name: "a" }));
    stand.cloud.update(on.topic, id, {
      from: { name: "a" },
      to: { name: "a", password: "by hand" },
    });
    const request = new proto.ReadRequest()
      .setUrn(on.urnOf(on.topic, "t"))
      .setId(id)
      .setInputs(messageOf({ name: "a", __defaults: [] }))
      .setProperties(messageOf(outputs));
    const read = await answer<proto.ReadResponse>((done) => client.read(request, done));
    const drifted = { name: "a", password: "by hand", __defaults: [] };
    expect(propertiesOf(read.getInputs())).toEqual(drifted);
    stand.cloud.delete(on.topic, id);
    const gone = await answer<proto.ReadResponse>((done) => client.read(request, done));
    expect(gone.getId()).toBe("");
  });

  it("import by id alone, with the inputs that the world has", async () => {
    const client = stand.connect();
    await configure(client, eu);
    const { id } = stand.cloud.create(on.vpc, "a", { cidrBlock });
    const request = new proto.ReadRequest().setUrn(on.urnOf(on.vpc, "a")).setId(id);
    const read = await answer<proto.ReadResponse>((done) => client.read(request, done));
    expect(propertiesOf(read.getInputs())).toEqual({ cidrBlock, __defaults: [] });
  });

  it("preview with what is not known left open", async () => {
    const client = stand.connect();
    await configure(client, eu);
    const inputs = { name: "t", password: secret("canary") };
    const request = createRequest(on.topic, "t", inputs).setPreview(true);
    const { id, outputs } = await create(client, request);
    expect(id).toBe("");
    expect(outputs).toMatchObject({ ...inputs, arn: unknown, subscriptions: unknown });
    expect(stand.cloud.objects()).toEqual([]);
  });

  it("delete by what the state says of the region", async () => {
    const client = stand.connect();
    await configure(client, eu);
    const inputs = { cidrBlock, region: "us-east-1" };
    const { id, outputs } = await create(client, createRequest(on.vpc, "a", inputs));
    const request = new proto.DeleteRequest()
      .setUrn(on.urnOf(on.vpc, "a"))
      .setId(id)
      .setProperties(messageOf(outputs));
    await answer((done) => client.delete(request, done));
    expect(stand.cloud.objects()).toEqual([]);
  });

  it("answer a refusal with its own words, and a world that is gone with a clear error", async () => {
    const client = stand.connect();
    await configure(client, eu);
    const request = createRequest(on.subnet, "a", { vpcId: "vpc-0" });
    await expect(create(client, request)).rejects.toMatchObject({
      details: expect.stringContaining("api error InvalidVpcID.NotFound") as string,
    });
    await stand.world.close();
    await expect(create(client, request)).rejects.toMatchObject({
      details: expect.stringMatching(/^the rehearsal cloud at .* does not answer: /) as string,
    });
  });

  it("hand over what exists but is not ready", async () => {
    const { outputs } = stand.cloud.create(on.cluster, "c", { name: "one" });
    const principalArn = "arn:aws:iam::123456789012:user/rehearsal";
    stand.cloud.create(on.accessEntry, "e", { clusterName: "one", principalArn });
    const client = stand.connect();
    const file = {
      "current-context": "c",
      contexts: [{ name: "c", context: { cluster: "c", user: "u" } }],
      clusters: [{ name: "c", cluster: { server: outputs["endpoint"] ?? null } }],
    };
    await configure(client, { kubeconfig: secret(JSON.stringify(file)) });
    const inputs = { metadata: { name: "web" }, spec: "hopeless" };
    const failed = await create(client, createRequest(on.deployment, "web", inputs)).then(
      () => undefined,
      (cause: unknown) => cause as ServiceError,
    );
    const [bytes] = failed?.metadata.get("grpc-status-details-bin") ?? [];
    const [any] = Status.deserializeBinary(
      new Uint8Array(Buffer.from(bytes ?? "")),
    ).getDetailsList();
    const detail = proto.ErrorResourceInitFailed.deserializeBinary(
      new Uint8Array(any?.getValue_asU8() ?? []),
    );
    expect(detail.getId()).toBe("web");
    expect(detail.getReasonsList()).toEqual(["no pod is ready", "quota exceeded"]);
    expect(propertiesOf(detail.getInputs())).toEqual(inputs);
    expect(propertiesOf(detail.getProperties())).toMatchObject({ status: { phase: "Active" } });
  });

  it("serve data sources, and tell what is wrong with their arguments", async () => {
    const client = stand.connect();
    await configure(client, eu);
    const request = new proto.InvokeRequest()
      .setTok("aws:index/getCallerIdentity:getCallerIdentity")
      .setArgs(messageOf({}));
    const found = await answer<proto.InvokeResponse>((done) => client.invoke(request, done));
    expect(propertiesOf(found.getReturn())).toMatchObject({ accountId: "123456789012" });
    const wrong = request.setArgs(messageOf({ nonsense: 1 }));
    const failed = await answer<proto.InvokeResponse>((done) => client.invoke(wrong, done));
    expect(failed.getFailuresList().map((one) => one.getProperty())).toEqual(["nonsense"]);
  });

  it("check and compare a provider's configuration", async () => {
    const client = stand.connect();
    const urn = "urn:pulumi:dev::tiny::pulumi:providers:aws::account";
    const checking = (news: Properties): Promise<proto.CheckResponse> => {
      const request = new proto.CheckRequest().setUrn(urn).setNews(messageOf(news));
      return answer<proto.CheckResponse>((done) => client.checkConfig(request, done));
    };
    const news = { region: "eu-west-1", secretKey: secret("canary") };
    const good = await checking(news);
    expect(propertiesOf(good.getInputs())).toEqual(news);
    expect(good.getFailuresList()).toEqual([]);
    const bad = await checking({ regoin: "eu-west-1" });
    expect(bad.getFailuresList().map((one) => one.getProperty())).toEqual(["regoin"]);
    const request = new proto.DiffRequest()
      .setUrn(urn)
      .setOldInputs(messageOf(news))
      .setNews(messageOf({ ...news, region: "us-east-1" }));
    const diff = await answer<proto.DiffResponse>((done) => client.diffConfig(request, done));
    expect(diff.getReplacesList()).toEqual(["region"]);
  });
});
