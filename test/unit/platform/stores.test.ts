import { cache, keyValueStore } from "../../../components/data/declarations";
import { createStores } from "../../../components/platform/stores";
import { platformSite, smallSystem, systemContext } from "../../support/platforms";
import { named, ofType, record, settled } from "../../support/record";

const cacheType = "aws:elasticache/serverlessCache:ServerlessCache";
const tableType = "aws:dynamodb/table:Table";

describe("createStores", () => {
  it("registers a store per key and gives back what services may use", async () => {
    const { resources, result } = await record({}, () => createStores(systemContext()));
    expect([...result].map(([key, { kind }]) => [key, kind])).toEqual([
      ["carts", "cache"],
      ["wishes", "keyValueStore"],
    ]);
    expect(ofType(resources, cacheType).map(({ inputs }) => inputs["region"])).toEqual([
      "eu-west-1",
      "us-east-1",
    ]);
    const table = named(resources, "boutique-wishes-table");
    expect(table.inputs).toMatchObject({
      region: "eu-west-1",
      replicas: [{ regionName: "us-east-1" }],
    });
    const name = result.get("wishes")?.binding("name", "us-east-1") ?? "";
    expect((await settled(name)).value).toBe(table.inputs["name"]);
  });

  it("keeps to the regions that a store names", async () => {
    const size = { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 };
    const carts = cache({ engine: "valkey", size, regions: ["us-east-1"] });
    const wishes = keyValueStore({
      key: { partition: "id" },
      consistency: "eventual",
      regions: ["eu-west-1"],
    });
    const { resources } = await record({}, () =>
      createStores(systemContext({ stores: { carts, wishes }, services: {} })),
    );
    expect(ofType(resources, cacheType).map(({ name }) => name)).toEqual([
      "boutique-carts-us-east-1-cache",
    ]);
    expect(ofType(resources, tableType).map(({ inputs }) => inputs["replicas"])).toEqual([[]]);
  });

  it.each(["protected", "disposable"] as const)("are %s as the platform is", async (protection) => {
    const { resources } = await record({}, () =>
      createStores(systemContext(smallSystem(), platformSite(undefined, { protection }))),
    );
    const stateful = [...ofType(resources, cacheType), ...ofType(resources, tableType)];
    expect(stateful.map(({ protect }) => protect)).toEqual(
      Array(3).fill(protection === "protected"),
    );
  });
});
