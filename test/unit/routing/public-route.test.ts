import {
  PublicRoute,
  checkPublicRoute,
  type PublicRouteArgs,
} from "../../../components/routing/public-route";
import {
  identity,
  named,
  record,
  regionsOf,
  settled,
  urns,
  withoutRegion,
} from "../../support/record";
import { own, publicEntryOf, recordBoth, refusal, wholeSite } from "../../support/whole-sites";

const region = "eu-west-1";
const service = {
  service: "frontend",
  namespace: "boutique",
  port: 8080,
  servicePort: 80,
  protocol: "http",
} as const;
const args = (changes: Partial<PublicRouteArgs> = {}): PublicRouteArgs => ({
  site: wholeSite(region),
  entry: publicEntryOf(region),
  service,
  hosts: ["shop.example.com", "shop.eu-west-1.example.com"],
  healthPath: "/_healthz",
  priority: 17,
  ...changes,
});
const make = (changes: Partial<PublicRouteArgs> = {}) =>
  record({}, () => new PublicRoute("shop", args(changes)));

describe("PublicRoute", () => {
  it("registers exactly these children, in its region and under itself", async () => {
    const { resources } = await make();
    expect(identity(own(resources))).toMatchSnapshot("identity");
    const self = named(resources, "shop", PublicRoute.type);
    expect(own(resources).filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual([region]);
  });

  it("registers the same in a preview", async () => {
    const { preview, update } = await recordBoth(() => new PublicRoute("shop", args()));
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect(named(preview.resources, "shop-binding").inputs["spec"]).toMatchObject({
      targetGroupARN: "$unknown",
    });
  });

  it("brings its region's Kubernetes provider along", async () => {
    const { resources } = await make();
    const provider = named(resources, `site-${region}`);
    expect(named(resources, "shop-binding").provider).toBe(`${provider.urn}::site-${region}-id`);
  });

  it("asks HTTP pods by the path given", async () => {
    const { resources } = await make();
    expect(named(resources, "shop-tg").inputs).toMatchObject({
      protocol: "HTTP",
      protocolVersion: "HTTP1",
      healthCheck: { path: "/_healthz", matcher: "200", interval: 10, timeout: 5 },
    });
  });

  it("asks gRPC pods by gRPC's own health protocol, for the defaults ask for a path of AWS's", async () => {
    const { resources } = await make({ service: { ...service, protocol: "grpc" } });
    expect(named(resources, "shop-tg").inputs).toMatchObject({
      protocol: "HTTP",
      protocolVersion: "GRPC",
      healthCheck: { path: "/grpc.health.v1.Health/Check", matcher: "0" },
    });
  });

  it("leads its hosts, and only those, to the group", async () => {
    const { resources, result } = await make();
    const rule = named(resources, "shop-rule");
    const suffix = (await settled(result.targetGroupArnSuffix)).value;
    expect(rule.inputs).toMatchObject({
      listenerArn: publicEntryOf(region).httpsListenerArn,
      priority: 17,
      conditions: [{ hostHeader: { values: ["shop.example.com", "shop.eu-west-1.example.com"] } }],
      actions: [
        {
          type: "forward",
          targetGroupArn: `arn:aws:elasticloadbalancing:eu-west-1:123456789012:${String(suffix)}`,
        },
      ],
    });
    expect(rule.deleteBeforeReplace).toBe(true);
  });
});

describe("refusal", () => {
  it("lists all problems before anything is registered", async () => {
    const bad = { hosts: [], priority: 0, service: { ...service, port: 80 } };
    const message = await refusal(() => new PublicRoute("shop", args(bad)));
    expect(message).toContain("3 problems");
    for (const path of ["hosts", "priority", "service.port"])
      expect(message).toContain(`- ${path} is`);
  });

  it("finds more hosts than one rule takes", async () => {
    const hosts = ["a.b", "c.d", "e.f", "g.h", "i.j", "k.l"];
    await record({}, () => {
      const good = args({ hosts: hosts.slice(1) });
      expect(checkPublicRoute(good)).toEqual([]);
      expect(checkPublicRoute({ ...good, hosts })).toMatchObject([{ path: "hosts", value: hosts }]);
    });
  });
});
