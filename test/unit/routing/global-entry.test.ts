import {
  GlobalEntry,
  RegionalNames,
  globalHostname,
  regionalHostname,
} from "../../../components/routing/global-entry";
import { identity, named, ofType, record, urns } from "../../support/record";
import { growth, publicEntryOf, publicZone, recordBoth, refusal } from "../../support/whole-sites";

const regions = ["eu-west-1", "us-east-1"];
const byRegion = <T>(all: readonly string[], make: (region: string) => T): Record<string, T> =>
  Object.fromEntries(all.map((region) => [region, make(region)]));
const host = (all: readonly string[]) => ({
  zone: publicZone,
  host: "store",
  entries: byRegion(all, publicEntryOf),
});
const signals = (all: readonly string[]) =>
  byRegion(all, (region) => ({ region, healthCheckId: `check-${region}` }));
const global = (all: readonly string[] = regions) =>
  new GlobalEntry("store", { ...host(all), signals: signals(all) });

describe("names", () => {
  it("are one label in front of the domain, or of the region's part of it", () => {
    expect(globalHostname(publicZone, "store")).toBe("store.shop.example.com");
    expect(regionalHostname(publicZone, "store", "us-east-1")).toBe(
      "store.us-east-1.shop.example.com",
    );
  });
});

describe("GlobalEntry", () => {
  it("registers one record for each region", async () => {
    const { resources, result } = await record({}, global);
    expect(identity(resources)).toMatchSnapshot("identity");
    expect(result.hostname).toBe("store.shop.example.com");
    const self = named(resources, "store");
    expect(resources.filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
  });

  it("registers the same in a preview", async () => {
    const { preview, update } = await recordBoth(() => global());
    expect(urns(preview.resources)).toEqual(urns(update.resources));
  });

  it("puts every record behind its own region's signal, all of one policy", async () => {
    const { resources } = await record({}, global);
    const records = ofType(resources, "aws:route53/record:Record");
    for (const { name, inputs } of records) {
      const region = name.replace("store-", "");
      expect(inputs).toMatchObject({
        name: "store.shop.example.com",
        type: "A",
        setIdentifier: region,
        latencyRoutingPolicies: [{ region }],
        healthCheckId: `check-${region}`,
        aliases: [{ name: `public.${region}.elb.amazonaws.com`, evaluateTargetHealth: false }],
      });
    }
    expect(records).toHaveLength(2);
  });

  it("changes no region when another comes", async () => {
    const before = await record({}, global);
    const after = await record({}, () => global(["ap-southeast-2", ...regions]));
    expect(growth(before.resources, after.resources)).toEqual({
      added: ["aws:route53/record:Record store-ap-southeast-2"],
      removed: [],
      changed: [],
    });
  });

  it("refuses a region without a signal before anything is registered", async () => {
    const message = await refusal(
      () => new GlobalEntry("store", { ...host(regions), signals: signals(["eu-west-1"]) }),
    );
    expect(message).toContain("1 problem");
    expect(message).toContain("signals.us-east-1 is missing");
  });
});

describe("RegionalNames", () => {
  const names = () => new RegionalNames("store", host(regions));

  it("registers one plain record for each region, as in a preview", async () => {
    const { preview, update } = await recordBoth(names);
    expect(identity(update.resources)).toMatchSnapshot("identity");
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    const inputs = named(update.resources, "store-us-east-1").inputs;
    expect(inputs["name"]).toBe("store.us-east-1.shop.example.com");
    expect(inputs).not.toHaveProperty("setIdentifier");
    expect(inputs).not.toHaveProperty("healthCheckId");
  });
});
