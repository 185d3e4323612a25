import { ServiceName } from "../../../components/discovery/service-name";
import { identity, named, ofType, record, urns } from "../../support/record";
import { growth, privateEntryOf, privateZone, recordBoth } from "../../support/whole-sites";

const program =
  (regions: readonly string[] = ["eu-west-1", "us-east-1"]) =>
  () =>
    new ServiceName("cart", {
      zone: privateZone,
      service: "cart",
      entries: Object.fromEntries(regions.map((region) => [region, privateEntryOf(region)])),
    });

describe("ServiceName", () => {
  it("registers two records for each region, as in a preview", async () => {
    const { preview, update } = await recordBoth(program());
    expect(identity(update.resources)).toMatchSnapshot("identity");
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    const self = named(update.resources, "cart");
    expect(update.resources.filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect(update.result.hostname).toBe("cart.int.shop.example.com");
  });

  it("leads the name to the region nearest to the caller, by target health", async () => {
    const { resources } = await record({}, program());
    for (const region of ["eu-west-1", "us-east-1"]) {
      expect(named(resources, `cart-${region}`).inputs).toEqual({
        zoneId: "ZPRIVATE",
        name: "cart.int.shop.example.com",
        type: "A",
        setIdentifier: region,
        latencyRoutingPolicies: [{ region }],
        aliases: [
          {
            name: `private.${region}.elb.amazonaws.com`,
            zoneId: `ZNLB-${region}`,
            evaluateTargetHealth: false,
          },
        ],
      });
    }
  });

  it("has a name for every region, with a policy of none", async () => {
    const { resources } = await record({}, program());
    const { inputs } = named(resources, "cart-us-east-1-regional");
    expect(inputs["name"]).toBe("cart.us-east-1.int.shop.example.com");
    expect(inputs).not.toHaveProperty("setIdentifier");
  });

  it("deletes a record before another takes its name", async () => {
    const { resources } = await record({}, program());
    const records = ofType(resources, "aws:route53/record:Record");
    expect(records.map((r) => r.deleteBeforeReplace)).toEqual([true, true, true, true]);
  });

  it("changes no region when another comes", async () => {
    const before = await record({}, program());
    const after = await record({}, program(["ap-southeast-2", "eu-west-1", "us-east-1"]));
    expect(growth(before.resources, after.resources)).toEqual({
      added: [
        "aws:route53/record:Record cart-ap-southeast-2",
        "aws:route53/record:Record cart-ap-southeast-2-regional",
      ],
      removed: [],
      changed: [],
    });
  });
});
