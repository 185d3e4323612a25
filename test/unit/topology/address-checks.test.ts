import {
  checkAddresses,
  clusterDnsAddress,
  kubernetesServiceCidr,
} from "../../../components/topology/address-checks";
import type {
  AddressRequest,
  RegionAddressRequest,
} from "../../../components/topology/address-request";
import { parseCidr } from "../../../components/topology/cidr";

const dublin: RegionAddressRequest = { zones: ["eu-west-1a", "eu-west-1b"] };
const virginia: RegionAddressRequest = { zones: ["us-east-1a", "us-east-1b"] };

function only(regions: AddressRequest["regions"], supernet?: string) {
  const problems = checkAddresses(supernet === undefined ? { regions } : { supernet, regions });
  expect(problems).toHaveLength(1);
  return problems[0];
}

describe("checkAddresses", () => {
  it("takes a sound request", () => {
    expect(checkAddresses({ regions: { "eu-west-1": dublin, "us-east-1": virginia } })).toEqual([]);
    expect(
      checkAddresses({
        supernet: "10.0.0.0/8",
        regions: { "eu-west-1": { ...dublin, cidr: "10.200.0.0/16" } },
      }),
    ).toEqual([]);
    expect(
      checkAddresses({ regions: { "eu-west-1": { ...dublin, cidr: "192.168.0.0/16" } } }),
    ).toEqual([]);
  });

  it("refuses a platform without regions", () => {
    expect(only({})).toMatchObject({
      path: "regions",
      allowed: "at least one region with its zones",
    });
  });

  it("refuses an unknown region, once, and suggests the nearest", () => {
    expect(only({ "eu-wets-1": { zones: ["eu-wets-1a", "eu-wets-1b"] } })).toMatchObject({
      path: "regions.eu-wets-1",
      value: "eu-wets-1",
      mend: expect.stringContaining("eu-west-") as string,
    });
  });

  it("refuses a zone of another region or without a letter from a to h", () => {
    expect(only({ "eu-west-1": { zones: ["eu-west-1a", "eu-west-2b"] } })).toMatchObject({
      path: "regions.eu-west-1.zones",
      value: "eu-west-2b",
      allowed: "availability zones of eu-west-1: eu-west-1a to eu-west-1h",
    });
    expect(only({ "eu-west-1": { zones: ["eu-west-1a", "eu-west-1x"] } })).toMatchObject({
      value: "eu-west-1x",
    });
  });

  it.each([0, 1, 5])("refuses %i zones", (count) => {
    const zones = Array.from("abcde", (letter) => `eu-west-1${letter}`).slice(0, count);
    expect(only({ "eu-west-1": { zones } })).toMatchObject({
      path: "regions.eu-west-1.zones",
      value: zones,
      allowed: `2 to 4 zones; there are ${count}`,
    });
  });

  it("refuses a zone given twice, and does not count it twice", () => {
    const twice = { zones: ["eu-west-1a", "eu-west-1b", "eu-west-1a"] };
    expect(only({ "eu-west-1": twice })).toMatchObject({
      value: "eu-west-1a",
      allowed: "every zone once",
    });
    expect(
      checkAddresses({ regions: { "eu-west-1": { zones: ["eu-west-1a", "eu-west-1a"] } } }),
    ).toHaveLength(2);
  });

  it.each(["10.40.0.0", "10.40.0.1/16", "10.40.0.0/17", "10.0.0.0/8", "8.8.0.0/16", "nonsense"])(
    "refuses the pinned block %s",
    (cidr) => {
      const problem = only({ "eu-west-1": { ...dublin, cidr } });
      expect(problem).toMatchObject({ path: "regions.eu-west-1.cidr", value: cidr });
      expect(problem?.allowed).toContain("size /16");
    },
  );

  it.each(["10.0.0.0/17", "10.0.0.1/8", "8.0.0.0/8", "255.255.0.0/16", "0.0.0.0/0", "nonsense"])(
    "refuses the supernet %s, once",
    (supernet) => {
      expect(
        only({ "eu-west-1": dublin, "ap-southeast-6": zonesOf("ap-southeast-6") }, supernet),
      ).toMatchObject({
        path: "supernet",
        value: supernet,
      });
    },
  );

  it("asks for a pin where a small supernet has no room for a region's slot", () => {
    const regions = { "us-east-1": virginia, "ap-southeast-6": zonesOf("ap-southeast-6") };
    expect(only(regions, "10.64.0.0/12")).toMatchObject({
      path: "regions.ap-southeast-6.cidr",
      allowed: expect.stringContaining("outside the supernet 10.64.0.0/12") as string,
    });
    const pinned = {
      ...regions,
      "ap-southeast-6": { ...zonesOf("ap-southeast-6"), cidr: "10.79.0.0/16" },
    };
    expect(checkAddresses({ supernet: "10.64.0.0/12", regions: pinned })).toEqual([]);
  });

  it("refuses two pinned regions with one block", () => {
    const cidr = "10.99.0.0/16";
    expect(
      only({ "eu-west-1": { ...dublin, cidr }, "us-east-1": { ...virginia, cidr } }),
    ).toMatchObject({
      path: "regions.us-east-1.cidr",
      allowed: expect.stringContaining("eu-west-1 has 10.99.0.0/16") as string,
    });
  });

  it("blames the pin where it meets a computed block", () => {
    expect(
      only({ "eu-west-1": { ...dublin, cidr: "10.0.0.0/16" }, "us-east-1": virginia }),
    ).toMatchObject({
      path: "regions.eu-west-1.cidr",
      value: "10.0.0.0/16",
      allowed: expect.stringContaining("us-east-1 has 10.0.0.0/16") as string,
    });
  });

  it("finds every block that a too large one swallows", () => {
    const regions = {
      "eu-west-1": { ...dublin, cidr: "10.0.0.0/8" },
      "us-east-1": { ...virginia, cidr: "10.7.0.0/16" },
      "sa-east-1": { ...zonesOf("sa-east-1"), cidr: "10.9.0.0/16" },
    };
    expect(checkAddresses({ regions }).map(({ path }) => path)).toEqual([
      "regions.eu-west-1.cidr",
      "regions.us-east-1.cidr",
      "regions.sa-east-1.cidr",
    ]);
  });

  it("refuses a block that overlaps with the services' addresses in the clusters", () => {
    expect(only({ "eu-west-1": { ...dublin, cidr: "172.20.0.0/16" } })).toMatchObject({
      path: "regions.eu-west-1.cidr",
      allowed: expect.stringContaining(kubernetesServiceCidr) as string,
    });
    expect(only({ "ap-northeast-1": zonesOf("ap-northeast-1") }, "172.16.0.0/12")).toMatchObject({
      path: "regions.ap-northeast-1.cidr",
      value: "172.20.0.0/16",
    });
  });

  it("knows the address of cluster DNS", () => {
    const first = parseCidr(kubernetesServiceCidr)?.first ?? 0;
    const address = parseCidr(`${clusterDnsAddress}/32`)?.first;
    expect(address).toBe(first + 10);
  });

  it("checks pinned zone slots", () => {
    const pinned = (zoneSlots: Record<string, number>) => ({
      "eu-west-1": { ...dublin, zoneSlots },
    });
    expect(checkAddresses({ regions: pinned({ "eu-west-1a": 1, "eu-west-1b": 0 }) })).toEqual([]);
    expect(only(pinned({ "eu-west-1a": 1 }))).toMatchObject({
      path: "regions.eu-west-1.zoneSlots",
      allowed: expect.stringContaining("eu-west-1a and eu-west-1b both have 1") as string,
    });
    for (const slot of [-1, 8, 1.5]) {
      expect(only(pinned({ "eu-west-1a": slot }))).toMatchObject({
        path: "regions.eu-west-1.zoneSlots.eu-west-1a",
        value: slot,
      });
    }
    expect(only(pinned({ "eu-west-1c": 5 }))).toMatchObject({ value: "eu-west-1c" });
  });

  it("tells everything at once, the same in any order", () => {
    const regions = {
      "us-east-1": { zones: ["us-east-1a"] },
      "eu-wst-1": { zones: [] },
      "eu-west-1": { zones: ["eu-west-1a", "us-east-1b"], cidr: "10.0.0.0/15" },
    };
    const problems = checkAddresses({ regions });
    expect(problems.map(({ path }) => path).sort()).toEqual([
      "regions.eu-west-1.cidr",
      "regions.eu-west-1.cidr",
      "regions.eu-west-1.zones",
      "regions.eu-wst-1",
      "regions.eu-wst-1.zones",
      "regions.us-east-1.zones",
    ]);
    expect(
      checkAddresses({ regions: Object.fromEntries(Object.entries(regions).reverse()) }),
    ).toEqual(problems);
  });
});

function zonesOf(region: string): RegionAddressRequest {
  return { zones: [`${region}a`, `${region}b`] };
}
