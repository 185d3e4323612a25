import { checkPlatformSite } from "../../../components/platform/check-platform-site";
import type { PlatformSite } from "../../../components/platform/platform-args";
import { microservice } from "../../../components/services/declarations";
import { platformSite, smallSystem } from "../../support/platforms";
import { record } from "../../support/record";
import { httpSpec } from "../../support/service-specs";

async function check(change: (platform: PlatformSite) => PlatformSite, spec = smallSystem()) {
  const { result } = await record({}, () => platformSite());
  return checkPlatformSite(change(result), spec);
}

/** The same platform without the public entries of those regions. */
function closed(platform: PlatformSite, ...regions: string[]): PlatformSite {
  const sites = Object.entries(platform.sites).map(([region, { publicEntry, ...site }]) => [
    region,
    regions.includes(region) ? site : { ...site, publicEntry },
  ]);
  return { ...platform, sites: Object.fromEntries(sites) as PlatformSite["sites"] };
}

describe("checkPlatformSite", () => {
  it("finds nothing wrong with a platform that is whole", async () => {
    expect(await check((platform) => platform)).toEqual([]);
  });

  it("tells that there is no region", async () => {
    const problems = await check((platform) => ({ ...platform, sites: {} }));
    expect(problems.map(({ path }) => path)).toEqual(["platform.sites"]);
  });

  it("tells a home region without a site", async () => {
    expect(await check((platform) => ({ ...platform, homeRegion: "eu-west-2" }))).toMatchObject([
      { path: "platform.homeRegion", value: "eu-west-2" },
    ]);
  });

  it("tells a region without a topic, and a site under another region's name", async () => {
    const problems = await check(({ sites, alertTopicArns, ...rest }) => {
      const topic = alertTopicArns["eu-west-1"] ?? "";
      const site = sites["us-east-1"];
      if (site === undefined) throw new Error("no site in us-east-1");
      return {
        ...rest,
        alertTopicArns: { "eu-west-1": topic },
        sites: { "eu-west-1": site, "us-east-1": site },
      };
    });
    expect(problems.map(({ path, value }) => [path, value])).toEqual([
      ["platform.sites.eu-west-1.region", "us-east-1"],
      ["platform.alertTopicArns.us-east-1", undefined],
    ]);
  });

  it("lets a public service be closed in some regions, but not in all of its own", async () => {
    expect(await check((platform) => closed(platform, "us-east-1"))).toEqual([]);
    expect(await check((platform) => closed(platform, "us-east-1", "eu-west-1"))).toMatchObject([
      {
        path: "services.frontend.public",
        value: "shop",
        mend: expect.stringContaining("eu-west-1, us-east-1") as string,
      },
    ]);
    const american = microservice(httpSpec({ public: { host: "us" }, regions: ["us-east-1"] }));
    const spec = { stores: {}, services: { american } };
    expect(await check((platform) => closed(platform, "us-east-1"), spec)).toMatchObject([
      { path: "services.american.public", value: "us" },
    ]);
  });

  it("asks for no public entry where there is no public zone", async () => {
    const without = (platform: PlatformSite) => ({
      ...closed(platform, "us-east-1", "eu-west-1"),
      publicZone: undefined,
    });
    expect(await check(without)).toEqual([]);
  });
});
