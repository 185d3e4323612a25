import { networkArgs, recordNetwork } from "../../support/networks";
import { named, ofType } from "../../support/record";

describe("subnets", () => {
  it("gives no subnet public addresses and tags them for load balancers", async () => {
    const { resources } = await recordNetwork(networkArgs(["a", "b"]));
    const subnets = ofType(resources, "aws:ec2/subnet:Subnet");
    expect(subnets).toHaveLength(6);
    expect(subnets.every((s) => s.inputs["mapPublicIpOnLaunch"] === false)).toBe(true);
    expect(named(resources, "net-public-subnet-eu-west-1b").inputs).toMatchObject({
      availabilityZone: "eu-west-1b",
      tags: { "kubernetes.io/role/elb": "1" },
    });
    expect(named(resources, "net-private-subnet-eu-west-1b").inputs["tags"]).toMatchObject({
      "kubernetes.io/role/internal-elb": "1",
    });
    expect(
      JSON.stringify(named(resources, "net-isolated-subnet-eu-west-1b").inputs["tags"]),
    ).not.toContain("kubernetes.io");
  });

  it("cuts the subnets out of the plan's blocks", async () => {
    const args = networkArgs(["a", "b", "c"]);
    const { resources } = await recordNetwork(args);
    for (const zone of args.addresses.zones) {
      expect(named(resources, `net-public-subnet-${zone.zone}`).inputs["cidrBlock"]).toBe(
        zone.publicCidr,
      );
      expect(named(resources, `net-private-subnet-${zone.zone}`).inputs["cidrBlock"]).toBe(
        zone.privateCidr,
      );
      expect(named(resources, `net-isolated-subnet-${zone.zone}`).inputs["cidrBlock"]).toBe(
        zone.isolatedCidr,
      );
    }
  });
});
