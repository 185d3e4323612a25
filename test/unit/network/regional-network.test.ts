import {
  checkRegionalNetwork,
  RegionalNetwork,
  type RegionalNetworkArgs,
} from "../../../components/network/regional-network";
import { networkArgs, recordNetwork } from "../../support/networks";
import {
  identity,
  named,
  record,
  regionsOf,
  settled,
  urns,
  withoutRegion,
} from "../../support/record";

const region = "eu-west-1";

describe("RegionalNetwork", () => {
  it("registers exactly these children", async () => {
    const { resources } = await recordNetwork(networkArgs(["a", "b"]));
    expect(identity(resources)).toMatchSnapshot("identity");
  });

  it("parents every child to itself and places it in its region", async () => {
    const { resources } = await recordNetwork(networkArgs(["a", "b", "c"]));
    const self = named(resources, "net");
    const children = resources.filter((r) => r !== self);
    expect(children.filter((r) => r.parent !== self.urn)).toEqual([]);
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual([region]);
  });

  it("registers the same in a preview as in an update", async () => {
    const update = await recordNetwork(networkArgs(["a", "b", "c"]));
    const preview = await recordNetwork(networkArgs(["a", "b", "c"]), {}, true);
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect(named(preview.resources, "net-public-subnet-eu-west-1a").inputs["vpcId"]).toBe(
      "$unknown",
    );
  });

  it("names children by zone, so that a new zone adds and moves nothing", async () => {
    const before = identity((await recordNetwork(networkArgs(["b", "c"]))).resources);
    const after = identity((await recordNetwork(networkArgs(["a", "b", "c"]))).resources);
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
    expect(
      after.filter((line) => !before.includes(line)).every((l) => l.endsWith("-eu-west-1a")),
    ).toBe(true);
  });

  it("tags everything that can be tagged, with the caller's tags too", async () => {
    const { resources } = await recordNetwork(
      networkArgs(["a", "b"], { tags: { team: "platform" } }),
    );
    const untagged = resources.filter((r) => r.custom && r.inputs["tags"] === undefined);
    expect([...new Set(untagged.map((r) => r.type))].sort()).toEqual([
      "aws:ec2/route:Route",
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      "aws:iam/rolePolicy:RolePolicy",
    ]);
    for (const { inputs, name } of resources.filter((r) => r.inputs["tags"] !== undefined)) {
      expect(inputs["tags"]).toMatchObject({ team: "platform", Name: name });
    }
  });

  it("turns both DNS switches on and closes the default security group", async () => {
    const { resources } = await recordNetwork(networkArgs(["a", "b"]));
    expect(named(resources, "net-vpc").inputs).toMatchObject({
      cidrBlock: "10.1.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
    });
    expect(named(resources, "net-default-security-group").inputs).toMatchObject({
      vpcId: "net-vpc-id",
      ingress: [],
      egress: [],
    });
  });

  it("deletes first what cannot be there twice", async () => {
    const { resources } = await recordNetwork(networkArgs(["a", "b"]));
    const deletedFirst = resources.filter((r) => r.deleteBeforeReplace).map((r) => r.type);
    expect([...new Set(deletedFirst)].sort()).toEqual([
      "aws:ec2/flowLog:FlowLog",
      "aws:ec2/natGateway:NatGateway",
      "aws:ec2/route:Route",
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      "aws:iam/role:Role",
    ]);
  });
});

describe("site", () => {
  it("is what the layers above need", async () => {
    const args = networkArgs(["a", "b"]);
    const { result } = await recordNetwork(args);
    expect(result.site).toMatchObject({ region, vpcCidr: "10.1.0.0/16" });
    expect((await settled(result.site.vpcId)).value).toBe("net-vpc-id");
    expect(result.site.zones.map(({ zone }) => zone)).toEqual(["eu-west-1a", "eu-west-1b"]);
    const [first] = result.site.zones;
    expect(first).toMatchObject({ ...args.addresses.zones[0] });
    expect((await settled(first?.isolatedSubnetId ?? "")).value).toBe(
      "net-isolated-subnet-eu-west-1a-id",
    );
  });
});

describe("override", () => {
  it("changes the child it names and no other", async () => {
    const { resources } = await recordNetwork(networkArgs(["a", "b"]), {
      override: {
        vpc: (a, o) => [
          { ...a, instanceTenancy: "dedicated" },
          { ...o, protect: true },
        ],
      },
    });
    expect(named(resources, "net-vpc")).toMatchObject({
      inputs: { instanceTenancy: "dedicated", cidrBlock: "10.1.0.0/16" },
      protect: true,
    });
    expect(resources.filter((r) => r.protect).map((r) => r.name)).toEqual(["net-vpc"]);
  });
});

describe("checkRegionalNetwork", () => {
  const paths = (args: RegionalNetworkArgs) => checkRegionalNetwork(args).map(({ path }) => path);

  it("finds nothing wrong with a plan's own entry", () => {
    expect(checkRegionalNetwork(networkArgs(["a", "b", "c", "d"]))).toEqual([]);
  });

  it.each<[string, Partial<RegionalNetworkArgs>, string[]]>([
    [
      "a retention that CloudWatch does not know",
      { flowLogRetentionDays: 31 },
      ["flowLogRetentionDays"],
    ],
    ["a NAT zone that is not there", { nat: { kind: "single", zone: "eu-west-1d" } }, ["nat.zone"]],
    ["a region that there is not", { region: "eu-west-9" }, ["region", "addresses.region"]],
    [
      "a plan for another region",
      { region: "us-east-1" },
      ["addresses.region", "addresses.zones", "addresses.zones"],
    ],
    ["a tag of the house's", { tags: { Name: "mine" } }, ["tags.Name"]],
  ])("finds %s", (_what, changes, expected) => {
    expect(paths(networkArgs(["a", "b"], changes))).toEqual(expected);
  });

  it("finds a single zone", () => {
    const { addresses, ...rest } = networkArgs(["a", "b"]);
    const one = { ...addresses, zones: addresses.zones.slice(0, 1) };
    expect(paths({ ...rest, addresses: one })).toEqual(["addresses.zones"]);
  });

  it("refuses with all problems at once, before anything is registered", async () => {
    const bad = networkArgs(["a", "b"], { flowLogRetentionDays: 31, tags: { Name: "mine" } });
    let refusal = "";
    const { resources } = await record({}, () => {
      try {
        new RegionalNetwork("net", bad);
      } catch (error) {
        refusal = String(error);
      }
    });
    expect(resources).toEqual([]);
    expect(refusal).toContain("2 problems");
    expect(refusal).toContain("flowLogRetentionDays is 31");
    expect(refusal).toContain("tags.Name");
  });
});
