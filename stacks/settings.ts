/**
 * Reads what `Pulumi.<stack>.yaml` says; the only reader of Pulumi's configuration. Whatever plain data can
 * tell is checked here, for the whole program and before anything is registered.
 */
import * as pulumi from "@pulumi/pulumi";
import * as runtime from "@pulumi/pulumi/runtime";

import { nodeDefaults } from "../components/clusters/node-plan";
import { type Problem, checked, under } from "../components/conventions/problems";
import { isMap, readMap } from "../components/conventions/shape";
import { checkPlatform } from "../components/platform/check-platform";
import { type SystemRegions, checkSystem } from "../components/platform/check-system";
import type { PlatformArgs } from "../components/platform/platform-args";
import type { SystemSpec } from "../components/platform/system-spec";
import { type Sizes, boutique } from "./boutique";
import { checkInPart } from "./check-in-part";
import { checkSizes, toldOnce } from "./check-sizes";
import { conceal } from "./secret-settings";
import { type Sections, maps, settings } from "./settings-schema";

/** The name of the system, which is its Kubernetes namespace too. */
export const systemName = "boutique";

/** Everything the program is made from. */
export interface Settings {
  /** Name of the platform, and the beginning of every name under it. */
  readonly name: string;
  /** The account that may be touched, and the role to assume there. */
  readonly account: Sections["account"];
  readonly platform: PlatformArgs;
  readonly system: SystemSpec;
}

/** Settings as they come: one text per key, JSON where the stack's file holds more than text. */
export type RawSettings = Readonly<Record<string, string>>;

/** The system of a stack, by its sizes. */
export type Declare = (sizes: Sizes) => SystemSpec;

/**
 * The settings of the selected stack.
 *
 * Throws a `pulumi.RunError` that lists every problem of the file and of the system made from it.
 *
 * @param declare @default Online Boutique
 */
export function readSettings(declare: Declare = boutique): Settings {
  const start = `${pulumi.getProject()}:`;
  const keys = Object.entries(runtime.allConfig()).filter(([key]) => key.startsWith(start));
  const raw = keys.map(([key, value]): [string, string] => [key.slice(start.length), value]);
  return parseSettings(Object.fromEntries(raw), declare, (key) => isSecret(start + key));
}

/** Part of the SDK at run time, but not of its declarations. */
const isSecret = Reflect.get(runtime, "isConfigSecret") as (key: string) => boolean;

/**
 * Checks and completes settings. Throws as `readSettings` does.
 *
 * @param isSecretKey whether a setting's values are not to be shown in an error @default none is
 */
export function parseSettings(
  raw: RawSettings,
  declare: Declare = boutique,
  isSecretKey: (key: string) => boolean = () => false,
): Settings {
  const values = Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [key, decoded(key, value)]),
  );
  const { problems, part } = readMap(settings, values);
  const account = readMap(maps.account, values["account"]).part;
  const section = readMap(maps.platform, values["platform"]).part;
  const sizes = readMap(maps.sizes, values["sizes"]);
  const platform = {
    ...section,
    ...(section.cluster && { cluster: { ...section.cluster, callerRoleArn: account.roleArn } }),
    protection: part.protection ?? "protected",
  };
  const where = regionsOf(section, values["platform"]);
  const { homeRegion, regions } = where;
  const system = sizes.whole && { spec: declare(sizes.whole) };
  // Problems of what is right in shape are told beside those of what is not.
  const ofSizes = under("sizes", checkSizes(sizes.part, regions?.length));
  const ofSystem =
    system && homeRegion !== undefined && regions
      ? checkSystem(systemName, system.spec, { ...where, homeRegion, regions })
      : checkInPart(systemName, declare, sizes.part, where);
  const all = [
    ...problems,
    ...checkAccount(account),
    ...under("platform", checkPlatform(platform)).map(asWritten),
    ...ofSizes,
    ...toldOnce(ofSystem, ofSizes),
  ];
  checked(undefined, conceal(all, values, isSecretKey));
  return { name: part.name, account, platform, system: system?.spec } as Settings;
}

/** Where the system runs, as far as that is known: a region by its name, whatever is wrong with what is said of it. */
function regionsOf(
  { homeRegion, cluster }: Partial<PlatformArgs>,
  given: unknown,
): Partial<SystemRegions> {
  const regions = isMap(given) ? given["regions"] : undefined;
  const architectures = cluster?.nodes?.architectures ?? nodeDefaults.architectures;
  return {
    ...(homeRegion === undefined ? {} : { homeRegion }),
    ...(isMap(regions) ? { regions: Object.keys(regions) } : {}),
    ...(cluster ? { architectures } : {}),
  };
}

/** The provider refuses every call in another account than this one. */
function checkAccount({ id, roleArn }: Partial<Sections["account"]>): Problem[] {
  if (id === undefined || roleArn === undefined || roleArn.split(":")[4] === id) return [];
  const allowed = `a role of the account ${id}, the only one that may be touched`;
  return [{ path: "account.roleArn", value: roleArn, allowed, mend: "Correct one of the two." }];
}

/** The role that the clusters know as the caller's stands in the file with the account. */
function asWritten(problem: Problem): Problem {
  const isCaller = problem.path === "platform.cluster.callerRoleArn";
  return isCaller ? { ...problem, path: "account.roleArn" } : problem;
}

/**
 * What the text stands for: Pulumi hands maps and lists on as JSON, all else as it was written. Nothing at all
 * is what Pulumi.yaml puts in the place of a missing key, so that it is told here with everything else.
 */
function decoded(key: string, text: string): unknown {
  const isMissing = key === "name" ? text === "" : key in maps && text === "{}";
  if (isMissing) return undefined;
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
