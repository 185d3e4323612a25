import { unknown, type Properties } from "../../../../rehearsal/world/model";
import * as on from "./fixture";

afterAll(on.removeFolders);

const cidrBlock = "10.0.0.0/16";

describe("create", () => {
  it("answers with the id, the inputs, what was computed, and null for every other output", () => {
    const cloud = new on.Caller();
    const { id, outputs } = cloud.create(on.vpc, "main", { cidrBlock, region: "eu-west-1" });
    expect(id).toMatch(/^vpc-[0-9a-f]{17}$/);
    expect(outputs).toEqual({
      arn: `arn:aws:ec2:eu-west-1:123456789012:vpc/${id}`,
      cidrBlock,
      defaultSecurityGroupId: expect.stringMatching(/^sg-/) as string,
      ipv6: null,
      region: "eu-west-1",
      tags: null,
      tagsAll: null,
    });
  });

  it("mints the same ids for the same history and others for every further object", () => {
    const make = (): readonly string[] => {
      const cloud = new on.Caller();
      return [1, 2].map(() => cloud.create(on.vpc, "main", { cidrBlock }).id);
    };
    const [first, second] = make();
    expect([first, second]).toEqual(make());
    expect(first).not.toBe(second);
  });

  it("mints nothing for a create that was refused", () => {
    const cloud = new on.Caller();
    expect(() => cloud.create(on.subnet, "a", { vpcId: "vpc-0" })).toThrow("InvalidVpcID.NotFound");
    const vpcId = cloud.create(on.vpc, "main", { cidrBlock }).id;
    const late = cloud.create(on.subnet, "a", { vpcId }).id;
    const other = new on.Caller();
    other.create(on.vpc, "main", { cidrBlock });
    expect(other.create(on.subnet, "a", { vpcId }).id).toBe(late);
  });

  it("never takes two creates of one URN for one", () => {
    const cloud = new on.Caller();
    cloud.create(on.vpc, "main", { cidrBlock });
    cloud.create(on.vpc, "main", { cidrBlock });
    expect(cloud.objects(on.vpc)).toHaveLength(2);
  });

  it("refuses a reference into another region, in the provider's words", () => {
    const cloud = new on.Caller();
    const vpcId = cloud.create(on.vpc, "main", { cidrBlock, region: "us-east-1" }).id;
    const refused = on.refusalOf(() =>
      cloud.create(on.subnet, "a", { vpcId, region: "eu-west-1" }),
    );
    expect(refused).toMatch(
      /^1 error occurred:\n\t\* creating EC2 Subnet: operation error EC2: CreateSubnet, https response error StatusCode: 400, RequestID: [0-9a-f-]{36}, api error InvalidVpcID\.NotFound: The vpc ID 'vpc-[0-9a-f]+' does not exist\n\n$/,
    );
    expect(cloud.create(on.subnet, "a", { vpcId, region: "us-east-1" }).id).toMatch(/^subnet-/);
  });

  it("finds what is referred to by another output than the id", () => {
    const cloud = new on.Caller();
    expect(() => cloud.create(on.subscription, "s", { topic: "arn:none" })).toThrow("NotFound");
    const made = cloud.create(on.topic, "t", { name: "alerts" }).outputs;
    const inOther = { topic: made["arn"] ?? null, region: "us-west-2" };
    expect(cloud.create(on.subscription, "s", inOther).id).toContain("alerts");
  });

  it("refuses a second one of a name, within a region or within the account", () => {
    const cloud = new on.Caller();
    cloud.create(on.logGroup, "a", { name: "logs" });
    expect(() => cloud.create(on.logGroup, "b", { name: "logs" })).toThrow("already exists");
    cloud.create(on.logGroup, "c", { name: "logs", region: "us-east-1" });
    cloud.create(on.role, "a", { name: "r" });
    expect(() => cloud.create(on.role, "b", { name: "r" })).toThrow("EntityAlreadyExists");
  });

  it("forms a name from a prefix, and keeps it in updates", () => {
    const cloud = new on.Caller();
    const { id } = cloud.create(on.logGroup, "a", { namePrefix: "shop-" });
    expect(id).toMatch(/^shop-[0-9a-f]{26}$/);
    const to = { namePrefix: "shop-", retentionInDays: 7 };
    const { outputs } = cloud.update(on.logGroup, id, { from: { namePrefix: "shop-" }, to });
    expect(outputs["name"]).toBe(id);
    expect(cloud.create(on.logGroup, "a", { namePrefix: "shop-" }).id).not.toBe(id);
  });

  it("marks outputs that are secret by themselves, and keeps them hashed", () => {
    const cloud = new on.Caller();
    const { id, outputs, secrets } = cloud.create(on.topic, "t", { name: "alerts" });
    expect(secrets).toEqual(["token"]);
    expect(outputs["token"]).toMatch(/^[0-9a-f]{12}$/);
    expect(cloud.read(on.topic, id)?.outputs["token"]).toMatch(/^secret:sha256:/);
  });

  it("keeps what never becomes ready, and says so until an update mends it", () => {
    const cloud = new on.Caller();
    const { endpoint } = cloud.create(on.cluster, "c", { name: "one" }).outputs;
    const principalArn = "arn:aws:iam::123456789012:user/rehearsal";
    cloud.create(on.accessEntry, "e", { clusterName: "one", principalArn });
    const as = { target: { server: endpoint ?? null } };
    const hopeless = { metadata: { name: "web" }, spec: "hopeless" };
    const made = cloud.create(on.deployment, "web", hopeless, as);
    const reasons = ["no pod is ready", "quota exceeded"];
    expect(made).toMatchObject({ id: "web", notReady: { message: "2 errors occurred", reasons } });
    expect(cloud.read(on.deployment, "web", {}, as)?.notReady?.reasons).toEqual(reasons);
    expect(cloud.world.inspect({ type: on.deployment }).objects[0]?.notReady).toEqual(reasons);
    const about = { package: "kubernetes", config: as, urn: "u", type: on.deployment, id: "web" };
    const inputs = { metadata: { name: "web" }, spec: "fine" };
    cloud.world.update({ ...about, inputs, oldInputs: hopeless, preview: false });
    expect(cloud.read(on.deployment, "web", {}, as)?.notReady).toBeUndefined();
  });
});

describe("a preview", () => {
  it("answers the inputs, leaves every other output open and changes nothing", () => {
    const cloud = new on.Caller();
    const id = cloud.create(on.vpc, "main", { cidrBlock }).id;
    const before = cloud.digest;
    const made = cloud.preview(on.subnet, "a", { vpcId: unknown, cidrBlock: "10.0.0.0/24" });
    expect(made.outputs).toMatchObject({ cidrBlock: "10.0.0.0/24", vpcId: unknown, arn: unknown });
    const from = { cidrBlock, tags: { a: "b" } };
    const update = cloud.update(on.vpc, id, { from, to: { cidrBlock }, preview: true });
    expect(update.outputs).toMatchObject({ cidrBlock, arn: expect.stringContaining(id) as string });
    expect(cloud.digest).toBe(before);
    expect(cloud.world.journal({}).calls).toHaveLength(1);
  });

  it("of an update knows what stands, null outputs too, and in the right cluster", () => {
    const cloud = new on.Caller();
    const { id } = cloud.create(on.vpc, "main", { cidrBlock });
    const change = { from: { cidrBlock }, to: { cidrBlock, tags: { a: "b" } }, preview: true };
    expect(cloud.update(on.vpc, id, change).outputs).toMatchObject({
      ipv6: null,
      tags: { a: "b" },
    });
    expect(cloud.update(on.vpc, "vpc-0", change).outputs["ipv6"]).toBe(unknown);
    const inputs = { metadata: { name: "web" } };
    const principalArn = "arn:aws:iam::123456789012:user/rehearsal";
    const phases = ["one", "two"].map((name) => {
      const { endpoint } = cloud.create(on.cluster, name, { name }).outputs;
      cloud.create(on.accessEntry, name, { clusterName: name, principalArn });
      const as = { target: { server: endpoint ?? null } };
      cloud.create(on.configMap, name, { ...inputs, data: { name } }, as);
      const about = { package: "kubernetes", config: as, urn: "u", type: on.configMap, id: "web" };
      return cloud.world.update({ ...about, inputs, oldInputs: {}, preview: true }).outputs[
        "status"
      ];
    });
    expect(phases).toEqual([{ phase: "one" }, { phase: "two" }]);
  });

  it("hears what a cluster says to a dry run, where it can be reached", () => {
    const cloud = new on.Caller();
    const absurd = { metadata: { name: "web" }, spec: "absurd" };
    const as = { target: { server: "https://nowhere" } };
    expect(cloud.preview(on.deployment, "web", absurd, as).outputs["status"]).toBe(unknown);
    const { endpoint } = cloud.create(on.cluster, "c", { name: "one" }).outputs;
    const principalArn = "arn:aws:iam::123456789012:user/rehearsal";
    cloud.create(on.accessEntry, "e", { clusterName: "one", principalArn });
    const there = { target: { server: endpoint ?? null } };
    expect(() => cloud.preview(on.deployment, "web", absurd, there)).toThrow("spec is absurd");
  });
});

describe("read", () => {
  it("answers what exists, and nothing for what is gone", () => {
    const cloud = new on.Caller();
    const { id, outputs } = cloud.create(on.vpc, "main", { cidrBlock });
    expect(cloud.read(on.vpc, id)).toMatchObject({ id, outputs, inputs: { cidrBlock } });
    expect(cloud.read(on.vpc, id, { region: "us-east-1" })).toBeNull();
    expect(cloud.read(on.vpc, "vpc-0")).toBeNull();
  });

  it("finds an import of another region by the suffix of its id", () => {
    const cloud = new on.Caller();
    const { id } = cloud.create(on.vpc, "main", { cidrBlock, region: "us-east-1" });
    expect(cloud.read(on.vpc, `${id}@us-east-1`)?.id).toBe(id);
  });

  it("finds an import by the name that imports go by, and a refresh by the id alone", () => {
    const cloud = new on.Caller();
    const { id: topic } = cloud.create(on.topic, "t", { name: "alerts" });
    const { id } = cloud.create(on.subscription, "s", { topic });
    const config = on.config;
    const about = { package: "aws", config, urn: "u", type: on.subscription, inputs: {} };
    const read = (name: string, outputs: Properties) =>
      cloud.world.read({ ...about, id: name, outputs })?.id;
    expect(read(`of ${topic}`, {})).toBe(id);
    expect(read(`of ${topic}@eu-west-1`, {})).toBe(id);
    expect(read(`of ${topic}`, { topic })).toBeUndefined();
    expect(read("of nothing", {})).toBeUndefined();
  });

  it("shows what another object's call has changed", () => {
    const cloud = new on.Caller();
    const { id } = cloud.create(on.topic, "t", { name: "alerts" });
    cloud.create(on.subscription, "s", { topic: id });
    expect(cloud.read(on.topic, id)?.outputs["subscriptions"]).toBe(1);
  });
});

describe("update", () => {
  it("changes the inputs and what is computed, and leaves what others have changed", () => {
    const cloud = new on.Caller();
    const { id } = cloud.create(on.topic, "t", { name: "alerts" });
    cloud.create(on.subscription, "s", { topic: id });
    const to = { name: "alerts", password: "secret:sha256:1" };
    const { outputs } = cloud.update(on.topic, id, { from: { name: "alerts" }, to });
    expect(outputs).toMatchObject({ password: "secret:sha256:1", subscriptions: 1 });
    expect(cloud.objects(on.topic)[0]?.urn).toBe(on.urnOf(on.topic, "x"));
  });

  it("keeps the ids that were minted at birth, also under a new URN", () => {
    const cloud = new on.Caller();
    const { id, outputs } = cloud.create(on.vpc, "main", { cidrBlock });
    const change = { from: { cidrBlock }, to: { cidrBlock, tags: { a: "b" } } };
    const after = cloud.update(on.vpc, id, change).outputs;
    expect(after["defaultSecurityGroupId"]).toBe(outputs["defaultSecurityGroupId"]);
  });

  it("refuses what is gone, and checks references that changed", () => {
    const cloud = new on.Caller();
    const change = { from: { cidrBlock }, to: { cidrBlock } };
    expect(() => cloud.update(on.vpc, "vpc-0", change)).toThrow("couldn't find resource");
    const vpcId = cloud.create(on.vpc, "main", { cidrBlock }).id;
    const { id } = cloud.create(on.subnet, "a", { vpcId });
    const wrong = { from: { vpcId }, to: { vpcId: "vpc-0" } };
    expect(() => cloud.update(on.subnet, id, wrong)).toThrow("InvalidVpcID.NotFound");
  });
});

describe("delete", () => {
  it("takes along what came with the object, and is content with what is gone", () => {
    const cloud = new on.Caller();
    const { id } = cloud.create(on.vpc, "main", { cidrBlock });
    expect(cloud.objects(on.group)).toHaveLength(1);
    cloud.delete(on.vpc, id);
    cloud.delete(on.vpc, id);
    expect(cloud.objects()).toEqual([]);
  });

  it("is refused while something else uses the object", () => {
    const cloud = new on.Caller();
    const vpcId = cloud.create(on.vpc, "main", { cidrBlock }).id;
    const { id } = cloud.create(on.subnet, "a", { vpcId });
    const before = cloud.digest;
    const refused = on.refusalOf(() => {
      cloud.delete(on.vpc, vpcId);
    });
    expect(refused).toContain(`deleting EC2 VPC (${vpcId}): operation error EC2: DeleteVpc`);
    expect(cloud.digest).toBe(before);
    cloud.delete(on.subnet, id);
    cloud.delete(on.vpc, vpcId);
    expect(cloud.objects()).toEqual([]);
  });

  it("of a cluster takes along all that was in it", () => {
    const cloud = new on.Caller();
    const { id, outputs } = cloud.create(on.cluster, "c", { name: "one" });
    const principalArn = "arn:aws:iam::123456789012:user/rehearsal";
    const entry = cloud.create(on.accessEntry, "e", { clusterName: "one", principalArn });
    const as = { target: { server: outputs["endpoint"] ?? null } };
    cloud.create(on.namespace, "n", { metadata: { name: "shop" } }, as);
    cloud.delete(on.cluster, id);
    cloud.delete(on.accessEntry, entry.id);
    expect(cloud.objects()).toEqual([]);
  });
});

describe("invoke", () => {
  const token = "aws:index/getCallerIdentity:getCallerIdentity";

  it("answers as the model says", () => {
    const { world } = new on.Caller();
    const config = {
      ...on.config,
      assumeRoles: '[{"roleArn":"arn:aws:iam::210987654321:role/deploy"}]',
    };
    expect(world.invoke({ package: "aws", config, token, args: {} })).toEqual({
      answer: { accountId: "210987654321", arn: "arn:aws:iam::210987654321:role/deploy" },
    });
  });

  it("answers what is wrong with its arguments", () => {
    const { world } = new on.Caller();
    const failures = [{ path: "nonsense", reason: "unknown property" }];
    const args = { nonsense: true };
    expect(world.invoke({ package: "aws", config: on.config, token, args })).toEqual({ failures });
  });

  it("answers that there is no such region", () => {
    const { world } = new on.Caller();
    const failures = [{ path: "region", reason: "invalid AWS Region: mars-north-1" }];
    const args = { region: "mars-north-1" };
    expect(world.invoke({ package: "aws", config: on.config, token, args })).toMatchObject({
      failures: expect.arrayContaining(failures) as unknown,
    });
  });

  it("says what to do for a data source without a model", () => {
    const { world } = new on.Caller();
    const call = { package: "aws", config: on.config, token: "aws:a/b:getC", args: {} };
    expect(() => world.invoke(call)).toThrow(/no model of the data source aws:a\/b:getC/);
  });
});
