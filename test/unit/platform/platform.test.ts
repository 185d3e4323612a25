import * as aws from "@pulumi/aws/provider";

import { Platform } from "../../../components/platform/platform";
import type { PlatformArgs } from "../../../components/platform/platform-args";
import { platformArgs } from "../../support/platforms";
import {
  identity,
  named,
  ofType,
  type Recorded,
  settled,
  withoutRegion,
} from "../../support/record";
import { recordWhole } from "../../support/stacks";
import { growth, refusal } from "../../support/whole-sites";

const make = (changes: Partial<PlatformArgs> = {}, preview = false) =>
  recordWhole("dev", () => new Platform("shop", platformArgs(changes)), preview);

/** The components right below the platform. */
function parts(resources: readonly Recorded[]): string[] {
  const { urn } = named(resources, "shop", Platform.type);
  return identity(resources.filter(({ parent }) => parent === urn));
}

const certificateType = "aws:acm/certificate:Certificate";

describe("Platform", () => {
  it("is its regions and what spans them", async () => {
    const { resources, result } = await make();
    expect(parts(resources)).toEqual([
      "archipelago:index:Certificates shop-certificates",
      "archipelago:index:PrivateZone shop-private",
      "archipelago:index:PublicZone shop-public",
      "archipelago:index:Region shop-eu-west-1",
      "archipelago:index:Region shop-us-east-1",
    ]);
    expect(withoutRegion(resources)).toEqual([]);
    expect(Object.keys(result.sites)).toEqual(["eu-west-1", "us-east-1"]);
    expect(Object.keys(result.alertTopicArns)).toEqual(["eu-west-1", "us-east-1"]);
    expect(result.privateZone.name).toBe("int.shop.example.com");
    expect(result.publicZone?.name).toBe("shop.example.com");
  });

  it("tells the name servers and topics as its outputs", async () => {
    const { resources, result } = await make();
    const { outputs } = named(resources, "shop", Platform.type);
    expect(Object.keys(outputs ?? {}).sort()).toEqual(["alertTopicArns", "nameServers"]);
    if (result.nameServers === undefined) throw new Error("no name servers");
    expect((await settled(result.nameServers)).value).toHaveLength(4);
  });

  it("has no certificates and public entries until the domain is delegated, and then only adds", async () => {
    const zone = (delegated: boolean): Partial<PlatformArgs> => ({
      domain: { name: "shop.example.com", zone: { kind: "create", delegated } },
    });
    const before = await make(zone(false));
    expect(before.result.publicZone).toBeUndefined();
    expect(before.result.nameServers).toBeDefined();
    expect(ofType(before.resources, certificateType)).toEqual([]);
    expect(ofType(before.resources, "archipelago:index:PublicEntry")).toEqual([]);
    const after = await make(zone(true));
    const { removed, changed } = growth(before.resources, after.resources);
    expect(removed).toEqual([]);
    // The region's dashboard shows its public entry once there is one.
    expect(changed).toEqual([
      "aws:cloudwatch/dashboard:Dashboard shop-eu-west-1-monitoring-region",
      "aws:cloudwatch/dashboard:Dashboard shop-us-east-1-monitoring-region",
    ]);
  });

  it("uses a zone that exists, and then has no name servers to tell", async () => {
    const { resources, result } = await make({
      domain: { name: "shop.example.com", zone: { kind: "existing", id: "Z0123" } },
    });
    expect(result.publicZone).toEqual({ zoneId: "Z0123", name: "shop.example.com" });
    expect(result.nameServers).toBeUndefined();
    expect(ofType(resources, "aws:route53/zone:Zone").map(({ name }) => name)).toEqual([
      "shop-private-zone",
    ]);
  });

  it("is protected, with a NAT gateway per zone and logs for 90 days, unless told otherwise", async () => {
    const { resources, result } = await make();
    expect(result.protection).toBe("protected");
    expect(resources.filter(({ protect }) => protect).length).toBeGreaterThan(0);
    expect(ofType(resources, "aws:ec2/natGateway:NatGateway")).toHaveLength(4);
    const groups = ofType(resources, "aws:cloudwatch/logGroup:LogGroup");
    expect(new Set(groups.map(({ inputs }) => inputs["retentionInDays"]))).toEqual(new Set([90]));
  });

  it("pins zones to slots of the caller's choice", async () => {
    const regions = {
      "eu-west-1": {
        zones: ["eu-west-1a", "eu-west-1b"],
        zoneSlots: { "eu-west-1b": 7 },
        cidr: "10.99.0.0/16",
      },
    };
    const { result } = await make({ regions });
    expect(result.sites["eu-west-1"]?.zones.map(({ privateCidr }) => privateCidr)).toEqual([
      "10.99.0.0/20",
      "10.99.224.0/20",
    ]);
  });

  it("keeps the one NAT gateway in its zone when an earlier zone comes", async () => {
    const region = (letters: string): Partial<PlatformArgs> => ({
      nat: "single",
      regions: {
        "eu-west-1": {
          zones: Array.from(letters, (letter) => `eu-west-1${letter}`),
          natZone: "eu-west-1b",
        },
      },
    });
    const before = await make(region("bc"));
    const after = await make(region("abc"));
    const gateways = ofType(after.resources, "aws:ec2/natGateway:NatGateway");
    expect(gateways.map(({ name }) => name)).toEqual([expect.stringContaining("eu-west-1b")]);
    expect(growth(before.resources, after.resources).removed).toEqual([]);
  });

  it("hands the caller's own provider to every AWS child", async () => {
    const { resources } = await recordWhole("dev", () => {
      const provider = new aws.Provider("mine", { region: "eu-west-1" });
      return new Platform("shop", platformArgs(), { provider });
    });
    const children = resources.filter(({ type, custom }) => custom && type.startsWith("aws:"));
    const foreign = children.filter(({ provider }) => provider?.includes("::mine::") !== true);
    expect(children.length).toBeGreaterThan(100);
    expect(identity(foreign)).toEqual([]);
  });

  it("refuses everything at once, and registers nothing", async () => {
    const message = await refusal(
      () =>
        new Platform(
          "Shop",
          platformArgs({
            homeRegion: "eu-west-2",
            regions: {
              "eu-west-1": { zones: Array.from("abcde", (letter) => `eu-west-1${letter}`) },
            },
            domain: { name: "shop", zone: { kind: "create", delegated: true } },
          }),
        ),
    );
    expect(message).toMatch(/^4 problems; nothing was registered:/);
    for (const path of ["name", "regions.eu-west-1.zones", "homeRegion", "domain.name"])
      expect(message).toContain(`  - ${path} is `);
  });
});
