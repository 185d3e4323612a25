import type { Site } from "../../../components/conventions/contracts";
import type { PlatformSite } from "../../../components/platform/platform-args";
import { createPublicHosts } from "../../../components/platform/public-hosts";
import {
  createNamespaces,
  createServices,
  serviceReachables,
} from "../../../components/platform/services";
import { createStores } from "../../../components/platform/stores";
import { platformSite, smallSystem, systemContext } from "../../support/platforms";
import { named, ofType, type Recorded } from "../../support/record";
import { recordWhole } from "../../support/stacks";

async function recordHosts(make: () => PlatformSite = () => platformSite()): Promise<Recorded[]> {
  const { resources } = await recordWhole("dev", () => {
    const context = systemContext(smallSystem(), make());
    const reachables = new Map([...createStores(context), ...serviceReachables(context)]);
    createPublicHosts(context, createServices(context, reachables, createNamespaces(context)));
  });
  return [...resources];
}

const recordType = "aws:route53/record:Record";
const healthType = "archipelago:index:RegionHealth";

/** A platform whose second region has no way in from the internet. */
function halfClosed(): PlatformSite {
  const platform = platformSite();
  const { publicEntry, ...site } = platform.sites["us-east-1"] ?? {};
  if (publicEntry === undefined) throw new Error("it has none anyway");
  return { ...platform, sites: { ...platform.sites, "us-east-1": site as Site } };
}

describe("createPublicHosts", () => {
  it("leads to each region by its own name, and to the nearest healthy one by the host", async () => {
    const resources = await recordHosts();
    const publicRecords = ofType(resources, recordType).filter(
      ({ inputs }) => inputs["zoneId"] === "ZPUBLIC",
    );
    expect(publicRecords.map(({ inputs }) => inputs["name"]).sort()).toEqual([
      "shop.eu-west-1.shop.example.com",
      "shop.shop.example.com",
      "shop.shop.example.com",
      "shop.us-east-1.shop.example.com",
    ]);
    expect(ofType(resources, healthType).map(({ name }) => name)).toEqual([
      "boutique-frontend-health-eu-west-1",
      "boutique-frontend-health-us-east-1",
    ]);
  });

  it("judges each region by its own name, path, load balancer, target group and topic", async () => {
    const resources = await recordHosts();
    expect(named(resources, "boutique-frontend-health-us-east-1-https").inputs).toMatchObject({
      fqdn: "shop.us-east-1.shop.example.com",
      resourcePath: "/healthz",
    });
    const alarm = named(resources, "boutique-frontend-health-us-east-1-no-target");
    const group = ofType(resources, "aws:lb/targetGroup:TargetGroup").find(({ name }) =>
      name.startsWith("boutique-frontend-us-east-1-public"),
    );
    expect(alarm.dependencies).toContain(group?.urn);
    expect(alarm.inputs).toMatchObject({
      region: "us-east-1",
      alarmActions: ["arn:aws:sns:us-east-1:123456789012:alerts"],
      dimensions: { LoadBalancer: "app/public/1" },
    });
    const global = named(resources, "boutique-frontend-global-us-east-1");
    expect(global.dependencies).toContain(
      named(resources, "boutique-frontend-health-us-east-1-signal").urn,
    );
  });

  it("leads nobody to a region before its own pods are there", async () => {
    const record = named(await recordHosts(), "boutique-frontend-global-us-east-1", recordType);
    const deployments = record.dependencies.filter((urn) => urn.includes("v1:Deployment"));
    expect(deployments.map((urn) => urn.split("::").at(-1))).toEqual([
      "boutique-frontend-us-east-1-deployment",
    ]);
  });

  it("leaves out a region without a public entry: no name, no signal, no route", async () => {
    const resources = await recordHosts(halfClosed);
    expect(ofType(resources, healthType).map(({ name }) => name)).toEqual([
      "boutique-frontend-health-eu-west-1",
    ]);
    const names = ofType(resources, recordType).map(({ inputs }) => inputs["name"]);
    expect(names.sort()).toEqual(["shop.eu-west-1.shop.example.com", "shop.shop.example.com"]);
    expect(ofType(resources, "aws:lb/listenerRule:ListenerRule")).toHaveLength(1);
  });

  it("registers nothing of it without a public zone", async () => {
    const resources = await recordHosts(() => platformSite(undefined, { publicZone: undefined }));
    for (const type of [recordType, healthType, "archipelago:index:GlobalEntry"])
      expect(ofType(resources, type)).toEqual([]);
    expect(ofType(resources, "aws:lb/listenerRule:ListenerRule")).toEqual([]);
  });
});
