import * as fc from "fast-check";
import {
  opening,
  restored,
  secret,
  secretNames,
  sent,
  type Known,
} from "../../../../rehearsal/stand-ins/envelopes";
import { unknown, type Properties, type Value } from "../../../../rehearsal/world/model";
import { hashed } from "../../../../rehearsal/world/secrets";

const signature = "4dabf18193072939515e22adb298388d";
const output = (value: Value | undefined, isSecret: boolean): Value => ({
  [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  ...(value === undefined ? {} : { value }),
  secret: isSecret,
  dependencies: [],
});

describe("what goes to the world", () => {
  it("is plain, with hashes for secret texts", () => {
    const known: Known = new Map();
    const properties = {
      plain: "a",
      password: secret("hunter2"),
      nested: { list: [secret({ user: "u", port: 5432 })] },
      output: output("b", false),
      both: output("c", true),
    };
    expect(sent(properties, known)).toEqual({
      plain: "a",
      password: hashed("hunter2"),
      nested: { list: [{ user: hashed("u"), port: 5432 }] },
      output: "b",
      both: hashed("c"),
    });
    expect([...known.values()].sort()).toEqual(["c", "hunter2", "u"]);
  });

  it("has one mark for everything that is not known yet", () => {
    const properties = {
      text: unknown,
      flag: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
      list: ["6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"],
      secret: secret(unknown),
      output: output(undefined, true),
    };
    const all = { text: unknown, flag: unknown, list: [unknown], secret: unknown, output: unknown };
    expect(sent(properties, new Map())).toEqual(all);
  });

  it("leaves assets as they are", () => {
    const asset = { [signature]: "c44067f5952c0a294b673a41bacd8c17", text: "x", hash: "y" };
    expect(sent({ asset }, new Map())).toEqual({ asset });
    expect(restored({ asset }, new Map(), { asset })).toEqual({ asset });
  });
});

describe("what comes back", () => {
  const json = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.string(),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { maxKeys: 3 }),
    ),
  })).value;
  const enveloped: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      json,
      json.map(secret),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { maxKeys: 3 }),
    ),
  })).value;
  const properties = fc.dictionary(fc.constantFrom("x", "y", "z"), enveloped);

  it("is what was sent, envelopes and all, where Pulumi knew it", () => {
    fc.assert(
      fc.property(properties, (given) => {
        const known: Known = new Map();
        expect(restored(sent(given, known), known, given)).toEqual(given);
      }),
    );
  });

  it("never lets a secret text out of its envelope", () => {
    const long = fc.string({ minLength: 8 }).map((text) => `canary ${text}`);
    fc.assert(
      fc.property(long, json, (text, other) => {
        const known: Known = new Map();
        const given = { a: { deep: [secret({ password: text }), other] } };
        const there = sent(given, known);
        expect(JSON.stringify(there)).not.toContain(JSON.stringify(text));
        const elsewhere = { moved: there["a"] ?? null };
        expect(secretNames(restored(elsewhere, known))).toEqual(["moved"]);
        expect(JSON.stringify(opening(restored(elsewhere, known)))).toContain(JSON.stringify(text));
      }),
    );
  });

  it("is secret as a whole where it was so before, whatever it is now", () => {
    const like = { config: secret({ a: 1 }) };
    expect(restored({ config: { a: 2, b: 3 } }, new Map(), like)).toEqual({
      config: secret({ a: 2, b: 3 }),
    });
    expect(restored({ config: unknown }, new Map(), like)).toEqual({ config: unknown });
  });

  it("takes the first template that has the property", () => {
    const [first, second] = [{ a: "plain" }, { a: secret("x"), b: secret("y") }];
    expect(restored({ a: "1", b: "2" }, new Map(), first, second)).toEqual({
      a: "1",
      b: secret("2"),
    });
  });

  it("stays a secret where its text is lost", () => {
    expect(restored({ a: hashed("x") }, new Map())).toEqual({ a: secret(hashed("x")) });
  });
});

describe("opening", () => {
  it("takes every envelope off", () => {
    const given: Properties = {
      a: secret("x"),
      b: [output("y", true)],
      c: { d: secret({ e: 1 }) },
    };
    expect(opening(given)).toEqual({ a: "x", b: ["y"], c: { d: { e: 1 } } });
  });
});
