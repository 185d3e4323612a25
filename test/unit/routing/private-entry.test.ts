import type { EntryArgs } from "../../../components/routing/entry";
import { PrivateEntry } from "../../../components/routing/private-entry";
import { identity, named, record, regionsOf, urns, withoutRegion } from "../../support/record";
import { networkSite } from "../../support/sites";
import { recordBoth } from "../../support/whole-sites";

const network = networkSite("eu-west-1");
const args = (changes: Partial<EntryArgs> = {}): EntryArgs => ({
  network,
  clusterSecurityGroupId: "sg-cluster",
  deletionProtection: true,
  ...changes,
});
const make = (changes: Partial<EntryArgs> = {}) =>
  record({ stack: "prod" }, () => new PrivateEntry("west", args(changes)));

describe("PrivateEntry", () => {
  it("registers exactly these children, in its region and under itself", async () => {
    const { resources } = await make();
    expect(identity(resources)).toMatchSnapshot("identity");
    const self = named(resources, "west", PrivateEntry.type);
    expect(resources.filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual(["eu-west-1"]);
  });

  it("registers the same in a preview", async () => {
    const { preview, update } = await recordBoth(() => new PrivateEntry("west", args()));
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect(named(preview.resources, "west-nlb").inputs["securityGroups"]).toEqual(["$unknown"]);
  });

  it("is internal, has a security group from birth, and leads over zones", async () => {
    const { resources } = await make();
    expect(named(resources, "west-nlb").inputs).toMatchObject({
      name: "prod-west-nlb",
      loadBalancerType: "network",
      internal: true,
      securityGroups: ["west-sg-id"],
      enableCrossZoneLoadBalancing: true,
    });
  });

  it("stands where no pod does, so that policies can tell it from pods", async () => {
    const { resources, result } = await make();
    expect(named(resources, "west-nlb").inputs["subnets"]).toEqual([
      "subnet-isolated-eu-west-1a",
      "subnet-isolated-eu-west-1b",
    ]);
    expect(result.site.subnetCidrs).toEqual(network.zones.map(({ isolatedCidr }) => isolatedCidr));
    const pods = network.zones.map(({ privateCidr }) => privateCidr);
    expect(result.site.subnetCidrs.filter((cidr) => pods.includes(cidr))).toEqual([]);
  });

  it("keeps the zones of its birth: the provider replaces it when it loses one", async () => {
    const { resources } = await make();
    expect(named(resources, "west-nlb").ignoreChanges).toEqual(["subnets"]);
  });

  it("is open to its VPC alone, on the ports of private names", async () => {
    const { resources } = await make();
    const open = resources.filter(({ inputs }) => inputs["cidrIpv4"] !== undefined);
    expect(
      open.map(({ inputs }) => [inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"]]),
    ).toEqual([[network.vpcCidr, 20000, 29999]]);
  });

  it.each([true, false])("is protected where that is asked for: %s", async (deletionProtection) => {
    const { resources } = await make({ deletionProtection });
    const protectedOnes = resources.filter((r) => r.protect).map((r) => r.name);
    expect(protectedOnes).toEqual(deletionProtection ? ["west-nlb"] : []);
    expect(named(resources, "west-nlb").inputs["enableDeletionProtection"]).toBe(
      deletionProtection,
    );
  });
});
