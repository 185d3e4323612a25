import fc from "fast-check";
import { planAddresses, type AddressPlan } from "../../../components/topology/address-plan";
import type { AddressRequest } from "../../../components/topology/address-request";
import { contains, overlap, parseCidr, type Cidr } from "../../../components/topology/cidr";
import { regionTable } from "../../../components/topology/regions";

type Regions = Record<string, { zones: readonly string[] }>;

const zoneLetters = fc.subarray(Array.from("abcdefgh"), { minLength: 2, maxLength: 4 });
const regionNames = fc.subarray(
  regionTable.map((region) => region.name),
  { minLength: 1 },
);

/** Any valid request without pins. */
const regions: fc.Arbitrary<Regions> = regionNames.chain((names) =>
  fc
    .tuple(...names.map(() => zoneLetters))
    .map((letters) =>
      Object.fromEntries(
        names.map((name, at) => [
          name,
          { zones: (letters[at] ?? []).map((letter) => `${name}${letter}`) },
        ]),
      ),
    ),
);

function parsed(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new Error(`${text} should parse`);
  return cidr;
}

function subnets(plan: AddressPlan, region: string): Cidr[] {
  const zones = plan.regions[region]?.zones ?? [];
  return zones
    .flatMap((zone) => [zone.publicCidr, zone.privateCidr, zone.isolatedCidr])
    .map(parsed);
}

describe("planAddresses", () => {
  it("gives a region the block of its row, a zone that of its letter", () => {
    expect(
      planAddresses({ regions: { "eu-west-1": { zones: ["eu-west-1c", "eu-west-1a"] } } }),
    ).toEqual({
      regions: {
        "eu-west-1": {
          region: "eu-west-1",
          vpcCidr: "10.1.0.0/16",
          zones: [
            {
              zone: "eu-west-1a",
              privateCidr: "10.1.0.0/20",
              publicCidr: "10.1.16.0/22",
              isolatedCidr: "10.1.20.0/22",
            },
            {
              zone: "eu-west-1c",
              privateCidr: "10.1.64.0/20",
              publicCidr: "10.1.80.0/22",
              isolatedCidr: "10.1.84.0/22",
            },
          ],
        },
      },
    });
  });

  it("takes another supernet, and pins for regions and zones", () => {
    const plan = planAddresses({
      supernet: "172.16.0.0/12",
      regions: {
        "us-east-1": { zones: ["us-east-1a", "us-east-1b"], zoneSlots: { "us-east-1a": 7 } },
        "mx-central-1": { zones: ["mx-central-1a", "mx-central-1b"], cidr: "172.30.0.0/16" },
      },
    });
    expect(plan.regions["us-east-1"]?.vpcCidr).toBe("172.16.0.0/16");
    expect(plan.regions["us-east-1"]?.zones.map((zone) => zone.privateCidr)).toEqual([
      "172.16.224.0/20",
      "172.16.32.0/20",
    ]);
    expect(plan.regions["mx-central-1"]?.vpcCidr).toBe("172.30.0.0/16");
  });

  it("throws where a check would refuse, and says where", () => {
    const request: AddressRequest = { regions: { "eu-west-1": { zones: ["eu-west-1a"] } } };
    expect(() => planAddresses(request)).toThrow(
      new RangeError("no address plan for this request: regions.eu-west-1.zones"),
    );
  });

  it("keeps regions apart and subnets inside their VPC, none overlapping", () => {
    fc.assert(
      fc.property(regions, (request) => {
        const plan = planAddresses({ regions: request });
        const vpcs = Object.values(plan.regions).map((region) => parsed(region.vpcCidr));
        const supernet = parsed("10.0.0.0/8");
        for (const vpc of vpcs) expect(contains(supernet, vpc) && vpc.prefixBits === 16).toBe(true);
        expectApart(vpcs);
        for (const [name, region] of Object.entries(plan.regions)) {
          const inside = subnets(plan, name);
          expect(inside).toHaveLength(3 * (request[name]?.zones.length ?? 0));
          for (const subnet of inside) expect(contains(parsed(region.vpcCidr), subnet)).toBe(true);
          expectApart(inside);
        }
      }),
    );
  });

  it("moves nothing when a region comes or goes", () => {
    fc.assert(
      fc.property(regions, regions, (some, others) => {
        const alone = planAddresses({ regions: some });
        const grown = planAddresses({ regions: { ...others, ...some } });
        for (const name of Object.keys(some))
          expect(grown.regions[name]).toEqual(alone.regions[name]);
      }),
    );
  });

  it("moves nothing when a zone comes or goes", () => {
    const region = fc.constantFrom(...regionTable.map(({ name }) => name));
    fc.assert(
      fc.property(region, zoneLetters, zoneLetters, (name, before, after) => {
        const zonesOf = (letters: readonly string[]) => {
          const zones = letters.map((letter) => `${name}${letter}`);
          return planAddresses({ regions: { [name]: { zones } } }).regions[name]?.zones ?? [];
        };
        const kept = zonesOf(after).filter(({ zone }) => before.includes(zone.slice(-1)));
        expect(zonesOf(before)).toEqual(expect.arrayContaining(kept));
      }),
    );
  });

  it("does not depend on the order of regions or zones", () => {
    fc.assert(
      fc.property(regions, (request) => {
        const reversed = Object.entries(request)
          .reverse()
          .map(([name, { zones }]) => [name, { zones: [...zones].reverse() }] as const);
        const plan = planAddresses({ regions: request });
        expect(JSON.stringify(planAddresses({ regions: Object.fromEntries(reversed) }))).toBe(
          JSON.stringify(plan),
        );
      }),
    );
  });
});

function expectApart(blocks: readonly Cidr[]): void {
  const sorted = [...blocks].sort((a, b) => a.first - b.first);
  const meeting = sorted.filter((block, at) => {
    const next = sorted[at + 1];
    return next !== undefined && overlap(block, next);
  });
  expect(meeting).toEqual([]);
}
