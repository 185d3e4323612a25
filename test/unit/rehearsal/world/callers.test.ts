import {
  awsCaller,
  decodedConfig,
  defaultAccount,
  defaultTags,
} from "../../../../rehearsal/world/callers";

describe("the caller of an AWS provider", () => {
  it("is the account that the provider allows, as a user, in the provider's region", () => {
    const config = decodedConfig({ region: "eu-west-1", allowedAccountIds: '["123456789012"]' });
    expect(awsCaller(config)).toEqual({
      account: "123456789012",
      principalArn: "arn:aws:iam::123456789012:user/rehearsal",
      region: "eu-west-1",
    });
    expect(awsCaller({}).account).toBe(defaultAccount);
  });

  it("is the role that the provider assumes, in that role's account", () => {
    const assumeRoles = '[{"roleArn":"arn:aws:iam::210987654321:role/deploy"}]';
    const config = decodedConfig({ allowedAccountIds: '["123456789012"]', assumeRoles });
    expect(awsCaller(config)).toMatchObject({
      account: "210987654321",
      principalArn: "arn:aws:iam::210987654321:role/deploy",
    });
  });

  it("decodes what is JSON text and leaves plain strings", () => {
    const config = { defaultTags: '{"tags":{"a":"b"}}', skip: "true", profile: "prod", odd: "{x" };
    const decoded = decodedConfig(config);
    expect(decoded).toEqual({
      defaultTags: { tags: { a: "b" } },
      skip: true,
      profile: "prod",
      odd: "{x",
    });
    expect(defaultTags(decoded)).toEqual({ a: "b" });
    expect(defaultTags({})).toEqual({});
  });
});
