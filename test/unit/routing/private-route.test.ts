import { PrivateRoute, type PrivateRouteArgs } from "../../../components/routing/private-route";
import { identity, named, record, regionsOf, urns, withoutRegion } from "../../support/record";
import { own, privateEntryOf, recordBoth, refusal, wholeSite } from "../../support/whole-sites";

const region = "eu-west-1";
const service = {
  service: "cart",
  namespace: "boutique",
  port: 7070,
  servicePort: 7070,
  protocol: "grpc",
} as const;
const args = (changes: Partial<PrivateRouteArgs> = {}): PrivateRouteArgs => ({
  site: wholeSite(region),
  service,
  listenerPort: 20123,
  ...changes,
});
const make = () => record({}, () => new PrivateRoute("cart", args()));

describe("PrivateRoute", () => {
  it("registers exactly these children, in its region and under itself", async () => {
    const { resources } = await make();
    expect(identity(own(resources))).toMatchSnapshot("identity");
    const self = named(resources, "cart", PrivateRoute.type);
    expect(own(resources).filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual([region]);
  });

  it("registers the same in a preview", async () => {
    const { preview, update } = await recordBoth(() => new PrivateRoute("cart", args()));
    expect(urns(preview.resources)).toEqual(urns(update.resources));
  });

  it("brings its region's Kubernetes provider along", async () => {
    const { resources } = await make();
    const provider = named(resources, `site-${region}`);
    expect(named(resources, "cart-binding").provider).toBe(`${provider.urn}::site-${region}-id`);
  });

  it("passes TCP on, also for gRPC, and hides the client's address from network policies", async () => {
    const { resources } = await make();
    const { inputs } = named(resources, "cart-tg");
    expect(inputs).toMatchObject({
      protocol: "TCP",
      preserveClientIp: "false",
      healthCheck: {
        protocol: "TCP",
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
      },
    });
    expect(Object.keys(inputs)).not.toContain("protocolVersion");
    expect(Object.keys(inputs["healthCheck"] ?? {})).not.toContain("path");
  });

  it("listens on its port of the region's private entry", async () => {
    const { resources } = await make();
    const listener = named(resources, "cart-listener");
    expect(listener.inputs).toMatchObject({
      loadBalancerArn: privateEntryOf(region).arn,
      protocol: "TCP",
      port: 20123,
      defaultActions: [{ type: "forward" }],
    });
    expect(listener.deleteBeforeReplace).toBe(true);
  });
});

describe("refusal", () => {
  it("names a port that the entry is closed on, and one that pods cannot have", async () => {
    const bad = { listenerPort: 443, service: { ...service, port: 443 } };
    const message = await refusal(() => new PrivateRoute("cart", args(bad)));
    expect(message).toContain("2 problems");
    expect(message).toContain("listenerPort is 443; allowed: a whole number from 20000 to 29999");
    expect(message).toContain("service.port is 443");
  });
});
