import fc from "fast-check";
import { realFiles, type Files } from "../../../../rehearsal/world/disk";
import { Refusal, type CloudObject } from "../../../../rehearsal/world/model";
import { hashed } from "../../../../rehearsal/world/secrets";
import { MemoryDisk, PowerCut, tears, type Tear } from "./crashing-files";
import * as on from "./fixture";

afterAll(on.removeFolders);

/** Files that take nothing more. */
function fullDisk(): Files {
  return {
    ...realFiles(),
    append: () => {
      throw new Error("no space left on device");
    },
  };
}

/** One thing that is asked of a world, by what has been made before. */
type Step = (cloud: on.Caller) => void;

const cidrBlock = "10.0.0.0/16";
const nth = (cloud: on.Caller, type: string, index: number): CloudObject | undefined => {
  const all = cloud.objects(type);
  return all[index % Math.max(1, all.length)];
};

/** Texts of one to four bytes a letter, so that a tear may go through one. */
const names = ["main", "größe", "表", "🌋"] as const;
const index = fc.nat({ max: 3 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  index.map((at): Step => (cloud) => {
    cloud.create(on.vpc, names[at] ?? "", { cidrBlock, tags: { name: names[at] ?? "" } });
  }),
  index.map((at): Step => (cloud) => {
    cloud.create(on.topic, names[at] ?? "", { name: names[at] ?? "", password: hashed("canary") });
  }),
  index.map((at): Step => (cloud) => {
    cloud.create(on.subnet, "s", { vpcId: nth(cloud, on.vpc, at)?.id ?? "vpc-none" });
  }),
  index.map((at): Step => (cloud) => {
    const to = { cidrBlock, tags: { changed: names[at] ?? "" } };
    cloud.update(on.vpc, nth(cloud, on.vpc, at)?.id ?? "vpc-none", { from: { cidrBlock }, to });
  }),
  fc
    .tuple(fc.constantFrom(on.vpc, on.subnet, on.topic), index)
    .map(([type, at]): Step => (cloud) => {
      cloud.delete(type, nth(cloud, type, at)?.id ?? "none");
    }),
  fc.boolean().map((down): Step => (cloud) => {
    cloud.world.region({ region: "us-east-1", down });
  }),
  fc.constantFrom("fail", "halfComplete").map((kind): Step => (cloud) => {
    cloud.world.fault({ add: { match: {}, effect: { kind }, nth: 2, times: 2 } });
  }),
  fc.constant<Step>((cloud) => {
    cloud.world.fault({ set: { down: [{ region: "eu-west-1", service: "eks" }] } });
  }),
  fc.constant<Step>((cloud) => {
    cloud.world.shutdown();
  }),
);

/** Takes steps until the power is cut; answers how many were answered, be it by a refusal. */
function live(
  cloud: on.Caller,
  history: readonly Step[],
  after: () => void = () => undefined,
): number {
  let answered = 0;
  for (const step of history) {
    try {
      step(cloud);
    } catch (cause) {
      if (cause instanceof PowerCut) return answered;
      if (!(cause instanceof Refusal)) throw cause;
    }
    answered += 1;
    after();
  }
  return answered;
}

/** All that a world holds; what it calls its faults is made up. */
function stateOf({ world }: on.Caller): string {
  const faults = world.fault({ list: true }).faults.map((fault) => ({ ...fault, id: "" }));
  return JSON.stringify([world.inspect({}), world.journal({}), faults]);
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

  it("is what the last answer left, or the call under way, wherever the power is cut", () => {
    const history = fc.array(steps, { minLength: 3, maxLength: 12 });
    let cuts = 0;
    fc.assert(
      fc.property(history, (taken) => {
        const whole = new on.Caller("world", new MemoryDisk().files());
        const states = [stateOf(whole)];
        live(whole, taken, () => states.push(stateOf(whole)));
        for (let step = 0, went = false; !went; step++) {
          for (const tear of Object.keys(tears) as Tear[]) {
            const disk = new MemoryDisk();
            const files = disk.files({ step, tear });
            const answered = live(new on.Caller("world", files), taken);
            went = files.steps() <= step;
            expectFound(disk, taken, states, answered);
            cuts += 1;
          }
        }
      }),
      { numRuns: 10 },
    );
    expect(cuts).toBeGreaterThan(100);
  });

  it("takes back in memory what the disk did not take", () => {
    const cloud = new on.Caller(on.folder(), fullDisk());
    const before = cloud.digest;
    expect(() => cloud.create(on.vpc, "main", { cidrBlock })).toThrow("no space left");
    expect(cloud.digest).toBe(before);
  });

  it("keeps a call whose log cannot be folded into a checkpoint, and folds it later", () => {
    const directory = on.folder();
    const files = realFiles();
    let full = true;
    const replaced: string[] = [];
    const cloud = new on.Caller(directory, {
      ...files,
      replace: (file, text) => {
        if (full) throw new Error("no space left on device");
        replaced.push(file);
        files.replace(file, text);
      },
    });
    const long = "x".repeat(33_000_000);
    cloud.create(on.topic, "long", { name: long });
    expect(cloud.objects(on.topic)).toHaveLength(1);
    expect(new on.Caller(directory).objects(on.topic)).toHaveLength(1);
    full = false;
    cloud.create(on.topic, "short", { name: "short" });
    expect(replaced).toEqual([expect.stringContaining("checkpoint.json")]);
    expect(new on.Caller(directory).objects(on.topic)).toHaveLength(2);
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

/** That a cut disk is found whole, also where the power goes again while it is opened, and goes on to the same end. */
function expectFound(
  disk: MemoryDisk,
  history: readonly Step[],
  states: readonly string[],
  answered: number,
): void {
  for (let step = 0; step < 3; step++) {
    const again = disk.copy();
    try {
      new on.Caller("world", again.files({ step, tear: "half" }));
    } catch (cause) {
      if (!(cause instanceof PowerCut)) throw cause;
    }
    const found = new on.Caller("world", again.files());
    expect([states[answered], states[answered + 1]]).toContain(stateOf(found));
    live(found, history.slice(stateOf(found) === states[answered] ? answered : answered + 1));
    expect(stateOf(found)).toBe(states.at(-1));
  }
}
