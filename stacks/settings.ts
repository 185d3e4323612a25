/**
 * Reads what `Pulumi.<stack>.yaml` says; the only reader of Pulumi's configuration. Whatever plain data can
 * tell is checked here, for the whole program and before anything is registered.
 */
import * as pulumi from "@pulumi/pulumi";
import { allConfig } from "@pulumi/pulumi/runtime";
import * as v from "valibot";

import { suggestion } from "../components/conventions/nearest-name";
import { type Problem, checked, under } from "../components/conventions/problems";
import { checkPlatform } from "../components/platform/check-platform";
import { checkSystem } from "../components/platform/check-system";
import type { PlatformArgs } from "../components/platform/platform-args";
import type { SystemSpec } from "../components/platform/system-spec";
import { boutique } from "./boutique";
import { type SectionName, type Sections, sections } from "./settings-schema";
import { shapeProblems } from "./shape-problems";

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

/**
 * The settings of the selected stack.
 *
 * Throws a `pulumi.RunError` that lists every problem of the file and of the system made from it.
 */
export function readSettings(): Settings {
  return parseSettings(rawSettings(allConfig(), pulumi.getProject()));
}

function rawSettings(config: Readonly<Record<string, string>>, project: string): RawSettings {
  const own = Object.entries(config).filter(([key]) => key.startsWith(`${project}:`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(project.length + 1), value]));
}

/** Checks and completes settings. Throws as `readSettings` does. */
export function parseSettings(raw: RawSettings): Settings {
  const problems: Problem[] = unknownKeys(raw);
  const read = <Name extends SectionName>(name: Name): Sections[Name] | undefined => {
    const result = v.safeParse(sections[name], decoded(raw[name]));
    if (result.success) return result.output as Sections[Name];
    problems.push(...under(name, shapeProblems(sections[name], result.issues)));
    return undefined;
  };
  const name = read("name");
  const account = read("account");
  const protection = read("protection");
  const section = read("platform");
  const sizes = read("sizes");
  const platform = section && {
    ...section,
    cluster: { ...section.cluster, callerRoleArn: account?.roleArn },
    protection,
  };
  const system = sizes && boutique(sizes);
  if (platform) problems.push(...under("platform", checkPlatform(platform)));
  if (platform && system) problems.push(...checkSystem(systemName, system, regionsOf(platform)));
  checked(undefined, problems);
  return { name, account, platform, system } as Settings;
}

function regionsOf({ homeRegion, regions }: PlatformArgs) {
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

/** What the text stands for: Pulumi hands maps and lists on as JSON, all else as it was written. */
function decoded(text: string | undefined): unknown {
  if (text === undefined || !/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
