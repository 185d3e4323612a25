/**
 * Finds on AWS what carries certain tags, through the AWS CLI version 2: it is needed for a deployment anyway, and
 * knows every way to credentials.
 *
 * Source: docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/Welcome.html (read 2026-11): GetResources serves
 * all types but IAM's users and roles, for one region. That Route 53's are asked for in us-east-1 is general knowledge.
 */
import { textIn, type Entry, type Fields } from "./deployment";
import type { Find, Found, Search } from "./finder";
import { idOfArn } from "./identities";

/** Variables to set; what is undefined is taken away. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Runs the AWS CLI and answers what it prints as JSON. Throws an Error with its words where it fails. */
export type AwsCli = (args: readonly string[], variables: Variables) => Promise<unknown>;

/** The region that has the tags of services without regions. */
const globalRegion = "us-east-1";

/** An assumption: tags of something new are indexed within seconds to minutes, and AWS promises no time. */
const indexedAfterMinutes = 5;

/** The finder of a stack on AWS. It answers that it is unsure where the CLI fails. */
export function onAws(cli: AwsCli, now: () => number = Date.now): Find {
  const logins = new Map<string, Promise<Variables>>();
  const login = (provider: Entry): Promise<Variables> => {
    const known = logins.get(provider.urn) ?? loginAs(cli, provider.inputs ?? {});
    logins.set(provider.urn, known);
    return known;
  };
  return async (search) => {
    try {
      return await found(cli, search, login, now);
    } catch (error) {
      return { unsure: error instanceof Error ? error.message : String(error) };
    }
  };
}

async function found(
  cli: AwsCli,
  { identity, tags, region, provider, asOf }: Search,
  login: (provider: Entry) => Promise<Variables>,
  now: () => number,
): Promise<Found> {
  if (provider === undefined) return { unsure: "its provider is not in the state" };
  const place =
    identity.global === true ? globalRegion : (region ?? textIn(provider.inputs, "region"));
  if (place === undefined) return { unsure: "neither it nor its provider says a region" };
  // What is told by then may be another: what it was to replace, or something deleted, which AWS tells for a while.
  const since = now() - Date.parse(asOf ?? "");
  if (!(since >= indexedAfterMinutes * 60_000)) {
    return {
      unsure: `AWS may take minutes to tell of new tags; ask again ${indexedAfterMinutes} minutes after the kill`,
    };
  }
  const filters = Object.entries(tags).map(([Key, value]) => ({ Key, Values: [value] }));
  const answer = (await cli(
    [
      ...["resourcegroupstaggingapi", "get-resources", "--region", place],
      ...["--tag-filters", JSON.stringify(filters)],
    ],
    await login(provider),
  )) as { ResourceTagMappingList?: readonly { ResourceARN?: string }[] };
  const ids = (answer.ResourceTagMappingList ?? []).flatMap(
    ({ ResourceARN }) => idOfArn(identity, ResourceARN ?? "") ?? [],
  );
  return { ids };
}

/** What decides which account a provider speaks for, and is followed here: as texts, which hold JSON where it is a list. */
const followed = ["profile", "assumeRoles", "allowedAccountIds", "forbiddenAccountIds"];
/** What decides that too, and is not. */
const notFollowed = [
  ...["accessKey", "secretKey", "token", "assumeRoleWithWebIdentity"],
  ...["sharedConfigFiles", "sharedCredentialsFiles", "endpoints"],
];

/** The credentials that a provider has, for the CLI. Throws an Error where they or the account may be others. */
async function loginAs(cli: AwsCli, inputs: Fields): Promise<Variables> {
  const own = notFollowed.find((name) => name in inputs);
  if (own !== undefined) {
    throw new Error(`its provider has ${own}, which the AWS CLI is not asked with`);
  }
  const secret = followed.find((name) => name in inputs && typeof inputs[name] !== "string");
  if (secret !== undefined) throw new Error(`the ${secret} of its provider is secret`);
  let variables: Variables = {};
  const profile = textIn(inputs, "profile");
  if (profile !== undefined) variables = { AWS_PROFILE: profile };
  for (const role of listIn(inputs, "assumeRoles")) {
    variables = await assume(cli, role as Fields, variables);
  }
  const allowed = listIn(inputs, "allowedAccountIds");
  const { Account } = (await cli(["sts", "get-caller-identity"], variables)) as {
    Account?: string;
  };
  if (allowed.length > 0 && !allowed.includes(Account)) {
    throw new Error(
      `the AWS CLI speaks for account ${Account ?? "?"}, and the stack is in ${allowed.join(", ")}`,
    );
  }
  if (listIn(inputs, "forbiddenAccountIds").includes(Account)) {
    throw new Error(`the AWS CLI speaks for account ${Account ?? "?"}, which is forbidden`);
  }
  return variables;
}

async function assume(cli: AwsCli, role: Fields, variables: Variables): Promise<Variables> {
  const arn = textIn(role, "roleArn");
  if (arn === undefined) throw new Error("its provider assumes a role without an ARN");
  const externalId = textIn(role, "externalId");
  const { Credentials } = (await cli(
    [
      ...["sts", "assume-role", "--role-arn", arn],
      ...["--role-session-name", "archipelago-recover"],
      ...(externalId === undefined ? [] : ["--external-id", externalId]),
    ],
    variables,
  )) as { Credentials: Readonly<Record<string, string>> };
  return {
    AWS_ACCESS_KEY_ID: Credentials["AccessKeyId"],
    AWS_SECRET_ACCESS_KEY: Credentials["SecretAccessKey"],
    AWS_SESSION_TOKEN: Credentials["SessionToken"],
    AWS_PROFILE: undefined,
  };
}

/** A list among a provider's inputs, which are JSON texts in the state. */
function listIn(inputs: Fields, name: string): readonly unknown[] {
  const list: unknown = JSON.parse(textIn(inputs, name) ?? "[]");
  return Array.isArray(list) ? list : [];
}
