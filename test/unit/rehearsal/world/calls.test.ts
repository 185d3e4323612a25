import type { FaultRule } from "../../../../rehearsal/world/faults";
import { Refusal, type Properties } from "../../../../rehearsal/world/model";
import type { Operation } from "../../../../rehearsal/world/operation";
import * as on from "./fixture";

afterAll(on.removeFolders);

const cidrBlock = "10.0.0.0/16";
const fail = { kind: "fail", code: "Throttled", message: "slow down" } as const;

function faulty(rule: FaultRule): on.Caller {
  const cloud = new on.Caller();
  cloud.world.fault({ add: rule });
  return cloud;
}

function refusalBy(call: () => unknown): Refusal {
  try {
    call();
  } catch (cause) {
    if (cause instanceof Refusal) return cause;
  }
  throw new Error("the call was not refused");
}

/** Which of a run of creates were refused. */
function refused(cloud: on.Caller, names: readonly string[], type = on.topic): readonly string[] {
  return names.filter((name) => {
    try {
      cloud.create(type, name, { name });
      return false;
    } catch {
      return true;
    }
  });
}

describe("a fault", () => {
  it("fails the call that it meets, once, with the words it was given", () => {
    const cloud = faulty({ match: { type: on.topic, operation: "create" }, effect: fail });
    const message = on.refusalOf(() => cloud.create(on.topic, "a", { name: "a" }));
    expect(message).toContain("creating SNS Topic: operation error SNS: CreateTopic");
    expect(message).toContain("api error Throttled: slow down");
    expect(cloud.objects()).toEqual([]);
    expect(refused(cloud, ["a", "b"])).toEqual([]);
  });

  it("meets the nth matching call, and as many after it as it was told", () => {
    const match = { type: on.topic };
    expect(refused(faulty({ match, effect: fail, nth: 2 }), ["a", "b", "c"])).toEqual(["b"]);
    const several = { match, effect: fail, nth: 2, times: 2 };
    expect(refused(faulty(several), ["a", "b", "c", "d"])).toEqual(["b", "c"]);
  });

  it("meets by a part of the URN or a whole one, the operation and the region", () => {
    expect(refused(faulty({ match: { urn: "::b" }, effect: fail }), ["a", "b"])).toEqual(["b"]);
    const urn = on.urnOf(on.topic, "a");
    expect(refused(faulty({ match: { urn }, effect: fail }), ["ab", "a"])).toEqual(["a"]);
    expect(refused(faulty({ match: { operation: "delete" }, effect: fail }), ["a"])).toEqual([]);
    expect(refused(faulty({ match: { region: "us-east-1" }, effect: fail }), ["a"])).toEqual([]);
    expect(refused(faulty({ match: { region: "eu-west-1" }, effect: fail }), ["a"])).toEqual(["a"]);
  });

  it("meets the nth call of a whole run that does one of several operations", () => {
    const operation = ["create", "update", "delete"] as const;
    const cloud = faulty({ match: { operation }, effect: fail, nth: 3 });
    const { id } = cloud.create(on.vpc, "a", { cidrBlock });
    cloud.read(on.vpc, id);
    cloud.update(on.vpc, id, { from: { cidrBlock }, to: { cidrBlock, tags: {} } });
    cloud.read(on.vpc, id);
    expect(refused(cloud, ["b", "c"])).toEqual(["b"]);
  });

  it("has a sentence of its own where it was given none", () => {
    const cloud = faulty({ match: {}, effect: { kind: "fail" } });
    const message = on.refusalOf(() => cloud.create(on.topic, "a", { name: "a" }));
    expect(message).toMatch(/StatusCode: 500.*api error InternalFailure: .*fault/);
  });

  it("refuses a call too many in the service's words, and says that it may be made again", () => {
    const throttle = { kind: "throttle" } as const;
    const words = (type: string, inputs: Properties): readonly unknown[] => {
      const cloud = faulty({ match: {}, effect: throttle });
      const { code, message, handling } = refusalBy(() => cloud.create(type, "a", inputs));
      return [code, message.includes(`api error ${code}: `), cloud.objects().length, handling];
    };
    const retry = { retry: true };
    expect(words(on.vpc, { cidrBlock })).toEqual(["RequestLimitExceeded", true, 0, retry]);
    expect(words(on.cluster, { name: "c" })).toEqual(["ThrottlingException", true, 0, retry]);
    expect(words(on.topic, { name: "t" })).toEqual(["Throttling", true, 0, retry]);
  });

  it("lets a call hang for as long as it was told: nothing is done, and who asks hears nothing", () => {
    const cloud = faulty({ match: {}, effect: { kind: "hang", seconds: 90 } });
    const refused = refusalBy(() => cloud.create(on.topic, "a", { name: "a" }));
    expect(refused.handling).toEqual({ afterSeconds: 90 });
    expect(refused.message).toContain(
      "CreateTopic, request send failed, net/http: request canceled",
    );
    expect(cloud.objects()).toEqual([]);
    for (const seconds of [0, -1, Infinity, NaN]) {
      const effect = { kind: "hang", seconds } as const;
      expect(() => cloud.world.fault({ add: { match: {}, effect } })).toThrow("above 0");
    }
    expect(cloud.world.fault({ list: true }).faults).toHaveLength(1);
  });

  it("does a call and then lets nobody hear of it, where it was told so", () => {
    const cloud = faulty({ match: {}, effect: { kind: "hang", seconds: 90, done: true } });
    const { handling } = refusalBy(() => cloud.create(on.topic, "a", { name: "a" }));
    expect(handling).toEqual({ afterSeconds: 90 });
    const [made] = cloud.objects(on.topic);
    expect(made).toMatchObject({ urn: on.urnOf(on.topic, "a") });
    expect(cloud.world.journal({}).calls).toMatchObject([{ result: "RequestError", id: made?.id }]);
  });

  it("does half of a call: what it makes exists, and is handed over as not initialised", () => {
    const half = { kind: "halfComplete", code: "Broken", message: "lost" } as const;
    const cloud = faulty({ match: { operation: "create" }, effect: half });
    const { id, notReady } = cloud.create(on.topic, "a", { name: "a" });
    expect(notReady?.reasons).toEqual([expect.stringContaining("api error Broken: lost")]);
    expect(cloud.objects(on.topic)).toMatchObject([{ id, urn: on.urnOf(on.topic, "a") }]);
    expect(cloud.world.journal({}).calls).toMatchObject([{ result: "Broken", id }]);
    expect(new on.Caller(cloud.directory).digest).toBe(cloud.digest);
    // It is the call that failed, not what it made.
    expect(cloud.read(on.topic, id)?.notReady).toBeUndefined();
    cloud.create(on.topic, "b", { name: "b" });
    expect(cloud.objects(on.topic)).toHaveLength(2);
  });

  it("does half of a change and of a deletion too, and of a call that is refused nothing", () => {
    const cloud = new on.Caller();
    const { id } = cloud.create(on.vpc, "a", { cidrBlock });
    const half = (operation: Operation): void => {
      cloud.world.fault({ add: { match: { operation }, effect: { kind: "halfComplete" } } });
    };
    half("update");
    const tags = { a: "b" };
    const changed = cloud.update(on.vpc, id, { from: { cidrBlock }, to: { cidrBlock, tags } });
    expect(changed.notReady?.reasons).toHaveLength(1);
    expect(cloud.read(on.vpc, id)?.outputs["tags"]).toEqual(tags);
    half("delete");
    on.refusalOf(() => {
      cloud.delete(on.vpc, id);
    });
    expect(cloud.objects()).toEqual([]);
    half("create");
    expect(on.refusalOf(() => cloud.create(on.subnet, "s", { vpcId: id }))).toContain(
      "InvalidVpcID.NotFound",
    );
    expect(cloud.objects()).toEqual([]);
  });

  it("is listed with its counts, and can be taken away", () => {
    const cloud = faulty({ match: { type: on.topic }, effect: fail, nth: 2 });
    refused(cloud, ["a"]);
    const { faults } = cloud.world.fault({ list: true });
    expect(faults).toMatchObject([{ seen: 1, met: 0, nth: 2 }]);
    expect(cloud.world.fault({ remove: faults[0]?.id ?? "" }).faults).toEqual([]);
    expect(refused(cloud, ["b"])).toEqual([]);
  });

  it("counts calls that are refused anyway, and leaves a call to one fault: the other meets the next", () => {
    const match = { type: on.topic };
    const cloud = faulty({ match, effect: fail, nth: 2 });
    cloud.world.fault({ add: { match, effect: fail, nth: 2, times: 2 } });
    expect(refused(cloud, ["a", "b", "c", "d", "e"])).toEqual(["b", "c", "d"]);
    expect(cloud.world.fault({ list: true }).faults.map((one) => [one.seen, one.met])).toEqual([
      [5, 1],
      [5, 2],
    ]);
  });
});

describe("a region that is down", () => {
  it("answers no call of a regional service, and all again when it is up", () => {
    const cloud = new on.Caller();
    const { id } = cloud.create(on.vpc, "main", { cidrBlock });
    expect(cloud.world.region({ region: "eu-west-1", down: true }).down).toEqual(["eu-west-1"]);
    const calls = [
      () => cloud.create(on.vpc, "other", { cidrBlock }),
      () => cloud.read(on.vpc, id),
      () => cloud.update(on.vpc, id, { from: { cidrBlock }, to: { cidrBlock } }),
      () => {
        cloud.delete(on.vpc, id);
      },
    ];
    for (const call of calls) {
      expect(on.refusalOf(call)).toContain(
        'Post "https://ec2.eu-west-1.amazonaws.com/": dial tcp: lookup ec2.eu-west-1.amazonaws.com: i/o timeout',
      );
    }
    expect(cloud.objects(on.vpc)).toHaveLength(1);
    cloud.create(on.role, "r", { name: "r" });
    cloud.create(on.vpc, "far", { cidrBlock, region: "us-east-1" });
    expect(cloud.world.region({ region: "eu-west-1", down: false }).down).toEqual([]);
    expect(cloud.read(on.vpc, id)?.id).toBe(id);
  });
});

describe("a control plane that is down", () => {
  const handshake = (host: string): string =>
    `request send failed, Post "https://${host}/": net/http: TLS handshake timeout`;

  it("answers no call to its service in its region, and takes no other with it", () => {
    const cloud = new on.Caller();
    const { id } = cloud.create(on.vpc, "main", { cidrBlock });
    const { down } = cloud.world.region({ region: "eu-west-1", service: "ec2", down: true });
    expect(down).toEqual(["eu-west-1/ec2"]);
    expect(cloud.world.inspect({}).down).toEqual(down);
    expect(on.refusalOf(() => cloud.read(on.vpc, id))).toContain(
      handshake("ec2.eu-west-1.amazonaws.com"),
    );
    expect(on.refusalOf(() => cloud.create(on.subnet, "s", { vpcId: id }))).toContain("ec2.eu-");
    cloud.create(on.topic, "t", { name: "t" });
    cloud.create(on.vpc, "far", { cidrBlock, region: "us-east-1" });
    cloud.world.region({ region: "eu-west-1", service: "ec2", down: false });
    expect(cloud.read(on.vpc, id)?.id).toBe(id);
  });

  it("is one for all regions, where a service is in none", () => {
    const cloud = new on.Caller();
    cloud.world.region({ region: "global", service: "iam", down: true });
    expect(on.refusalOf(() => cloud.create(on.role, "r", { name: "r" }))).toContain(
      handshake("iam.amazonaws.com"),
    );
    cloud.create(on.vpc, "main", { cidrBlock });
  });

  it("leaves the calls alone that only its data plane would have served", () => {
    const cloud = new on.Caller();
    cloud.world.region({ region: "eu-west-1", service: "ec2", plane: "data", down: true });
    expect(cloud.create(on.vpc, "main", { cidrBlock }).id).toMatch(/^vpc-/);
  });

  it("has to be one that there is", () => {
    const cloud = new on.Caller();
    const down = true;
    expect(() => cloud.world.region({ region: "eu-west-1", service: "ecs", down })).toThrow(
      "the rehearsal knows no service ecs",
    );
    expect(() => cloud.world.region({ region: "eu-west", down })).toThrow("no region");
    expect(cloud.world.inspect({}).down).toEqual([]);
  });
});

describe("a set of faults", () => {
  it("takes the place of all that there was, whole or not at all", () => {
    const cloud = faulty({ match: { type: on.topic }, effect: fail });
    cloud.world.region({ region: "us-east-1", down: true });
    const rule = { match: { type: on.vpc }, effect: fail } as const;
    const region = "eu-west-1";
    const set = { rules: [rule], down: [{ region, service: "eks" }] };
    const { faults } = cloud.world.fault({ set });
    expect(faults).toMatchObject([{ ...rule, seen: 0, met: 0 }]);
    expect(cloud.world.inspect({}).down).toEqual(["eu-west-1/eks"]);
    const unsound = { rules: [{ ...rule, nth: 0 }], down: [{ region: "eu-west-9" }] };
    expect(() => cloud.world.fault({ set: unsound })).toThrow(
      /cannot be:\n {2}rules\.0\.nth: .*\n {2}down\.0\.region: /,
    );
    expect(cloud.world.fault({ list: true }).faults).toEqual(faults);
    expect(cloud.world.fault({ set: {} }).faults).toEqual([]);
    expect(cloud.world.inspect({}).down).toEqual([]);
  });
});

describe("the journal", () => {
  it("has every call with its result and how long AWS takes for it", () => {
    const cloud = new on.Caller();
    const { id } = cloud.create(on.vpc, "main", { cidrBlock });
    const { mark } = cloud.world.journal({});
    cloud.read(on.vpc, id);
    cloud.update(on.vpc, id, { from: { cidrBlock }, to: { cidrBlock, tags: {} } });
    expect(refused(cloud, ["logs", "logs"], on.logGroup)).toEqual(["logs"]);
    cloud.delete(on.vpc, id);
    const { calls } = cloud.world.journal({ since: mark });
    expect(
      calls.map(({ operation, result, seconds, scope }) => [operation, result, seconds, scope]),
    ).toEqual([
      ["read", "ok", 0, "eu-west-1"],
      ["update", "ok", 5, "eu-west-1"],
      ["create", "ok", 10, "eu-west-1"],
      ["create", "ResourceAlreadyExistsException", 0, "eu-west-1"],
      ["delete", "ok", 3, "eu-west-1"],
    ]);
    expect(calls[1]).toMatchObject({ type: on.vpc, id, urn: on.urnOf(on.vpc, "x") });
    expect(cloud.world.journal({}).calls).toHaveLength(6);
  });
});
