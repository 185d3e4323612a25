import { textsAt } from "../../../../../rehearsal/models/aws/inputs";
import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { answerOf, awsWorld, network, problemPaths } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const zoneType = "aws:route53/zone:Zone";
const associationType = "aws:route53/zoneAssociation:ZoneAssociation";
const recordType = "aws:route53/record:Record";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

function publicZone(name = "example.com"): CloudObject {
  return world.create(zoneType, { name });
}

function record(zone: CloudObject): CloudObject {
  const inputs = { zoneId: zone.id, name: "www", type: "A", ttl: 60, records: ["192.0.2.1"] };
  return world.create(recordType, inputs);
}

describe("hosted zones", () => {
  it("have Route 53's ids, four name servers, and their NS and SOA records", () => {
    const zone = publicZone();
    expect(zone.id).toMatch(/^Z[0-9A-Z]{20}$/);
    expect(zone.outputs).toMatchObject({
      arn: `arn:aws:route53:::hostedzone/${zone.id}`,
      zoneId: zone.id,
      comment: "Managed by Pulumi",
    });
    const servers = textsAt(zone.outputs, "nameServers");
    expect(servers).toHaveLength(4);
    expect([...servers].sort()).toEqual(servers);
    for (const server of servers) {
      expect(server).toMatch(/^ns-\d+\.awsdns-\d\d\.(com|net|org|co\.uk)$/);
    }
    const records = world.all(recordType).map(({ id, owner }) => ({ id, owner }));
    expect(records).toEqual([
      { id: `${zone.id}_example.com_NS`, owner: zone.id },
      { id: `${zone.id}_example.com_SOA`, owner: zone.id },
    ]);
  });

  it("may be public twice under one name", () => {
    const servers = [publicZone(), publicZone()].map((zone) => zone.outputs["nameServers"]);
    expect(servers[0]).not.toEqual(servers[1]);
  });

  it("are private with the VPCs they name, each in its region", () => {
    const here = network(world).vpcId;
    const there = network(world, "us-east-1").vpcId;
    const vpcs: readonly Properties[] = [{ vpcId: here }, { vpcId: there, vpcRegion: "us-east-1" }];
    const zone = world.create(zoneType, { name: "int.example.com", vpcs });
    expect(zone.outputs["vpcs"]).toEqual([
      { vpcId: here, vpcRegion: "eu-west-1" },
      { vpcId: there, vpcRegion: "us-east-1" },
    ]);
    expect(textsAt(zone.outputs, "nameServers")).toContain("ns-0.awsdns-00.com");
    const wrong = { name: "other.example.com", vpcs: [{ vpcId: there }] };
    expect(answerOf(() => world.create(zoneType, wrong))).toContain(
      `InvalidVPCId: The VPC: ${there} that you provided is not valid in region eu-west-1`,
    );
  });

  it("do not take a VPC for one of another region in an update", () => {
    const { vpcId } = network(world);
    const zone = world.create(zoneType, { name: "int.example.com", vpcs: [{ vpcId }] });
    const moved = { name: "int.example.com", vpcs: [{ vpcId, vpcRegion: "us-east-1" }] };
    expect(answerOf(() => world.update(zone, moved))).toBe(
      `InvalidVPCId: The VPC: ${vpcId} that you provided is not valid in region us-east-1.`,
    );
  });

  it("cannot be private twice under one name in one VPC", () => {
    const { vpcId } = network(world);
    const inputs = { name: "int.example.com", vpcs: [{ vpcId }] };
    const zone = world.create(zoneType, inputs);
    expect(answerOf(() => world.create(zoneType, inputs))).toBe(
      `ConflictingDomainExists: The VPC ${vpcId} in region eu-west-1 has already been associated with the hosted zone ${zone.id} with the same domain name.`,
    );
  });

  it("go only when they are empty, or by force", () => {
    const zone = publicZone();
    const www = record(zone);
    expect(
      answerOf(() => {
        world.delete(zone);
      }),
    ).toBe(
      "HostedZoneNotEmpty: The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
    );
    world.delete(www);
    expect(
      answerOf(() => {
        world.delete(zone);
      }),
    ).toBe("served");
    const forced = world.create(zoneType, { name: "example.com", forceDestroy: true });
    record(forced);
    world.delete(forced);
    expect(world.all(recordType)).toEqual([]);
  });

  it.each([
    ["an empty list of VPCs", { vpcs: [] }, ["vpcs"]],
    ["VPCs and a delegation set", { vpcs: [{}], delegationSetId: "N1" }, ["delegationSetId"]],
  ])("the provider: %s", (_name, inputs, paths) => {
    expect(problemPaths(zoneType, inputs)).toEqual(paths);
  });
});

describe("associations of zones with VPCs", () => {
  it("add a VPC to the zone, survive its update, and take the VPC away again", () => {
    const here = network(world).vpcId;
    const there = network(world, "us-east-1").vpcId;
    const zone = world.create(zoneType, { name: "int.example.com", vpcs: [{ vpcId: here }] });
    const joined = world.create(associationType, {
      zoneId: zone.id,
      vpcId: there,
      vpcRegion: "us-east-1",
    });
    expect(joined.id).toBe(`${zone.id}:${there}:us-east-1`);
    expect(joined.outputs["owningAccount"]).toBe("123456789012");
    const both = [
      { vpcId: here, vpcRegion: "eu-west-1" },
      { vpcId: there, vpcRegion: "us-east-1" },
    ];
    expect(zone.outputs["vpcs"]).toEqual(both);
    world.update(zone, { ...zone.inputs, tags: { a: "b" } });
    expect(zone.outputs["vpcs"]).toEqual(both);
    // As after a refresh where changes of `vpcs` are ignored.
    world.update(zone, { ...zone.inputs, vpcs: both });
    expect(zone.outputs["vpcs"]).toEqual(both);
    world.delete(joined);
    expect(zone.outputs["vpcs"]).toEqual(both.slice(0, 1));
  });

  it("are refused for a public zone, a missing zone, a missing VPC, and twice", () => {
    const { vpcId } = network(world);
    const join = (zoneId: string, id = vpcId): unknown =>
      world.create(associationType, { zoneId, vpcId: id });
    expect(answerOf(() => join(publicZone().id))).toContain("PublicZoneVPCAssociation: ");
    expect(answerOf(() => join("Z0"))).toBe("NoSuchHostedZone: No hosted zone found with ID: Z0");
    const zone = world.create(zoneType, { name: "int.example.com", vpcs: [{ vpcId }] });
    expect(answerOf(() => join(zone.id, "vpc-1"))).toContain("InvalidVPCId: ");
    expect(answerOf(() => join(zone.id))).toContain("ConflictingDomainExists: ");
  });

  it("keep the last VPC", () => {
    const here = network(world).vpcId;
    const there = network(world, "us-east-1").vpcId;
    const zone = world.create(zoneType, { name: "int.example.com", vpcs: [{ vpcId: here }] });
    const joined = world.create(associationType, {
      zoneId: zone.id,
      vpcId: there,
      vpcRegion: "us-east-1",
    });
    world.amend(zone, { ...zone.outputs, vpcs: [{ vpcId: there, vpcRegion: "us-east-1" }] });
    expect(
      answerOf(() => {
        world.delete(joined);
      }),
    ).toContain("LastVPCAssociation: ");
    const alone = world.create(zoneType, { name: "alone.example.com", vpcs: [{ vpcId: here }] });
    expect(answerOf(() => world.update(alone, { name: "alone.example.com" }))).toContain(
      "LastVPCAssociation: ",
    );
  });
});
