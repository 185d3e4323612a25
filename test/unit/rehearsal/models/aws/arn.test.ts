import { arn, parseArn } from "../../../../../rehearsal/models/aws/arn";

describe("an ARN", () => {
  it.each([
    [
      "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1",
      "ec2",
      "eu-west-1",
      "123456789012",
      "vpc/vpc-1",
    ],
    ["arn:aws:iam::123456789012:role/team/web", "iam", "", "123456789012", "role/team/web"],
    ["arn:aws:iam::aws:policy/ReadOnlyAccess", "iam", "", "aws", "policy/ReadOnlyAccess"],
    ["arn:aws:route53:::hostedzone/Z1", "route53", "", "", "hostedzone/Z1"],
    [
      "arn:aws:logs:eu-west-1:123456789012:log-group:a:*",
      "logs",
      "eu-west-1",
      "123456789012",
      "log-group:a:*",
    ],
  ])("is taken apart and put together: %s", (text, service, region, account, resource) => {
    expect(parseArn(text)).toEqual({ service, region, account, resource });
    expect(arn({ service, region, account, resource })).toBe(text);
  });

  it.each([
    "",
    "vpc-1",
    "arn:aws:ec2",
    "arn:gcp:ec2:eu-west-1:123456789012:vpc",
    "arn:aws:iam::12:role/a",
  ])("is not %j", (text) => {
    expect(parseArn(text)).toBeUndefined();
  });
});
