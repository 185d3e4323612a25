import { checkKeyValueStore } from "../../../components/data/check-key-value-store";
import type { KeyValueStoreSpec } from "../../../components/data/declarations";

const where = { homeRegion: "eu-west-1", regions: ["eu-west-1", "us-east-1"] };
const paths = (changes: Partial<KeyValueStoreSpec>) =>
  checkKeyValueStore(
    { key: { partition: "userId" }, consistency: "eventual", ...changes },
    where,
  ).map(({ path }) => path);

describe("checkKeyValueStore", () => {
  it.each<[string, Partial<KeyValueStoreSpec>]>([
    ["a partition key", {}],
    ["a sort key", { key: { partition: "userId", sort: { name: "at", type: "N" } } }],
    ["the home region alone", { regions: ["eu-west-1"] }],
    ["a name of 255 characters", { key: { partition: "a".repeat(255) } }],
  ])("takes %s", (_what, changes) => {
    expect(paths(changes)).toEqual([]);
  });

  it.each<[string, Partial<KeyValueStoreSpec>, string[]]>([
    ["an empty partition key", { key: { partition: "" } }, ["key.partition"]],
    [
      "names that are too long",
      { key: { partition: "a".repeat(256), sort: { name: "b".repeat(256), type: "S" } } },
      ["key.partition", "key.sort.name"],
    ],
    [
      "one attribute as both keys",
      { key: { partition: "id", sort: { name: "id", type: "N" } } },
      ["key.sort"],
    ],
    ["regions without the home region", { regions: ["us-east-1"] }, ["regions"]],
  ])("finds %s", (_what, changes, expected) => {
    expect(paths(changes)).toEqual(expected);
  });

  it("finds a home region that the platform does not have", () => {
    const spec: KeyValueStoreSpec = { key: { partition: "id" }, consistency: "eventual" };
    expect(checkKeyValueStore(spec, { ...where, homeRegion: "sa-east-1" })).toMatchObject([
      { path: "regions", value: where.regions },
    ]);
  });
});
