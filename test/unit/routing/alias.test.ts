import { createAlias, createLatencyAlias } from "../../../components/routing/alias";
import { named, record } from "../../support/record";
import { Holder, publicEntryOf, publicZone } from "../../support/whole-sites";

const region = "eu-west-1";
const alias = { zone: publicZone, hostname: "a.shop.example.com", entry: publicEntryOf(region) };
const aliases = [
  {
    name: "public.eu-west-1.elb.amazonaws.com",
    zoneId: "ZALB-eu-west-1",
    evaluateTargetHealth: false,
  },
];

describe("createAlias", () => {
  it("makes a record without a policy", async () => {
    const { resources } = await record({}, () => createAlias(new Holder(), "a", alias));
    const made = named(resources, "a", "aws:route53/record:Record");
    expect(made.inputs).toEqual({
      zoneId: "ZPUBLIC",
      name: "a.shop.example.com",
      type: "A",
      aliases,
    });
    expect(made.deleteBeforeReplace).toBe(true);
    expect(made.parent).toBe(named(resources, "holder").urn);
  });
});

describe("createLatencyAlias", () => {
  it("joins the region's record to the others of the name", async () => {
    const { resources } = await record({}, () =>
      createLatencyAlias(new Holder(), "a", { ...alias, region, healthCheckId: "check" }),
    );
    const made = named(resources, "a");
    expect(made.inputs).toEqual({
      zoneId: "ZPUBLIC",
      name: "a.shop.example.com",
      type: "A",
      aliases,
      setIdentifier: region,
      latencyRoutingPolicies: [{ region }],
      healthCheckId: "check",
    });
    expect(made.deleteBeforeReplace).toBe(true);
  });

  it("has no health check where none is given", async () => {
    const { resources } = await record({}, () =>
      createLatencyAlias(new Holder(), "a", { ...alias, region, healthCheckId: undefined }),
    );
    expect(Object.keys(named(resources, "a").inputs)).not.toContain("healthCheckId");
  });
});
