import { Cache } from "../../../components/data/cache";
import {
  identity,
  named,
  record,
  regionsOf,
  settled,
  urns,
  withoutRegion,
} from "../../support/record";
import { networkSite } from "../../support/sites";
import { growth, own, recordBoth, refusal, wholeSites } from "../../support/whole-sites";

const regions = ["eu-west-1", "us-east-1"];
const spec = {
  engine: "valkey",
  size: { maxDataGB: 5, maxProcessingUnitsPerSecond: 9000 },
} as const;
const program =
  (all: readonly string[] = regions) =>
  () =>
    new Cache("carts", { spec, sites: wholeSites(all) });
const make = (all?: readonly string[]) => record({ stack: "prod" }, program(all));

describe("Cache", () => {
  it("registers one cache for each region, under itself", async () => {
    const { resources } = await make();
    expect(identity(own(resources))).toMatchSnapshot("identity");
    const self = named(resources, "carts");
    for (const region of regions) {
      expect(named(resources, `carts-${region}`).parent).toBe(self.urn);
      expect(named(resources, `carts-${region}-cache`).inputs["region"]).toBe(region);
    }
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual(regions);
  });

  it("registers the same in a preview", async () => {
    const { preview, update } = await recordBoth(program());
    expect(urns(preview.resources)).toEqual(urns(update.resources));
  });

  it("changes no region when another comes", async () => {
    const before = own((await make()).resources);
    const after = own((await make(["ap-southeast-2", ...regions])).resources);
    const { added, removed, changed } = growth(before, after);
    expect({ removed, changed }).toEqual({ removed: [], changed: [] });
    expect(added.every((line) => line.includes("carts-ap-southeast-2"))).toBe(true);
  });

  it.each([
    [undefined, 2],
    ["protected", 2],
    ["disposable", 0],
  ] as const)("is protected by default and when asked to be: %s", async (protection, expected) => {
    const { resources } = await record(
      {},
      () =>
        new Cache("carts", { spec, sites: wholeSites(regions), ...(protection && { protection }) }),
    );
    expect(resources.filter((r) => r.protect)).toHaveLength(expected);
  });
});

describe("reachable", () => {
  const reachable = async () => (await make()).result.reachable("carts");
  const host = "prod-carts-us-east-1.serverless.us-east-1.cache.amazonaws.com";

  it.each([
    ["host", host],
    ["port", "6379"],
    ["address", `${host}:6379`],
    ["url", `rediss://${host}:6379`],
    ["stackExchangeRedis", `${host}:6379,ssl=true,abortConnect=false`],
  ])("binds %s to the caller's region", async (form, expected) => {
    const carts = await reachable();
    expect((await settled(carts.binding(form, "us-east-1"))).value).toBe(expected);
  });

  it("is reached in the isolated subnets of the caller's region, on both ports", async () => {
    const carts = await reachable();
    const cidrs = networkSite("us-east-1").zones.map(({ isolatedCidr }) => isolatedCidr);
    expect(carts.reach("us-east-1")).toEqual([
      { kind: "addresses", cidrs, port: 6379 },
      { kind: "addresses", cidrs, port: 6380 },
    ]);
  });

  it("needs no permission at AWS", async () => {
    const carts = await reachable();
    expect(carts).toMatchObject({ key: "carts", kind: "cache" });
    expect(carts.statements(regions)).toEqual([]);
  });

  it("throws for a form and for a region that it does not have", async () => {
    const carts = await reachable();
    expect(() => carts.binding("arn", "us-east-1")).toThrow(RangeError);
    expect(() => carts.binding("host", "sa-east-1")).toThrow(RangeError);
    expect(() => carts.reach("sa-east-1")).toThrow(RangeError);
  });
});

describe("refusal", () => {
  it("lists all problems before anything is registered", async () => {
    const size = { maxDataGB: 0, maxProcessingUnitsPerSecond: 1 };
    const message = await refusal(
      () => new Cache("carts", { spec: { ...spec, size }, sites: wholeSites(regions) }),
    );
    expect(message).toContain("2 problems");
    expect(message).toContain("size.maxDataGB is 0");
  });

  it("refuses a name that ElastiCache would refuse", async () => {
    let message = "";
    const { resources } = await record({ stack: "2026" }, () => {
      try {
        program()();
      } catch (error) {
        message = String(error);
      }
    });
    expect(own(resources)).toEqual([]);
    expect(message).toContain('name is "2026-carts-eu-west-1"');
  });
});
