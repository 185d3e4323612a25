import * as ec2 from "@pulumi/aws/ec2";

import { RegionalNetwork } from "../../../components/network/regional-network";
import { networkArgs, recordNetwork } from "../../support/networks";
import { dependencyNames, named, ofType, record } from "../../support/record";

const region = "eu-west-1";

describe("routes", () => {
  it("leads public subnets to the internet gateway and isolated ones nowhere", async () => {
    const { resources } = await recordNetwork(networkArgs(["a", "b"]));
    expect(named(resources, "net-public-default-route").inputs).toEqual({
      region,
      routeTableId: "net-public-routes-id",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "net-internet-gateway-id",
    });
    const fromIsolated = ofType(resources, "aws:ec2/route:Route").filter(
      (r) => r.inputs["routeTableId"] === "net-isolated-routes-id",
    );
    expect(fromIsolated).toEqual([]);
    expect(named(resources, "net-isolated-association-eu-west-1a").inputs).toMatchObject({
      routeTableId: "net-isolated-routes-id",
      subnetId: "net-isolated-subnet-eu-west-1a-id",
    });
  });

  it("makes whoever stands in a subnet wait for its way out", async () => {
    const { resources } = await record({}, () => {
      const { site } = new RegionalNetwork("net", networkArgs());
      new ec2.Subnet("user", { region, vpcId: site.zones[0]?.privateSubnetId ?? "" });
      new ec2.Subnet("entry", { region, vpcId: site.zones[0]?.publicSubnetId ?? "" });
    });
    expect(dependencyNames(named(resources, "user"))).toEqual([
      "net-private-association-eu-west-1a",
      "net-private-default-route-eu-west-1a",
      "net-private-subnet-eu-west-1a",
    ]);
    expect(dependencyNames(named(resources, "entry"))).toContain("net-public-default-route");
  });
});
