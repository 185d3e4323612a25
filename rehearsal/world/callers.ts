/** Who calls: read from a provider's configuration. */
import type { Caller, Properties, Value } from "./model";
import { isProperties, textAt } from "./paths";

/** The account of a caller whose configuration names none: the example account of AWS's documentation. */
export const defaultAccount = "111122223333";

/**
 * A provider's configuration with the values that Pulumi encodes as JSON text decoded: everything but plain strings
 * arrives so.
 */
export function decodedConfig(config: Properties): Properties {
  const decoded = Object.entries(config).map(([name, value]) => [name, decode(value)] as const);
  return Object.fromEntries(decoded);
}

function decode(value: Value): Value {
  if (typeof value !== "string" || !/^\s*(?:[[{]|(?:true|false|null)$)/.test(value)) return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}

/** The caller of an AWS provider; `config` is decoded. */
export function awsCaller(config: Properties): Caller {
  const account = textAt(config, "allowedAccountIds[]") ?? defaultAccount;
  const role = textAt(config, "assumeRoles.roleArn") ?? textAt(config, "assumeRole.roleArn");
  return {
    account: role?.split(":")[4] ?? account,
    principalArn: role ?? `arn:aws:iam::${account}:user/rehearsal`,
    region: textAt(config, "region") ?? "us-east-1",
  };
}

/** The tags that an AWS provider gives to everything. */
export function defaultTags(config: Properties): Properties {
  const tags = isProperties(config["defaultTags"]) ? config["defaultTags"]["tags"] : undefined;
  return isProperties(tags) ? tags : {};
}
