import { networkArgs, recordNetwork } from "../../support/networks";
import { dependencyNames, named, ofType, type Recorded } from "../../support/record";

describe("NAT", () => {
  const natOf = (resources: readonly Recorded[], zone: string) =>
    named(resources, `net-private-default-route-${zone}`).inputs["natGatewayId"];

  it("stands in every zone, in the public subnet, behind the internet gateway", async () => {
    const { resources } = await recordNetwork(networkArgs(["a", "b"]));
    expect(natOf(resources, "eu-west-1a")).toBe("net-nat-eu-west-1a-id");
    expect(natOf(resources, "eu-west-1b")).toBe("net-nat-eu-west-1b-id");
    const nat = named(resources, "net-nat-eu-west-1b");
    expect(nat.inputs).toMatchObject({
      subnetId: "net-public-subnet-eu-west-1b-id",
      allocationId: "eipalloc-net-nat-address-eu-west-1b",
    });
    expect(dependencyNames(nat)).toContain("net-internet-gateway");
    expect(dependencyNames(named(resources, "net-nat-address-eu-west-1b"))).toEqual([
      "net-internet-gateway",
    ]);
  });

  it("can be one for all zones, in the first", async () => {
    const { resources, result } = await recordNetwork(
      networkArgs(["a", "b", "c"], { nat: "single" }),
    );
    expect(ofType(resources, "aws:ec2/natGateway:NatGateway").map((r) => r.name)).toEqual([
      "net-nat-eu-west-1a",
    ]);
    expect(natOf(resources, "eu-west-1c")).toBe("net-nat-eu-west-1a-id");
    expect(Object.keys(result.nodes.natGateways)).toEqual(["eu-west-1a"]);
  });

  it("can be one in a zone that is named", async () => {
    const nat = { kind: "single", zone: "eu-west-1b" } as const;
    const { resources } = await recordNetwork(networkArgs(["a", "b", "c"], { nat }));
    expect(ofType(resources, "aws:ec2/natGateway:NatGateway").map((r) => r.name)).toEqual([
      "net-nat-eu-west-1b",
    ]);
    expect(natOf(resources, "eu-west-1a")).toBe("net-nat-eu-west-1b-id");
  });
});

describe("gateway endpoints", () => {
  it("lead to S3 and DynamoDB from every route table", async () => {
    const { resources } = await recordNetwork(networkArgs(["a", "b"]));
    for (const service of ["s3", "dynamodb"]) {
      const { inputs } = named(resources, `net-endpoint-${service}`);
      expect(inputs).toMatchObject({
        vpcEndpointType: "Gateway",
        serviceName: `com.amazonaws.eu-west-1.${service}`,
      });
      expect([...(inputs["routeTableIds"] as string[])].sort()).toEqual([
        "net-isolated-routes-id",
        "net-private-routes-eu-west-1a-id",
        "net-private-routes-eu-west-1b-id",
        "net-public-routes-id",
      ]);
    }
  });
});
