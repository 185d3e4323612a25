import { readPackage } from "../../../../rehearsal/catalogue/extract";

const role = "aws:iam/role:Role";
const record = "aws:route53/record:Record";
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const tokens = [role, record, alarm, "aws:ec2/vpc:Vpc"];

describe("reading a package", () => {
  const aws = readPackage("aws", tokens, ["aws:ecr/getAuthorizationToken:getAuthorizationToken"]);
  const inputs = (type: string) => aws.resources[type]?.inputs;

  it("reads what is listed of that package and nothing else", () => {
    expect(Object.keys(aws.resources)).toEqual([...tokens].sort());
    expect(Object.keys(readPackage("docker", tokens, []).resources)).toEqual([]);
  });

  it("tells required inputs from optional ones and takes Input and undefined off", () => {
    expect(inputs(role)?.required).toEqual({
      assumeRolePolicy: { oneOf: ["string", { shape: "iam.PolicyDocument" }] },
    });
    expect(inputs(role)?.optional).toMatchObject({
      forceDetachPolicies: "boolean",
      maxSessionDuration: "number",
      managedPolicyArns: { list: "string" },
      inlinePolicies: { list: { shape: "iam.RoleInlinePolicy" } },
      tags: { map: "string" },
    });
  });

  it("keeps a resource in place of its ARN as an alternative", () => {
    expect(inputs(alarm)?.optional?.["alarmActions"]).toEqual({
      list: { oneOf: ["string", "resource"] },
    });
  });

  it("reads enumerations, open ones as such", () => {
    const type = inputs(record)?.required?.["type"];
    expect(type).toMatchObject({ open: true });
    expect(type).toHaveProperty("values", expect.arrayContaining(["A", "AAAA", "CNAME"]));
    expect(aws.inputShapes["iam.PolicyStatement"]?.required).toEqual({
      Effect: { values: ["Allow", "Deny"] },
    });
  });

  it("keeps the shapes that are met on the way, and no others", () => {
    expect(aws.inputShapes).toHaveProperty(["iam.PolicyDocument"]);
    expect(aws.inputShapes).toHaveProperty(["iam.ServicePrincipal"]);
    expect(aws.inputShapes).not.toHaveProperty(["eks.ClusterVpcConfig"]);
  });

  it("reads outputs from the class, and what the provider always fills in as required", () => {
    const outputs = aws.resources["aws:ec2/vpc:Vpc"]?.outputs;
    expect(outputs?.required).toMatchObject({ arn: "string", mainRouteTableId: "string" });
    expect(outputs?.optional).toMatchObject({ enableDnsSupport: "boolean" });
    expect(outputs).not.toHaveProperty("required.id");
  });

  it("reads the arguments and results of invokes", () => {
    const invoke = aws.invokes["aws:ecr/getAuthorizationToken:getAuthorizationToken"];
    expect(invoke?.args).toEqual({ optional: { region: "string", registryId: "string" } });
    expect(invoke?.results.required).toMatchObject({ password: "string", userName: "string" });
  });

  it("reads a provider's configuration", () => {
    expect(aws.config.optional).toMatchObject({
      allowedAccountIds: { list: "string" },
      assumeRoles: { list: { shape: "ProviderAssumeRole" } },
      skipCredentialsValidation: "boolean",
    });
    expect(aws.inputShapes).toHaveProperty(["ProviderAssumeRole"]);
  });

  it("reads Kubernetes' constants and API groups with a domain", () => {
    const policy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
    const kubernetes = readPackage("kubernetes", [policy], []);
    expect(kubernetes.resources[policy]?.inputs.optional).toMatchObject({
      apiVersion: { values: ["networking.k8s.io/v1"] },
      kind: { values: ["NetworkPolicy"] },
    });
    expect(kubernetes.inputShapes["networking.v1.NetworkPolicyPort"]?.optional?.["port"]).toEqual({
      oneOf: ["number", "string"],
    });
  });

  it("refuses a token that the SDK knows under another name, or not at all", () => {
    expect(() => readPackage("aws", ["aws:ec2/vpc:VPC"], [])).toThrow("registers another type");
    expect(() => readPackage("aws", ["aws:ec2/nothing:Nothing"], [])).toThrow("nothing.js");
    expect(() => readPackage("aws", [], ["aws:ec2/getVpc:getVPC"])).toThrow(
      "asks another data source",
    );
  });
});
