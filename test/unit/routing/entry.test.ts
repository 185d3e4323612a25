import fc from "fast-check";

import { createSecurityGroup, type Opening } from "../../../components/routing/entry";
import { identity, named, ofType, record, withoutRegion } from "../../support/record";
import { networkSite } from "../../support/sites";
import { Holder, own } from "../../support/whole-sites";

const network = networkSite("eu-west-1");
const opening: Opening = {
  cidr: "10.1.0.0/16",
  fromPort: 20,
  toPort: 30,
  description: "from within",
};
const args = {
  network,
  clusterSecurityGroupId: "sg-cluster",
  deletionProtection: false,
  tags: { team: "platform" },
};
const make = (what: Opening = opening) =>
  record({}, () => createSecurityGroup(new Holder(), "entry", args, what));

describe("createSecurityGroup", () => {
  it("registers a group and its three rules", async () => {
    const { resources } = await make();
    expect(identity(own(resources))).toEqual([
      "aws:ec2/securityGroup:SecurityGroup entry-sg",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule entry-out",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule entry-in",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule entry-pods",
    ]);
    expect(withoutRegion(resources)).toEqual([]);
  });

  it("has no rule in the group itself, where they would fight the rule resources", async () => {
    const { resources } = await make();
    expect(named(resources, "entry-sg").inputs).toEqual({
      region: "eu-west-1",
      vpcId: "vpc-eu-west-1",
      description: "Load balancer entry",
      tags: expect.objectContaining({ Name: "entry-sg", team: "platform" }) as unknown,
    });
  });

  it("lets in what the opening says and nothing else, and out to the cluster only", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          cidr: fc.constantFrom("0.0.0.0/0", "10.1.0.0/16"),
          fromPort: fc.integer({ min: 1, max: 1000 }),
          toPort: fc.integer({ min: 1001, max: 65535 }),
          description: fc.constant("as said"),
        }),
        async (what) => {
          const { resources } = await make(what);
          const rules = resources
            .filter(({ type }) => type.startsWith("aws:vpc/"))
            .map(
              ({
                name,
                inputs: { tags: _tags, region: _region, description: _text, ...rule },
              }) => ({
                name,
                ...rule,
              }),
            )
            .sort((a, b) => (a.name < b.name ? -1 : 1));
          expect(rules).toEqual([
            {
              name: "entry-in",
              securityGroupId: "entry-sg-id",
              ipProtocol: "tcp",
              cidrIpv4: what.cidr,
              fromPort: what.fromPort,
              toPort: what.toPort,
            },
            {
              name: "entry-out",
              securityGroupId: "entry-sg-id",
              ipProtocol: "tcp",
              referencedSecurityGroupId: "sg-cluster",
              fromPort: 1024,
              toPort: 65535,
            },
            {
              name: "entry-pods",
              securityGroupId: "sg-cluster",
              ipProtocol: "tcp",
              referencedSecurityGroupId: "entry-sg-id",
              fromPort: 1024,
              toPort: 65535,
            },
          ]);
        },
      ),
      { numRuns: 10 },
    );
  });

  it("deletes a rule before its replacement, which AWS would take for the same rule", async () => {
    const { resources } = await make();
    const rules = resources.filter(({ type }) => type.startsWith("aws:vpc/"));
    expect(rules.map((rule) => rule.deleteBeforeReplace)).toEqual([true, true, true]);
    expect(ofType(resources, "aws:ec2/securityGroup:SecurityGroup")[0]?.deleteBeforeReplace).toBe(
      false,
    );
  });
});
