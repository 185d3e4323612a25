import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { blocksAt, textAt } from "../../../../../rehearsal/models/aws/inputs";
import { answerOf, awsWorld, network, problemPaths } from "../../../../support/aws-world";
import { caller, type TestWorld } from "../../../../support/world-view";

const certificateType = "aws:acm/certificate:Certificate";
const validationType = "aws:acm/certificateValidation:CertificateValidation";
const zoneType = "aws:route53/zone:Zone";
const recordType = "aws:route53/record:Record";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

function certificate(inputs: Properties = {}): CloudObject {
  return world.create(certificateType, {
    domainName: "*.example.com",
    validationMethod: "DNS",
    ...inputs,
  });
}

function options(of: CloudObject): readonly Properties[] {
  return blocksAt(of.outputs, "domainValidationOptions");
}

/** The record that an option asks for, in a zone. */
function prove(zone: CloudObject, option: Properties | undefined): CloudObject {
  return world.create(recordType, {
    zoneId: zone.id,
    name: textAt(option ?? {}, "resourceRecordName") ?? "",
    type: "CNAME",
    ttl: 300,
    records: [textAt(option ?? {}, "resourceRecordValue") ?? ""],
  });
}

function wait(of: CloudObject, inputs: Properties = {}): CloudObject {
  return world.create(validationType, { certificateArn: of.id, ...inputs });
}

describe("certificates", () => {
  it("have ACM's ARN and wait for validation", () => {
    const made = certificate();
    expect(made.id).toMatch(
      /^arn:aws:acm:eu-west-1:123456789012:certificate\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
    expect(made.outputs).toMatchObject({
      arn: made.id,
      status: "PENDING_VALIDATION",
      type: "AMAZON_ISSUED",
      subjectAlternativeNames: ["*.example.com"],
    });
  });

  it("ask for a CNAME of ACM's form", () => {
    expect(options(certificate())).toEqual([
      {
        domainName: "*.example.com",
        resourceRecordName: expect.stringMatching(/^_[0-9a-f]{32}\.example\.com\.$/) as string,
        resourceRecordType: "CNAME",
        resourceRecordValue: expect.stringMatching(
          /^_[0-9a-f]{32}\.[a-z]{10}\.acm-validations\.aws\.$/,
        ) as string,
      },
    ]);
  });

  it("ask for the same CNAME in every region, for the apex as for its wildcard, and another in another account", () => {
    const asked = (inputs: Properties, account = caller.account): unknown => {
      const made = world.create(
        certificateType,
        { domainName: "*.example.com", validationMethod: "DNS", ...inputs },
        { ...caller, account },
      );
      return [options(made)[0]?.["resourceRecordName"], options(made)[0]?.["resourceRecordValue"]];
    };
    const first = asked({});
    expect(asked({ region: "us-east-1" })).toEqual(first);
    expect(asked({ domainName: "example.com" })).toEqual(first);
    expect(asked({}, "210987654321")).not.toEqual(first);
    expect(asked({ domainName: "*.eu-west-1.example.com" })).not.toEqual(first);
  });

  it("ask once for each name", () => {
    const made = certificate({
      subjectAlternativeNames: ["*.eu-west-1.example.com", "*.example.com"],
    });
    expect(
      options(made)
        .map((option) => option["domainName"])
        .sort(),
    ).toEqual(["*.eu-west-1.example.com", "*.example.com"]);
  });

  it.each([
    ["whole", { domainName: "example.com", validationMethod: "DNS" }, []],
    ["no name", { validationMethod: "DNS" }, ["domainName"]],
    ["no method", { domainName: "example.com" }, ["validationMethod"]],
    [
      "a method nobody knows",
      { domainName: "example.com", validationMethod: "dns" },
      ["validationMethod"],
    ],
    [
      "an ill-formed alternative name",
      {
        domainName: "example.com",
        validationMethod: "DNS",
        subjectAlternativeNames: ["a_b.example.com."],
      },
      ["subjectAlternativeNames"],
    ],
  ])("the provider: %s", (_name, inputs, paths) => {
    expect(problemPaths(certificateType, inputs)).toEqual(paths);
  });

  it("take a first name of at most 64 characters", () => {
    const long = `${"a".repeat(53)}.example.com`;
    expect(answerOf(() => certificate({ domainName: long }))).toContain("64 characters");
    expect(answerOf(() => certificate({ domainName: long.slice(1) }))).toBe("served");
  });

  it("stay while a listener uses them", () => {
    const net = network(world);
    const used = world.create(certificateType, { privateKey: "k", certificateBody: "b" });
    const balancer = world.create("aws:lb/loadBalancer:LoadBalancer", {
      name: "shop",
      subnets: net.subnetIds,
    });
    const listener = world.create("aws:lb/listener:Listener", {
      loadBalancerArn: balancer.id,
      port: 443,
      protocol: "HTTPS",
      certificateArn: used.id,
      defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain" } }],
    });
    expect(
      answerOf(() => {
        world.delete(used);
      }),
    ).toBe(`ResourceInUseException: Certificate ${used.id} in account 123456789012 is in use.`);
    world.delete(listener);
    expect(
      answerOf(() => {
        world.delete(used);
      }),
    ).toBe("served");
  });
});

describe("the wait for a certificate", () => {
  it("ends when every name is proven in a public zone of the account", () => {
    const zone = world.create(zoneType, { name: "example.com" });
    const made = certificate({ subjectAlternativeNames: ["*.eu-west-1.example.com"] });
    const [one, two] = options(made);
    prove(zone, one);
    expect(answerOf(() => wait(made))).toContain(
      "timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION', timeout: 1h15m0s)",
    );
    prove(zone, two);
    expect(wait(made).id).toMatch(/^2026-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \+0000 UTC$/);
  });

  it("is the same one however often somebody waits, and another one for another certificate", () => {
    const zone = world.create(zoneType, { name: "example.com" });
    const [made, other] = [certificate(), certificate()];
    prove(zone, options(made)[0]);
    const { id } = wait(made);
    expect(wait(made).id).toBe(id);
    expect(wait(other).id).not.toBe(id);
  });

  it("never ends for a record in a private zone, in another zone, or with another value", () => {
    const { vpcId } = network(world);
    const made = certificate();
    const [option] = options(made);
    prove(world.create(zoneType, { name: "example.com", vpcs: [{ vpcId }] }), option);
    expect(answerOf(() => wait(made))).toContain("timeout");
    const zone = world.create(zoneType, { name: "example.com" });
    prove(zone, { ...option, resourceRecordValue: "_other.acm-validations.aws." });
    expect(answerOf(() => wait(made))).toContain("timeout");
  });

  it("is for certificates of the same region that ACM issues", () => {
    const made = certificate({ region: "us-east-1" });
    expect(answerOf(() => wait(made))).toBe(
      `ResourceNotFoundException: Could not find certificate ${made.id}.`,
    );
    const imported = world.create(certificateType, { privateKey: "k", certificateBody: "b" });
    expect(answerOf(() => wait(imported))).toContain("has type IMPORTED, no validation necessary");
  });

  it("names the records that are missing from the list given", () => {
    const zone = world.create(zoneType, { name: "example.com" });
    const made = certificate();
    const record = prove(zone, options(made)[0]);
    expect(answerOf(() => wait(made, { validationRecordFqdns: [] }))).toContain(
      "missing *.example.com DNS validation record: _",
    );
    const fqdn = record.outputs["fqdn"] ?? "";
    expect(answerOf(() => wait(made, { validationRecordFqdns: [fqdn] }))).toBe("served");
  });
});
