/** That the rules over whole stacks see what they are there to see. */
import type { Recorded } from "../../support/record";
import {
  astray,
  bridges,
  chainOf,
  crossings,
  identityTree,
  misparented,
  misplaced,
  regionOfName,
  untagged,
} from "../../support/whole-stack";

const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;

/** A registration with what a test is about. */
function resource(type: string, name: string, changes: Partial<Recorded> = {}): Recorded {
  return {
    urn: urnOf(type, name),
    type: type.split("$").at(-1) ?? type,
    name,
    parent: undefined,
    custom: !type.includes("archipelago:index:") || type.includes("$"),
    inputs: {},
    outputs: undefined,
    protect: false,
    dependencies: [],
    propertyDependencies: {},
    aliases: [],
    provider: undefined,
    ignoreChanges: [],
    replaceOnChanges: [],
    additionalSecretOutputs: [],
    deleteBeforeReplace: false,
    retainOnDelete: false,
    deletedWith: undefined,
    customTimeouts: {},
    id: undefined,
    ...changes,
  };
}

const vpc = "aws:ec2/vpc:Vpc";
const west = resource(vpc, "shop-eu-west-1-vpc", { inputs: { region: "eu-west-1" } });

describe("regionOfName", () => {
  it.each([
    ["shop-eu-west-1-vpc", "eu-west-1"],
    ["shop-subnet-ap-northeast-1c", "ap-northeast-1"],
    ["us-east-1", "us-east-1"],
    ["shop-eu-west-99-vpc", undefined],
    ["boutique-wishes-table", undefined],
  ])("finds in %s %s", (name, region) => {
    expect(regionOfName(name)).toBe(region);
  });
});

describe("the rules over whole stacks", () => {
  it("show the tree by type chains", () => {
    const inside = resource(`archipelago:index:Region$${vpc}`, "b");
    expect(chainOf(inside)).toBe("Region > aws:ec2/vpc:Vpc");
    expect(identityTree([resource(vpc, "z"), inside, resource(vpc, "a")])).toEqual({
      "Region > aws:ec2/vpc:Vpc": ["b"],
      "aws:ec2/vpc:Vpc": ["a", "z"],
    });
  });

  it("see what stands in another region than its name says", () => {
    const home = resource(vpc, "shop-vpc", { inputs: { region: "eu-west-1" } });
    const wrong = resource(vpc, "shop-us-east-1-vpc", { inputs: { region: "eu-west-1" } });
    const nowhere = resource(vpc, "shop-us-west-2-vpc");
    expect(misplaced([west, home, wrong, nowhere], "eu-west-1")).toEqual([
      "aws:ec2/vpc:Vpc shop-us-east-1-vpc stands in eu-west-1",
      "aws:ec2/vpc:Vpc shop-us-west-2-vpc stands in undefined",
    ]);
  });

  it("see what lacks a tag, and let alone what takes none", () => {
    const tags = {
      Name: west.name,
      "archipelago:resource": west.name,
      "archipelago:stack": "shop/dev",
    };
    const route = resource("aws:ec2/route:Route", "shop-eu-west-1-route");
    const good = { ...west, inputs: { tags } };
    const bad = { ...west, inputs: { tags: { ...tags, Name: "other" } } };
    expect(untagged([good, route], "shop/dev")).toEqual([]);
    expect(untagged([bad], "shop/dev")).toEqual(["aws:ec2/vpc:Vpc shop-eu-west-1-vpc lacks Name"]);
    expect(untagged([west], "shop/dev")).toHaveLength(1);
  });

  it("see what stands under another region, or under nothing", () => {
    const root = resource("archipelago:index:Platform", "shop");
    const region = resource("archipelago:index:Region", "shop-eu-west-1", { parent: root.urn });
    const child = (name: string, parent?: string) => resource(vpc, name, { parent });
    const good = child("shop-eu-west-1-vpc", region.urn);
    const strayed = child("shop-us-east-1-vpc", region.urn);
    const nameless = child("shop-vpc", region.urn);
    const lost = child("lost");
    expect(misparented([root, region, good, strayed, nameless, lost], ["shop"])).toEqual([
      "aws:ec2/vpc:Vpc shop-us-east-1-vpc stands under shop-eu-west-1",
      "aws:ec2/vpc:Vpc shop-vpc stands under shop-eu-west-1",
      "aws:ec2/vpc:Vpc lost stands under no root",
    ]);
  });

  it("see Kubernetes objects of another cluster", () => {
    const provider = (name: string) => `${urnOf("pulumi:providers:kubernetes", name)}::id`;
    const object = (name: string, to?: string) =>
      resource("kubernetes:core/v1:Service", name, { provider: to && provider(to) });
    const line = (name: string) => `kubernetes:core/v1:Service ${name}`;
    expect(
      astray([
        object("cart-eu-west-1", "shop-eu-west-1-kubernetes"),
        object("cart-us-east-1", "shop-eu-west-1-kubernetes"),
        object("cart-us-west-2"),
      ]),
    ).toEqual([line("cart-us-east-1"), line("cart-us-west-2")]);
  });

  it("see a region that needs another, directly and over a bridge", () => {
    const zone = resource("aws:route53/zone:Zone", "shop-zone", { dependencies: [west.urn] });
    const table = resource("aws:dynamodb/table:Table", "shop-table");
    const needs = (name: string, ...on: Recorded[]) =>
      resource(vpc, name, { dependencies: on.map(({ urn }) => urn) });
    const direct = needs("shop-us-east-1-peer", west, table);
    const bridged = needs("shop-us-east-1-record", zone);
    const all = [west, zone, table, direct, bridged];
    expect(crossings(all)).toEqual(["shop-us-east-1-peer needs shop-eu-west-1-vpc"]);
    expect(bridges(all)).toEqual(["aws:route53/zone:Zone shop-zone"]);
  });

  it("see a bridge that is but a parent", () => {
    const service = resource("archipelago:index:Microservice", "cart", {
      dependencies: [west.urn],
    });
    const pods = resource("kubernetes:apps/v1:Deployment", "cart-us-east-1", {
      parent: service.urn,
    });
    expect(bridges([west, service, pods])).toEqual(["archipelago:index:Microservice cart"]);
  });
});
