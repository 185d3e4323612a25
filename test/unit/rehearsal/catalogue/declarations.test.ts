import { Sdk } from "../../../../rehearsal/catalogue/declarations";

describe("an SDK's declarations", () => {
  const aws = new Sdk("@pulumi/aws");

  const names = (file: string, name: string): readonly (string | undefined)[] =>
    aws.members(file, name).map((member) => ("text" in member.name ? member.name.text : undefined));

  it("knows the version that is installed", () => {
    expect(aws.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("reads interfaces, also inside namespaces, and classes", () => {
    expect(names("ec2/internetGateway.d.ts", "InternetGatewayArgs")).toEqual([
      "region",
      "tags",
      "vpcId",
    ]);
    expect(names("types/input.d.ts", "iam.AWSPrincipal")).toEqual(["AWS"]);
    expect(names("ec2/internetGateway.d.ts", "InternetGateway")).toEqual([
      "arn",
      "ownerId",
      "region",
      "tags",
      "tagsAll",
      "vpcId",
    ]);
  });

  it("keeps a class's private properties to itself", () => {
    const kubernetes = new Sdk("@pulumi/kubernetes");
    expect(kubernetes.members("apiextensions/customResource.d.ts", "CustomResource")).toHaveLength(
      3,
    );
  });

  it("says which file lacks what", () => {
    expect(aws.find("ec2/vpc.d.ts", "Subnet")).toBeUndefined();
    expect(() => aws.members("ec2/vpc.d.ts", "Subnet")).toThrow(
      "@pulumi/aws/ec2/vpc.d.ts declares no Subnet that stands by itself",
    );
  });

  it("reads enumerations", () => {
    expect(aws.enumeration("iam.PolicyDocumentVersion")).toEqual(["2012-10-17", "2008-10-17"]);
    expect(new Sdk("@pulumi/docker").enumeration("BuilderVersion")).toEqual([
      "BuilderV1",
      "BuilderBuildKit",
    ]);
    expect(() => aws.enumeration("iam.Nothing")).toThrow("declares no values for Nothing");
  });

  it("does not read an SDK that is not installed", () => {
    expect(() => new Sdk("@pulumi/nothing")).toThrow("@pulumi/nothing");
  });
});
