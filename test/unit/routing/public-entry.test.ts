import { PublicEntry, type PublicEntryArgs } from "../../../components/routing/public-entry";
import {
  identity,
  named,
  record,
  regionsOf,
  settled,
  urns,
  withoutRegion,
} from "../../support/record";
import { networkSite } from "../../support/sites";
import { recordBoth } from "../../support/whole-sites";

const region = "eu-west-1";
const args = (changes: Partial<PublicEntryArgs> = {}): PublicEntryArgs => ({
  network: networkSite(region),
  clusterSecurityGroupId: "sg-cluster",
  certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
  deletionProtection: true,
  ...changes,
});
const make = (changes: Partial<PublicEntryArgs> = {}) =>
  record({ stack: "prod" }, () => new PublicEntry("west", args(changes)));

describe("PublicEntry", () => {
  it("registers exactly these children, in its region and under itself", async () => {
    const { resources } = await make();
    expect(identity(resources)).toMatchSnapshot("identity");
    const self = named(resources, "west", PublicEntry.type);
    expect(resources.filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual([region]);
  });

  it("registers the same in a preview", async () => {
    const { preview, update } = await recordBoth(() => new PublicEntry("west", args()));
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect(named(preview.resources, "west-https").inputs["loadBalancerArn"]).toBe("$unknown");
  });

  it("stands in the public subnets and drops malformed headers", async () => {
    const { resources } = await make();
    expect(named(resources, "west-alb").inputs).toMatchObject({
      name: "prod-west-alb",
      loadBalancerType: "application",
      internal: false,
      subnets: ["subnet-public-eu-west-1a", "subnet-public-eu-west-1b"],
      securityGroups: ["west-sg-id"],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: true,
      enableZonalShift: true,
    });
  });

  it("is open on 443 alone", async () => {
    const { resources } = await make();
    const open = resources.filter(({ inputs }) => inputs["cidrIpv4"] !== undefined);
    expect(
      open.map(({ inputs }) => [inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"]]),
    ).toEqual([["0.0.0.0/0", 443, 443]]);
  });

  it("listens on HTTPS alone, with a current policy, and knows no host by itself", async () => {
    const { resources } = await make();
    const listeners = resources.filter(({ type }) => type === "aws:lb/listener:Listener");
    expect(listeners).toHaveLength(1);
    expect(listeners[0]?.inputs).toMatchObject({
      protocol: "HTTPS",
      port: 443,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
      defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "404" } }],
    });
    expect(listeners[0]?.deleteBeforeReplace).toBe(true);
  });

  it.each([true, false])("is protected where that is asked for: %s", async (deletionProtection) => {
    const { resources } = await make({ deletionProtection });
    const protectedOnes = resources.filter((r) => r.protect).map((r) => r.name);
    expect(protectedOnes).toEqual(deletionProtection ? ["west-alb"] : []);
    expect(named(resources, "west-alb").inputs["enableDeletionProtection"]).toBe(
      deletionProtection,
    );
  });

  it("deletes the load balancer, whose name is fixed, before its replacement", async () => {
    const { resources } = await make();
    expect(named(resources, "west-alb").deleteBeforeReplace).toBe(true);
  });

  it("offers a site that network policies and routes can use", async () => {
    const { result } = await make();
    expect(result.site.subnetCidrs).toEqual(
      networkSite(region).zones.map(({ publicCidr }) => publicCidr),
    );
    expect((await settled(result.site.httpsListenerArn)).value).toContain(
      ":listener/app/west-https",
    );
    expect((await settled(result.site.arnSuffix)).value).toBe("app/west-alb/0123456789abcdef");
    expect((await settled(result.site.securityGroupId)).value).toBe("west-sg-id");
  });
});
