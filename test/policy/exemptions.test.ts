import { isExempt } from "../../policy/exemptions";

const urn = "urn:pulumi:dev::shop::my:index:Parent$aws:s3/bucket:Bucket::scratch-eu";
const exempt = (...patterns: string[]) => isExempt(urn, { exempt: patterns });

describe("an exemption", () => {
  it("is of a resource's name, or of a part of it with a star", () => {
    expect(exempt("scratch-eu")).toBe(true);
    expect(exempt("other", "scratch-*")).toBe(true);
    expect(exempt("scratch")).toBe(false);
    expect(exempt("*Bucket*")).toBe(false);
    expect(exempt()).toBe(false);
  });

  it("is of its URN where it has a ::", () => {
    expect(exempt(urn)).toBe(true);
    expect(exempt("*$aws:s3/bucket:Bucket::scratch-*")).toBe(true);
    expect(exempt("urn:pulumi:production::*")).toBe(false);
  });

  it("takes all but the star as it is written", () => {
    expect(exempt("scratch.eu")).toBe(false);
    expect(exempt("scratch-(eu|us)")).toBe(false);
  });
});
