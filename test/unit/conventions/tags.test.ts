import * as pulumi from "@pulumi/pulumi";
import { checkTags, houseTagKeys, tagged } from "../../../components/conventions/tags";

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    { newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) },
    "boutique",
    "production",
  );
});

describe("tagged", () => {
  it("says what a resource belongs to", () => {
    expect(tagged("boutique-eu-west-1-vpc")).toEqual({
      Name: "boutique-eu-west-1-vpc",
      "archipelago:stack": "boutique/production",
      "archipelago:resource": "boutique-eu-west-1-vpc",
    });
  });

  it("adds the caller's tags, of which none overrides ours", () => {
    const owner = pulumi.output("shop");
    expect(tagged("vpc", { owner, Name: "mine", "archipelago:stack": "other" })).toEqual({
      owner,
      Name: "vpc",
      "archipelago:stack": "boutique/production",
      "archipelago:resource": "vpc",
    });
  });
});

describe("checkTags", () => {
  it("takes tags that AWS takes", () => {
    expect(
      checkTags("tags", {
        owner: "shop",
        "cost-center": "12 / 3 = 4 + @x",
        größe: "",
        late: pulumi.output("ä;"),
      }),
    ).toEqual([]);
  });

  it.each([...houseTagKeys, "name", "ARCHIPELAGO:STACK"])(
    "refuses the key %s, which is ours",
    (key) => {
      expect(checkTags("platform.tags", { [key]: "x" })).toEqual([
        expect.objectContaining({ path: `platform.tags.${key}`, value: key }),
      ]);
    },
  );

  it.each(["aws:created", "AWS:x", "", "a;b", "k".repeat(129)])("refuses the key %j", (key) => {
    expect(checkTags("tags", { [key]: "x" })).toHaveLength(1);
  });

  it.each(["a;b", "line\nbreak", "v".repeat(257)])("refuses the value %j", (value) => {
    expect(checkTags("tags", { owner: value })).toEqual([
      expect.objectContaining({ path: "tags.owner", value }),
    ]);
  });

  it("takes the longest key and value, counted in characters", () => {
    expect(checkTags("tags", { ["𐐷".repeat(128)]: "𐐷".repeat(256) })).toEqual([]);
  });

  it("leaves room for our own among the fifty", () => {
    const tags = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`key-${at}`, "x"]));
    expect(checkTags("tags", tags(47))).toEqual([]);
    expect(checkTags("tags", tags(49))).toEqual([
      expect.objectContaining({ path: "tags", value: 49, mend: "Drop 2 of them." }),
    ]);
  });

  it("refuses keys that differ only in case", () => {
    expect(checkTags("tags", { Owner: "a", owner: "b" })).toEqual([
      expect.objectContaining({ path: "tags.owner", mend: "Drop one of the two." }),
    ]);
  });

  it("tells all problems at once", () => {
    expect(
      checkTags("tags", { Name: "x", "aws:a": "x", owner: ";" }).map((problem) => problem.path),
    ).toEqual(["tags.Name", "tags.aws:a", "tags.owner"]);
  });
});
