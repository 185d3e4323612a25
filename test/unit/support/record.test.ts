import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import {
  dependencyNames,
  identity,
  named,
  ofType,
  record,
  regionsOf,
  settled,
  urns,
  withoutRegion,
} from "../../support/record";

class Pair extends pulumi.ComponentResource {
  readonly subnetId: pulumi.Output<string>;
  constructor(name: string, opts: pulumi.ComponentResourceOptions = {}) {
    super("archipelago:index:Pair", name, {}, opts);
    const vpc = new ec2.Vpc(
      `${name}-vpc`,
      { region: "eu-west-1", cidrBlock: "10.0.0.0/16" },
      { parent: this },
    );
    const subnet = new ec2.Subnet(
      `${name}-subnet`,
      { region: "eu-west-1", vpcId: vpc.id, tags: { token: pulumi.secret("hidden") } },
      {
        parent: this,
        deleteBeforeReplace: true,
        ignoreChanges: ["tags"],
        aliases: [{ name: "old" }],
      },
    );
    this.subnetId = subnet.id;
    this.registerOutputs({ subnetId: this.subnetId });
  }
}

describe("record", () => {
  it("keeps the whole of each request", async () => {
    const { resources, result } = await record({}, () => new Pair("pair", { protect: true }));
    expect(identity(resources)).toEqual([
      "archipelago:index:Pair pair",
      "aws:ec2/subnet:Subnet pair-subnet",
      "aws:ec2/vpc:Vpc pair-vpc",
    ]);
    const component = named(resources, "pair");
    const subnet = named(resources, "pair-subnet");
    expect(component.custom).toBe(false);
    expect(component.parent).toBeUndefined();
    expect(component.outputs).toEqual({ subnetId: "pair-subnet-id" });
    expect(subnet).toMatchObject({
      parent: component.urn,
      urn: "urn:pulumi:dev::archipelago::archipelago:index:Pair$aws:ec2/subnet:Subnet::pair-subnet",
      protect: true,
      propertyDependencies: { vpcId: [named(resources, "pair-vpc").urn] },
      deleteBeforeReplace: true,
      ignoreChanges: ["tags"],
      retainOnDelete: false,
      deletedWith: undefined,
      id: undefined,
    });
    expect(subnet.aliases[0]?.spec?.name).toBe("old");
    expect(subnet.inputs).toEqual({
      region: "eu-west-1",
      vpcId: "pair-vpc-id",
      tags: { token: { $secret: "hidden" } },
    });
    expect(dependencyNames(subnet)).toEqual(["pair-vpc"]);
    expect(await settled(result.subnetId)).toEqual({
      known: true,
      secret: false,
      value: "pair-subnet-id",
    });
  });

  it("leaves computed values unknown in a preview, with the same URNs", async () => {
    const update = await record({}, () => new Pair("pair"));
    const preview = await record({ preview: true }, () => new Pair("pair"));
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect(named(preview.resources, "pair-subnet").inputs["vpcId"]).toBe("$unknown");
    expect((await settled(preview.result.subnetId)).known).toBe(false);
  });

  it("sees what is registered inside apply, and that a preview lacks it", async () => {
    const program = () => {
      const vpc = new ec2.Vpc("vpc", { region: "eu-west-1" });
      vpc.id.apply((id) => new Pair(`late-${id}`));
    };
    const update = await record({}, program);
    const preview = await record({ preview: true }, program);
    expect(identity(update.resources)).toHaveLength(4);
    expect(identity(preview.resources)).toEqual(["aws:ec2/vpc:Vpc vpc"]);
  });

  it("records deeper chains with the whole type path", async () => {
    const { resources } = await record({ stack: "prod", project: "shop" }, () => {
      const outer = new pulumi.ComponentResource("a:index:Outer", "outer");
      return new Pair("pair", { parent: outer });
    });
    expect(named(resources, "pair-vpc").urn).toBe(
      "urn:pulumi:prod::shop::a:index:Outer$archipelago:index:Pair$aws:ec2/vpc:Vpc::pair-vpc",
    );
  });

  it("names AWS children without a region, except where their class has none", async () => {
    const { resources } = await record({}, () => {
      new ec2.Vpc("bare", {});
      new ec2.Vpc("placed", { region: "us-east-1" });
      new iam.Role("role", { assumeRolePolicy: "{}" });
      new route53.Zone("zone", { name: "example.org" });
      new pulumi.ComponentResource("a:index:Outer", "outer");
    });
    expect(withoutRegion(resources)).toEqual(["aws:ec2/vpc:Vpc bare"]);
    expect(regionsOf(resources)).toEqual(["(none)", "us-east-1"]);
  });

  it("lets a test supply outputs", async () => {
    const { result } = await record(
      { outputs: ({ type }) => (type === "aws:ec2/vpc:Vpc" ? { arn: "arn:special" } : undefined) },
      () => new ec2.Vpc("vpc", { region: "eu-west-1" }),
    );
    expect((await settled(result.arn)).value).toBe("arn:special");
    expect((await settled(result.region)).value).toBe("eu-west-1");
  });

  it("starts from nothing each time", async () => {
    await record({}, () => new Pair("first"));
    const { resources } = await record({}, () => new Pair("second"));
    expect(ofType(resources, "aws:ec2/vpc:Vpc").map((r) => r.name)).toEqual(["second-vpc"]);
  });

  it("passes on what the program throws, and is usable afterwards", async () => {
    const refusal = new pulumi.RunError("no");
    await expect(record({}, () => Promise.reject(refusal))).rejects.toBe(refusal);
    expect((await record({}, () => new Pair("pair"))).resources).toHaveLength(3);
  });

  it("refuses two resources with one URN, as the engine does", async () => {
    const program = () => [1, 2].map(() => new ec2.Vpc("vpc", { region: "eu-west-1" }));
    await expect(record({}, program)).rejects.toThrow("duplicate resource URN");
  });

  it("refuses to run twice at once", async () => {
    const first = record({}, () => new Pair("pair"));
    await expect(record({}, () => undefined)).rejects.toThrow("another recording");
    await first;
  });
});
