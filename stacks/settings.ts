/**
 * Reads what `Pulumi.<stack>.yaml` says; the only reader of Pulumi's configuration. Whatever plain data can
 * tell is checked here, for the whole program and before anything is registered.
 */
import * as pulumi from "@pulumi/pulumi";
import { allConfig } from "@pulumi/pulumi/runtime";

import { suggestion } from "../components/conventions/nearest-name";
import { type Problem, checked, under } from "../components/conventions/problems";
import { checkPlatform } from "../components/platform/check-platform";
import { type SystemRegions, checkSystem } from "../components/platform/check-system";
import type { PlatformArgs } from "../components/platform/platform-args";
import type { SystemSpec } from "../components/platform/system-spec";
import { type Sizes, boutique } from "./boutique";
import { readShape } from "./read-shape";
import { type SectionName, type Sections, sections } from "./settings-schema";

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
  return parseSettings(rawSettings(allConfig(), pulumi.getProject()), declare);
}

function rawSettings(config: Readonly<Record<string, string>>, project: string): RawSettings {
  const own = Object.entries(config).filter(([key]) => key.startsWith(`${project}:`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(project.length + 1), value]));
}

/** Checks and completes settings. Throws as `readSettings` does. */
export function parseSettings(raw: RawSettings, declare: Declare = boutique): Settings {
  const problems: Problem[] = unknownKeys(raw);
  const read = <Name extends SectionName>(name: Name) => {
    const reading = readShape(sections[name], decoded(raw[name]));
    problems.push(...under(name, reading.problems));
    return reading;
  };
  const name = read("name").whole;
  const account = read("account").part;
  const protection = read("protection").whole;
  const section = read("platform").part;
  const sizes = read("sizes").whole;
  const platform = {
    ...section,
    ...(section.cluster && { cluster: { ...section.cluster, callerRoleArn: account.roleArn } }),
    protection,
  };
  const system = sizes && declare(sizes);
  // Problems of what is right in shape are told beside those of what is not.
  problems.push(...under("platform", checkPlatform(platform)));
  const where = regionsOf(platform);
  if (system && where) problems.push(...checkSystem(systemName, system, where));
  checked(undefined, problems);
  return { name, account, platform, system } as Settings;
}

function regionsOf({ homeRegion, regions }: Partial<PlatformArgs>): SystemRegions | undefined {
  if (homeRegion === undefined || regions === undefined) return undefined;
  return { homeRegion, regions: Object.keys(regions) };
}

function unknownKeys(raw: RawSettings): Problem[] {
  const known = Object.keys(sections);
  return Object.keys(raw)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: key,
      value: raw[key],
      allowed: `the settings ${known.join(", ")}`,
      mend: suggestion(key, known, "Take it out of the stack's file."),
    }));
}

/**
 * What the text stands for: Pulumi hands maps and lists on as JSON, all else as it was written. Nothing at all
 * is what Pulumi.yaml puts in the place of a missing key, so that it is told here with everything else.
 */
function decoded(text: string | undefined): unknown {
  if (text === "" || text === "{}") return undefined;
  if (text === undefined || !/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
