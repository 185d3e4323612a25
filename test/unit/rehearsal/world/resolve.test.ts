import { textAt } from "../../../../rehearsal/world/paths";
import * as on from "./fixture";
import { Net } from "./net";

afterAll(on.removeFolders);

describe("which zone answers", () => {
  function net(): Net {
    const made = new Net();
    made.put("aws:ec2/vpc:Vpc", "vpc-1", { enableDnsSupport: true }, "eu-west-1");
    made.put("aws:ec2/vpc:Vpc", "vpc-2", {}, "us-east-1");
    made.zone("PUB", "example.com");
    made.zone("SUB", "eu.example.com");
    made.zone("PRIV", "int.example.com", "vpc-1");
    made.record("PUB", "www.example.com", { ttl: 300, records: ["1.1.1.1"] });
    made.record("PUB", "a.int.example.com", { ttl: 300, records: ["6.6.6.6"] });
    made.record("SUB", "a.eu.example.com", { ttl: 30, records: ["2.2.2.2", "3.3.3.3"] });
    made.record("PRIV", "a.int.example.com", { ttl: 10, records: ["10.0.0.1"] });
    return made;
  }

  it("is the longest that covers the name", () => {
    expect(net().ask("a.EU.example.com.", "eu-west-1")).toEqual({
      status: "answered",
      answers: [{ value: "2.2.2.2" }, { value: "3.3.3.3" }],
      ttlSeconds: 30,
      zone: { id: "SUB", name: "eu.example.com", private: false },
      chain: [{ zoneId: "SUB", name: "a.eu.example.com", type: "A" }],
      failOpen: false,
    });
    expect(net().ask("www.eu.example.com", "eu-west-1").status).toBe("nameError");
    expect(net().ask("www.example.org", "eu-west-1").status).toBe("noZone");
    expect(net().ask("notexample.com", "eu-west-1").status).toBe("noZone");
  });

  it("is the private one in its VPCs, and the public one elsewhere", () => {
    expect(net().values("a.int.example.com", { vpcId: "vpc-1" })).toEqual(["10.0.0.1"]);
    expect(net().values("a.int.example.com", { vpcId: "vpc-2" })).toEqual(["6.6.6.6"]);
    expect(net().values("a.int.example.com", "eu-west-1")).toEqual(["6.6.6.6"]);
    expect(net().values("www.example.com", { vpcId: "vpc-1" })).toEqual(["1.1.1.1"]);
  });

  it("is the private one also for a name that it does not have", () => {
    const made = net();
    made.record("PUB", "b.int.example.com", { ttl: 300, records: ["6.6.6.6"] });
    expect(made.ask("b.int.example.com", { vpcId: "vpc-1" }).status).toBe("nameError");
  });

  it("is the private one in a VPC that was associated later", () => {
    const made = net();
    made.put("aws:route53/zoneAssociation:ZoneAssociation", "PRIV:vpc-2", {
      zoneId: "PRIV",
      vpcId: "vpc-2",
    });
    expect(made.values("a.int.example.com", { vpcId: "vpc-2" })).toEqual(["10.0.0.1"]);
  });

  it("is no private one where the VPC's DNS is off", () => {
    const made = net();
    made.put("aws:ec2/vpc:Vpc", "vpc-1", { enableDnsSupport: false }, "eu-west-1");
    expect(made.values("a.int.example.com", { vpcId: "vpc-1" })).toEqual(["6.6.6.6"]);
  });
});

describe("which record answers", () => {
  function net(): Net {
    const made = new Net();
    made.zone("Z", "example.com");
    return made;
  }

  it("is that of the name, or of the nearest asterisk", () => {
    const made = net();
    made.record("Z", "\\052.example.com", { ttl: 1, records: ["1"] });
    made.record("Z", "*.eu.example.com", { ttl: 1, records: ["2"] });
    made.record("Z", "shop.example.com", { ttl: 1, type: "TXT", records: ["t"] });
    expect(made.values("x.example.com", "eu-west-1")).toEqual(["1"]);
    expect(made.values("x.y.example.com", "eu-west-1")).toEqual(["1"]);
    expect(made.values("x.eu.example.com", "eu-west-1")).toEqual(["2"]);
    expect(made.ask("shop.example.com", "eu-west-1").status).toBe("noData");
    expect(made.values("shop.example.com", "eu-west-1", { type: "TXT" })).toEqual(["t"]);
  });

  it("follows a CNAME through the zones, with the shortest life on the way", () => {
    const made = net();
    made.zone("Y", "other.org");
    made.record("Z", "www.example.com", { type: "CNAME", ttl: 300, records: ["shop.other.org."] });
    made.record("Y", "shop.other.org", { ttl: 20, records: ["9.9.9.9"] });
    const answer = made.ask("www.example.com", "eu-west-1");
    expect(answer).toMatchObject({
      answers: [{ value: "9.9.9.9" }],
      ttlSeconds: 20,
      zone: { id: "Z" },
    });
    expect(answer.chain.map(({ name }) => name)).toEqual(["www.example.com", "shop.other.org"]);
    expect(made.values("www.example.com", "eu-west-1", { type: "CNAME" })).toEqual([
      "shop.other.org.",
    ]);
    made.record("Z", "gone.example.com", { type: "CNAME", ttl: 5, records: ["x.nowhere"] });
    expect(made.ask("gone.example.com", "eu-west-1").status).toBe("noZone");
  });

  it("ends a circle", () => {
    const made = net();
    made.record("Z", "a.example.com", { type: "CNAME", ttl: 5, records: ["b.example.com"] });
    made.record("Z", "b.example.com", { type: "CNAME", ttl: 5, records: ["a.example.com"] });
    expect(made.ask("a.example.com", "eu-west-1").status).toBe("loop");
  });

  it("follows an alias to a load balancer, which lives for 60 seconds", () => {
    const made = net();
    const alias = made.balancer("lb", "eu-west-1");
    made.record("Z", "shop.example.com", {
      aliases: [{ ...alias, name: `dualstack.${textAt(alias, "name") ?? ""}` }],
    });
    made.record("Z", "www.example.com", {
      aliases: [{ name: "shop.example.com", zoneId: "Z", evaluateTargetHealth: false }],
    });
    expect(made.ask("www.example.com", "eu-west-1")).toMatchObject({
      answers: [
        {
          value: "lb.eu-west-1.elb.amazonaws.com",
          loadBalancerArn: "arn:lb:eu-west-1:lb",
          region: "eu-west-1",
        },
      ],
      ttlSeconds: 60,
      chain: [{ name: "www.example.com" }, { name: "shop.example.com" }],
    });
  });
});
