import { Certificates } from "../../../components/routing/certificates";
import {
  dependencyNames,
  identity,
  named,
  ofType,
  record,
  settled,
  urns,
  withoutRegion,
} from "../../support/record";
import { growth, publicZone, recordBoth, refusal } from "../../support/whole-sites";

const regions = ["eu-west-1", "us-east-1"];
const program =
  (all: readonly string[] = regions) =>
  () =>
    new Certificates("certs", { zone: publicZone, homeRegion: "eu-west-1", regions: all });
const make = (all?: readonly string[]) => record({}, program(all));

describe("Certificates", () => {
  it("registers exactly these children, each certificate in its region", async () => {
    const { resources } = await make();
    expect(identity(resources)).toMatchSnapshot("identity");
    const self = named(resources, "certs");
    expect(resources.filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect(withoutRegion(resources)).toEqual([]);
    for (const region of regions) {
      const name = `certs-${region}`;
      expect(named(resources, name, "aws:acm/certificate:Certificate").inputs["region"]).toBe(
        region,
      );
      const validation = named(
        resources,
        name,
        "aws:acm/certificateValidation:CertificateValidation",
      );
      expect(validation.inputs["region"]).toBe(region);
    }
  });

  it("registers the same in a preview, when ACM has not said yet what proves a name", async () => {
    const { preview, update } = await recordBoth(program());
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect(named(preview.resources, "certs-validation").inputs).toMatchObject({
      name: "$unknown",
      records: ["$unknown"],
    });
  });

  it("covers the hosts of the domain and of the region", async () => {
    const { resources } = await make();
    expect(
      named(resources, "certs-us-east-1", "aws:acm/certificate:Certificate").inputs,
    ).toMatchObject({
      domainName: "*.shop.example.com",
      subjectAlternativeNames: ["*.us-east-1.shop.example.com"],
      validationMethod: "DNS",
    });
  });

  it("registers each validation record once: the shared one is the same in every region", async () => {
    const { resources } = await make();
    const records = ofType(resources, "aws:route53/record:Record");
    const names = records.map(({ inputs }) => inputs["name"]);
    expect([...names].sort()).toEqual([
      "_check.eu-west-1.shop.example.com.",
      "_check.shop.example.com.",
      "_check.us-east-1.shop.example.com.",
    ]);
    expect(records.every(({ deleteBeforeReplace }) => deleteBeforeReplace)).toBe(true);
    expect(
      records.every(({ inputs }) => inputs["zoneId"] === "ZPUBLIC" && inputs["ttl"] === 60),
    ).toBe(true);
  });

  it("waits in every region for both records", async () => {
    const { resources, result } = await make();
    const validations = ofType(resources, "aws:acm/certificateValidation:CertificateValidation");
    for (const { name, inputs } of validations) {
      const region = name.replace("certs-", "");
      expect(inputs["validationRecordFqdns"]).toEqual([
        "_check.shop.example.com.",
        `_check.${region}.shop.example.com.`,
      ]);
      expect((await settled(result.validatedArn(region))).value).toBe(inputs["certificateArn"]);
    }
    expect(validations.map(dependencyNames)).toEqual([
      expect.arrayContaining(["certs-validation"]),
      expect.arrayContaining(["certs-validation"]),
    ]);
  });

  it("changes no region when another comes", async () => {
    const before = await make();
    const after = await make(["ap-southeast-2", ...regions]);
    expect(growth(before.resources, after.resources)).toEqual({
      added: [
        "aws:acm/certificate:Certificate certs-ap-southeast-2",
        "aws:acm/certificateValidation:CertificateValidation certs-ap-southeast-2",
        "aws:route53/record:Record certs-ap-southeast-2-validation",
      ],
      removed: [],
      changed: [],
    });
  });
});

describe("refusal", () => {
  it("refuses a home region that gets no certificate", async () => {
    expect(await refusal(program(["us-east-1"]))).toContain('homeRegion is "eu-west-1"');
  });

  it("has no ARN for a region without a certificate", async () => {
    const { result } = await make();
    expect(() => result.validatedArn("sa-east-1")).toThrow(RangeError);
  });
});
