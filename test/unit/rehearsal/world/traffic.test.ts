import { resolverOf } from "../../../../rehearsal/world/resolve";
import { askedNames, trafficIn, vpcsOf } from "../../../../rehearsal/world/traffic";
import * as on from "./fixture";
import { checkType, Net } from "./net";

afterAll(on.removeFolders);

const regions = ["eu-west-1", "us-east-1"] as const;

/** A public and a private name over two regions, each with names of the regions' own. */
function net(): Net {
  const made = new Net();
  for (const region of regions) made.put("aws:ec2/vpc:Vpc", `vpc-${region}`, {}, region);
  made.zone("Z", "example.com");
  made.zone("P", "int.example.com", "vpc-eu-west-1");
  made.put(
    "aws:route53/zoneAssociation:ZoneAssociation",
    "a",
    { zoneId: "P", vpcId: "vpc-us-east-1" },
    "global",
  );
  for (const [zone, name] of [
    ["Z", "shop.example.com"],
    ["P", "cart.int.example.com"],
  ] as const) {
    const label = name.split(".")[0] ?? "";
    for (const region of regions) {
      const aliases = [made.balancer(`${label}-${region}`, region)];
      made.record(zone, name.replace(".", `.${region}.`), { aliases });
      const latencyRoutingPolicies = [{ region }];
      made.record(zone, name, { setIdentifier: region, latencyRoutingPolicies, aliases });
    }
  }
  return made;
}

const requests = (made: Net, balancer: string): Record<string, number> => {
  const [region] = regions.filter((one) => balancer.endsWith(one));
  const traffic = trafficIn(made.state, resolverOf(made.state).ask);
  return Object.fromEntries(traffic(`arn:lb:${region ?? ""}:${balancer}`));
};

describe("names", () => {
  it("are asked near each region in public, and from each of their zone's networks in private", () => {
    const made = net();
    made.record("Z", "_proof.example.com", { type: "CNAME", records: ["proof"] });
    made.record("Z", "\\052.example.com", { ttl: 1, records: ["192.0.2.1"] });
    made.record("Z", "example.com", { type: "TXT", records: ["text"] });
    const asked = askedNames(made.state).map(
      ({ name, private: inside, region }) => `${name} ${inside ? "inside" : "near"} ${region}`,
    );
    expect(asked).toEqual(
      [
        ...["cart.eu-west-1.int", "cart.int", "cart.us-east-1.int"].flatMap((name) =>
          regions.map((region) => `${name}.example.com inside ${region}`),
        ),
        ...["shop.eu-west-1", "shop", "shop.us-east-1"].flatMap((name) =>
          regions.map((region) => `${name}.example.com near ${region}`),
        ),
      ].sort(),
    );
  });

  it("are in the networks that the zone and its associations name", () => {
    const { store } = net().state;
    const zone = store.find("aws:route53/zone:Zone", "P")?.object;
    expect(zone && vpcsOf(store, zone)).toEqual(["vpc-eu-west-1", "vpc-us-east-1"]);
  });
});

describe("requests", () => {
  it("go where names lead, and those for a region's own name come from that region alone", () => {
    expect(requests(net(), "shop-eu-west-1")).toEqual({
      "shop.example.com": 60,
      "shop.eu-west-1.example.com": 60,
    });
    expect(requests(net(), "cart-us-east-1")).toEqual({
      "cart.int.example.com": 60,
      "cart.us-east-1.int.example.com": 60,
    });
  });

  it("of checkers come as often as each of them asks", () => {
    const made = net();
    const fqdn = "shop.us-east-1.example.com";
    made.put(checkType, "fast", { type: "HTTPS", fqdn, requestInterval: 10 });
    expect(requests(made, "shop-us-east-1")[fqdn]).toBe(60 + 90);
    made.put(checkType, "slow", { type: "HTTPS", fqdn });
    made.put(checkType, "off", { type: "HTTPS", fqdn, disabled: true });
    expect(requests(made, "shop-us-east-1")[fqdn]).toBe(60 + 90 + 30);
  });

  it("of pods end with their machines, and go to another region with DNS", () => {
    const made = net();
    made.down("eu-west-1/ec2/data");
    expect(requests(made, "cart-eu-west-1")).toEqual({});
    made.down("eu-west-1");
    expect(requests(made, "shop-us-east-1")["shop.example.com"]).toBe(120);
  });
});
