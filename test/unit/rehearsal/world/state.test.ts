import { realFiles, type Files } from "../../../../rehearsal/world/disk";
import * as on from "./fixture";

afterAll(on.removeFolders);

/** Files that lose power at a byte: everything up to it is on the disk, nothing after. */
function dyingAfter(characters: number): Files {
  const files = realFiles();
  let left = characters;
  return {
    ...files,
    append: (file, text) => {
      const written = text.slice(0, Math.max(0, left));
      left -= text.length;
      files.append(file, written);
      if (left < 0) throw new Error("power cut");
    },
  };
}

/** A history with creates, an update, deletes, faults and an outage. */
function live(cloud: on.Caller, after: () => void): void {
  const step = (act: () => void): void => {
    act();
    after();
  };
  const cidrBlock = "10.0.0.0/16";
  let vpcId = "";
  let subnetId = "";
  step(() => (vpcId = cloud.create(on.vpc, "main", { cidrBlock }).id));
  step(() => (subnetId = cloud.create(on.subnet, "a", { vpcId }).id));
  step(() => cloud.create(on.topic, "t", { name: "alerts" }));
  step(() =>
    cloud.update(on.vpc, vpcId, { from: { cidrBlock }, to: { cidrBlock, tags: { a: "b" } } }),
  );
  step(() => {
    cloud.delete(on.subnet, subnetId);
  });
  step(() => cloud.world.region({ region: "us-east-1", down: true }));
  step(() => cloud.world.fault({ add: { match: { type: on.vpc }, effect: { kind: "fail" } } }));
  step(() => {
    cloud.delete(on.vpc, vpcId, {}, { ...on.config });
  });
}

describe("the world's state", () => {
  it("is there again after a restart: objects, counters, faults, outages and the journal", () => {
    const cloud = new on.Caller();
    const { id } = cloud.create(on.vpc, "main", { cidrBlock: "10.0.0.0/16" });
    cloud.world.region({ region: "us-east-1", down: true });
    cloud.world.fault({ add: { match: { type: on.topic }, effect: { kind: "fail" } } });
    for (const checkpoint of [false, true]) {
      if (checkpoint) cloud.world.shutdown();
      const again = new on.Caller(cloud.directory);
      expect(again.world.inspect({})).toEqual(cloud.world.inspect({}));
      expect(again.world.journal({})).toEqual(cloud.world.journal({}));
      expect(again.world.fault({ list: true })).toEqual(cloud.world.fault({ list: true }));
      expect(again.world.inspect({}).down).toEqual(["us-east-1"]);
      expect(again.read(on.vpc, id)?.id).toBe(id);
    }
    const next = new on.Caller(cloud.directory).create(on.vpc, "main", {
      cidrBlock: "10.0.0.0/16",
    });
    expect(next.id).not.toBe(id);
  });

  it("is what some whole number of calls left, wherever the power is cut", () => {
    const states: string[] = [];
    const whole = new on.Caller();
    const stateOf = (cloud: on.Caller): string =>
      JSON.stringify([
        cloud.world.inspect({}),
        cloud.world.journal({}).mark,
        cloud.world.fault({ list: true }),
      ]).replace(/"id":"[0-9a-f-]{36}"/, "");
    states.push(stateOf(whole));
    expect(() => {
      live(whole, () => states.push(stateOf(whole)));
    }).toThrow("InternalFailure");
    for (let characters = 0; characters < 6000; characters += 41) {
      const directory = on.folder();
      const cloud = new on.Caller(directory, dyingAfter(characters));
      let answered = 0;
      expect(() => {
        live(cloud, () => (answered += 1));
      }).toThrow(/power cut|InternalFailure/);
      const found = states.indexOf(stateOf(new on.Caller(directory)));
      expect(found === answered || found === -1).toBe(true);
      if (found === -1) expect(answered).toBe(states.length - 1);
    }
  });

  it("takes back in memory what the disk did not take", () => {
    const cloud = new on.Caller(on.folder(), dyingAfter(0));
    const before = cloud.digest;
    expect(() => cloud.create(on.vpc, "main", { cidrBlock: "10.0.0.0/16" })).toThrow("power cut");
    expect(cloud.digest).toBe(before);
  });

  it("has the same digest for the same objects, whatever the order they were made in", () => {
    const [one, other, third] = [new on.Caller(), new on.Caller(), new on.Caller()];
    for (const name of ["a", "b"]) one.create(on.topic, name, { name });
    for (const name of ["b", "a"]) other.create(on.topic, name, { name });
    for (const name of ["a", "c"]) third.create(on.topic, name, { name });
    expect(one.digest).toBe(other.digest);
    expect(third.digest).not.toBe(one.digest);
  });
});
