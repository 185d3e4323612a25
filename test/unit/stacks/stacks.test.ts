/** Every stack, whole, under mocks: what holds for all that the program registers. */
import type { Recorded, Recording } from "../../support/record";
import { urns, withoutRegion } from "../../support/record";
import {
  type Deployed,
  recordStack,
  sampledStacks,
  settingsOf,
  stackNames,
  type Tree,
} from "../../support/stacks";
import {
  astray,
  bridges,
  chainOf,
  crossings,
  identityTree,
  misparented,
  misplaced,
  regionOfName,
  takers,
  untagged,
} from "../../support/whole-stack";

/** What is protected in production, by its place in the tree: what holds state or a name that must not change. */
const stateful = [
  "Platform > PrivateZone > aws:route53/zone:Zone",
  "Platform > PublicZone > aws:route53/zone:Zone",
  "Platform > Region > Cluster > aws:eks/cluster:Cluster",
  "Platform > Region > Cluster > aws:kms/key:Key",
  "Platform > Region > PrivateEntry > aws:lb/loadBalancer:LoadBalancer",
  "Platform > Region > PublicEntry > aws:lb/loadBalancer:LoadBalancer",
  "System > Cache > RegionalCache > aws:elasticache/serverlessCache:ServerlessCache",
  "System > KeyValueStore > aws:dynamodb/table:Table",
];

/** What regions meet in, each with its reason. */
const meetings: Readonly<Record<string, string>> = {
  "aws:route53/record:Record": "the certificates of all regions prove one name by one record",
  "aws:route53/zone:Zone": "the private zone is seen by the VPCs of all regions",
};

/** AWS's own switches against deletion. */
const switches = ["deletionProtection", "deletionProtectionEnabled", "enableDeletionProtection"];

function switchedOn(resources: readonly Recorded[]): boolean[] {
  return resources.flatMap(({ inputs }) =>
    switches.flatMap((name) => (name in inputs ? inputs[name] === true : [])),
  );
}

/** The regions and zones that a stack's file names. */
function zonesOf(stack: string): string[] {
  const { regions } = JSON.parse(settingsOf(stack)["platform"] ?? "{}") as { regions: Tree };
  return Object.values(regions).flatMap((region) => (region as { zones: string[] }).zones);
}

const updates = new Map<string, Promise<Recording<Deployed>>>();

/** What the stack registers; recorded once. */
function updateOf(stack: string): Promise<Recording<Deployed>> {
  const update = updates.get(stack) ?? recordStack(stack);
  updates.set(stack, update);
  return update;
}

describe.each(stackNames)("the stack %s", (stack) => {
  let all: readonly Recorded[] = [];

  beforeAll(async () => {
    all = (await updateOf(stack)).resources;
  });

  it("has a subnet of each kind in every zone that its file names", () => {
    const subnets = all.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
    const zones = subnets.map(({ inputs }) => String(inputs["availabilityZone"]));
    expect(zones.sort()).toEqual(
      zonesOf(stack)
        .flatMap((zone) => [zone, zone, zone])
        .sort(),
    );
  });

  it("puts every AWS child into the region of its name, or into the home region", () => {
    expect(withoutRegion(all)).toEqual([]);
    expect(takers(all, "region").length).toBeGreaterThan(100);
    expect(misplaced(all, "eu-west-1")).toEqual([]);
  });

  it("tags everything that takes tags", () => {
    expect(takers(all, "tags").length).toBeGreaterThan(50);
    expect(untagged(all, `archipelago/${stack}`)).toEqual([]);
  });

  it("stands under its two roots, regions apart from each other", () => {
    expect(misparented(all, [stack, "boutique", "account", "builder"])).toEqual([]);
    const roots = all.filter(({ parent, type }) => parent === undefined && !type.startsWith("pul"));
    expect(roots.map(({ name }) => name).sort()).toEqual(["boutique", stack].sort());
  });

  it("talks to AWS as one account, and to every cluster as itself", () => {
    const aws = all.filter(({ type, custom }) => custom && type.startsWith("aws:"));
    const providers = aws.map(({ provider }) => provider?.split("::").at(-2));
    expect(new Set(providers)).toEqual(new Set(["account"]));
    expect(astray(all)).toEqual([]);
  });

  it("lets no region need another but through what spans them", () => {
    expect(crossings(all)).toEqual([]);
    const types = bridges(all).map((line) => line.split(" ")[0] ?? "");
    expect(types.filter((type) => !(type in meetings))).toEqual([]);
    expect(bridges(all)).toEqual([
      `aws:route53/record:Record ${stack}-certificates-validation`,
      `aws:route53/zone:Zone ${stack}-private-zone`,
    ]);
  });

  it("protects exactly what holds state where it is protected, and else nothing", () => {
    const isProtected = stack === "production";
    const chains = all.filter(({ protect }) => protect).map(chainOf);
    expect([...new Set(chains)].sort()).toEqual(isProtected ? stateful : []);
    const others = all.filter((resource) => !resource.protect).map(chainOf);
    expect(others.filter((chain) => isProtected && stateful.includes(chain))).toEqual([]);
    expect(new Set(switchedOn(all))).toEqual(new Set([isProtected]));
  });
});

it.each(sampledStacks)("the stack %s previews what it does", async (stack) => {
  const preview = await recordStack(stack, undefined, true);
  expect(urns(preview.resources)).toEqual(urns((await updateOf(stack)).resources));
});

describe("production", () => {
  it("is exactly this", async () => {
    const { resources } = await updateOf("production");
    expect(identityTree(resources)).toMatchSnapshot("identity");
  });

  it("has the same in every region, apart from the letters of the zones", async () => {
    const { resources } = await updateOf("production");
    const shape = (region: string) =>
      resources
        .filter(({ name }) => regionOfName(name) === region)
        .map(
          ({ type, name }) => `${type} ${name.replace(new RegExp(`${region}[a-z]?`, "g"), "<>")}`,
        )
        .sort();
    expect(shape("eu-west-1").length).toBeGreaterThan(200);
    expect(shape("us-east-1")).toEqual(shape("eu-west-1"));
    expect(shape("ap-northeast-1")).toEqual(shape("eu-west-1"));
  });
});
