import { onAws, type AwsCli, type Variables } from "../../../../rehearsal/recovery/aws-finder";
import type { Fields } from "../../../../rehearsal/recovery/deployment";
import type { Found, Search } from "../../../../rehearsal/recovery/finder";
import { identityOf } from "../../../../rehearsal/recovery/identities";
import * as on from "./killed";

const asOf = "2026-11-25T17:00:00Z";
const later = (minutes: number) => () => Date.parse(asOf) + minutes * 60_000;
const tags = { "archipelago:stack": "tiny/dev", "archipelago:resource": "net" };
const vpcArn = "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1";

/** An account in which some ARNs carry every tag that is asked for. */
class Account {
  readonly calls: { readonly args: string; readonly variables: Variables }[] = [];

  constructor(
    private readonly arns: readonly string[] = [],
    private readonly id = "123456789012",
  ) {}

  cli: AwsCli = (args, variables) => {
    this.calls.push({ args: args.join(" "), variables });
    if (args[1] === "get-caller-identity") return Promise.resolve({ Account: this.id });
    if (args[1] === "assume-role") {
      const keys = { AccessKeyId: "key", SecretAccessKey: "secret", SessionToken: "token" };
      return Promise.resolve({ Credentials: keys });
    }
    const found = this.arns.map((ResourceARN) => ({ ResourceARN }));
    return Promise.resolve({ ResourceTagMappingList: found });
  };
}

function search(type: string, inputs: Fields = {}, more: Partial<Search> = {}): Search {
  const identity = identityOf(type);
  if (identity?.by !== "tags") throw new Error(`${type} carries no tags`);
  const provider = { ...on.account, inputs: { region: "eu-central-1", ...inputs } };
  return { type, identity, tags, region: "eu-west-1", provider, asOf, ...more };
}

async function find(
  account: Account,
  request: Search = search(on.vpc),
  minutes = 10,
): Promise<Found> {
  return await onAws(account.cli, later(minutes))(request);
}

describe("what carries the tags on AWS", () => {
  it("is asked for in its region, and told by its ARN", async () => {
    const subnet = vpcArn.replace("vpc/vpc", "subnet/subnet");
    const account = new Account([subnet, vpcArn, "arn:aws:s3:::vpc/vpc-1"]);
    expect(await find(account)).toEqual({ ids: ["vpc-1"] });
    const filters = [
      { Key: "archipelago:stack", Values: ["tiny/dev"] },
      { Key: "archipelago:resource", Values: ["net"] },
    ];
    expect(account.calls.map(({ args }) => args)).toEqual([
      "sts get-caller-identity",
      `resourcegroupstaggingapi get-resources --region eu-west-1 --tag-filters ${JSON.stringify(filters)}`,
    ]);
  });

  it("is asked for in the provider's region where it says none, and in one region where it has none", async () => {
    const regionOf = async (request: Search) => {
      const account = new Account();
      await find(account, request);
      return /--region (\S+)/.exec(account.calls.at(-1)?.args ?? "")?.[1];
    };
    expect(await regionOf(search(on.vpc, {}, { region: undefined }))).toBe("eu-central-1");
    expect(await regionOf(search("aws:route53/zone:Zone"))).toBe("us-east-1");
  });

  it("is told only once AWS has had the time to index it, whatever carries them before", async () => {
    expect(await find(new Account(), search(on.vpc), 5)).toEqual({ ids: [] });
    expect(await find(new Account(), search(on.vpc), 4)).toEqual({
      unsure: expect.stringContaining("ask again 5 minutes after the kill") as unknown,
    });
    expect(await find(new Account(), search(on.vpc, {}, { asOf: undefined }))).toHaveProperty(
      "unsure",
    );
    expect(await find(new Account([vpcArn]), search(on.vpc), 4)).toHaveProperty("unsure");
  });

  it("cannot be told without a provider or a region, or where the CLI fails", async () => {
    const provider = { ...on.account, inputs: {} };
    expect(await find(new Account(), search(on.vpc, {}, { provider, region: undefined }))).toEqual({
      unsure: "neither it nor its provider says a region",
    });
    expect(await find(new Account(), search(on.vpc, {}, { provider: undefined }))).toEqual({
      unsure: "its provider is not in the state",
    });
    const broken = onAws(() => Promise.reject(new Error("aws sts failed: no credentials")));
    expect(await broken(search(on.vpc))).toEqual({ unsure: "aws sts failed: no credentials" });
  });
});

describe("the credentials", () => {
  const allowedAccountIds = '["123456789012"]';

  it("are those of the provider: its profile, then its roles", async () => {
    const account = new Account([vpcArn]);
    const assumeRoles =
      '[{"roleArn":"arn:aws:iam::1:role/one"},{"roleArn":"two","externalId":"x"}]';
    await find(account, search(on.vpc, { profile: "shop", assumeRoles, allowedAccountIds }));
    const assumed = {
      AWS_ACCESS_KEY_ID: "key",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_SESSION_TOKEN: "token",
      AWS_PROFILE: undefined,
    };
    const name = "--role-session-name archipelago-recover";
    expect(account.calls.slice(0, 3)).toEqual([
      {
        args: `sts assume-role --role-arn arn:aws:iam::1:role/one ${name}`,
        variables: { AWS_PROFILE: "shop" },
      },
      { args: `sts assume-role --role-arn two ${name} --external-id x`, variables: assumed },
      { args: "sts get-caller-identity", variables: assumed },
    ]);
    expect(account.calls[3]?.variables).toEqual(assumed);
  });

  it("are asked for once for each provider", async () => {
    const account = new Account([vpcArn]);
    const ask = onAws(account.cli, later(10));
    await ask(search(on.vpc));
    await ask(search(on.vpc));
    expect(account.calls.filter(({ args }) => args.startsWith("sts"))).toHaveLength(1);
  });

  it("must be of the stack's account", async () => {
    const stranger = new Account([vpcArn], "999999999999");
    expect(await find(stranger, search(on.vpc, { allowedAccountIds }))).toEqual({
      unsure: "the AWS CLI speaks for account 999999999999, and the stack is in 123456789012",
    });
    expect(await find(stranger, search(on.vpc))).toEqual({ ids: ["vpc-1"] });
    const forbidden = { forbiddenAccountIds: '["999999999999"]' };
    expect(await find(stranger, search(on.vpc, forbidden))).toEqual({
      unsure: "the AWS CLI speaks for account 999999999999, which is forbidden",
    });
    expect(await find(new Account(), search(on.vpc, { assumeRoles: '[{"policy":"p"}]' }))).toEqual({
      unsure: "its provider assumes a role without an ARN",
    });
  });

  it.each(["profile", "assumeRoles", "allowedAccountIds", "forbiddenAccountIds"])(
    "are unknown where %s is secret",
    async (name) => {
      const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
      const account = new Account();
      expect(await find(account, search(on.vpc, { [name]: secret }))).toEqual({
        unsure: `the ${name} of its provider is secret`,
      });
      expect(account.calls).toEqual([]);
    },
  );

  it.each([
    ...["accessKey", "secretKey", "token", "assumeRoleWithWebIdentity"],
    ...["sharedConfigFiles", "sharedCredentialsFiles", "endpoints"],
  ])("are unknown where the provider has %s", async (name) => {
    const account = new Account();
    expect(await find(account, search(on.vpc, { [name]: "x" }))).toEqual({
      unsure: `its provider has ${name}, which the AWS CLI is not asked with`,
    });
    expect(account.calls).toEqual([]);
  });
});
