/** The stacks under mocks: the settings of their files, changed where a test wants it, and the program over them. */
import { readFileSync } from "node:fs";
import path from "node:path";

import * as aws from "@pulumi/aws/provider";
import * as docker from "@pulumi/docker/provider";
import { parse } from "yaml";

import { Platform } from "../../components/platform/platform";
import { System } from "../../components/platform/system";
import {
  parseSettings,
  systemName,
  type Declare,
  type RawSettings,
  type Settings,
} from "../../stacks/settings";
import type { Created } from "./computed-outputs";
import { whole } from "./extent";
import { record, type Recorded, type Recording } from "./record";

/** A tree as YAML or JSON holds it. */
export type Tree = Record<string, unknown>;

/** What the program makes of its settings. */
export interface Deployed {
  readonly platform: Platform;
  readonly system: System;
}

export const stackNames = ["rehearsal", "dev", "staging", "production"] as const;

/** Those that `npm test` takes: `rehearsal` has the form of production, and `staging` stands between the other two. */
export const sampledStacks = whole ? stackNames : (["dev", "production"] as const);

/** A stack's file as the program gets it: one text per key, JSON where there is more than text. */
export function settingsOf(stack: string): Record<string, string> {
  const file = path.join(__dirname, "..", "..", "stacks", `Pulumi.${stack}.yaml`);
  const { config } = parse(readFileSync(file, "utf8")) as { config: Tree };
  const own = Object.entries(config).filter(([key]) => key.startsWith("archipelago:"));
  return Object.fromEntries(
    own.map(([key, value]) => [
      key.slice("archipelago:".length),
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** Settings with one of them, a map, changed. */
export function changing(
  raw: RawSettings,
  key: string,
  change: (value: Tree) => Tree,
): RawSettings {
  return { ...raw, [key]: JSON.stringify(change(JSON.parse(raw[key] ?? "{}") as Tree)) };
}

/** Settings with a region more, or with other zones in it. */
export function withRegion(raw: RawSettings, region: string, letters: string): RawSettings {
  return changing(raw, "platform", (platform) => ({
    ...platform,
    regions: {
      ...(platform["regions"] as Tree),
      [region]: { zones: Array.from(letters, (letter) => region + letter) },
    },
  }));
}

/** What `stacks/index.ts` registers; a test holds the two against each other. */
export function program(raw: RawSettings, declare?: Declare): Deployed {
  return deployed(parseSettings(raw, declare));
}

/** What is registered once the settings are read. */
export function deployed(settings: Settings): Deployed {
  const { id, roleArn } = settings.account;
  const account = new aws.Provider("account", {
    region: settings.platform.homeRegion,
    allowedAccountIds: [id],
    assumeRoles: roleArn === undefined ? [] : [{ roleArn }],
  });
  const builder = new docker.Provider("builder");
  const platform = new Platform(settings.name, settings.platform, { provider: account });
  const system = new System(
    systemName,
    { platform, ...settings.system, tags: settings.platform.tags },
    { providers: [account, builder] },
  );
  return { platform, system };
}

/** Everything that a stack of that name registers with these settings. */
export function recordStack(
  stack: string,
  raw: RawSettings = settingsOf(stack),
  preview = false,
): Promise<Recording<Deployed>> {
  return recordWhole(stack, () => program(raw), preview);
}

/** Everything that a whole program registers. */
export function recordWhole<T>(
  stack: string,
  whole: () => Promise<T> | T,
  preview = false,
): Promise<Recording<T>> {
  return record({ stack, preview, invokes, outputs: pushed }, whole);
}

/** An image as it stands in its registry: by digest. */
function pushed({ type, inputs }: Created): { readonly repoDigest: string } | undefined {
  if (type !== "docker:index/image:Image") return undefined;
  return { repoDigest: `${String(inputs["imageName"])}@sha256:${"0".repeat(64)}` };
}

const invokes = {
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": () => ({
    userName: "AWS",
    password: "a-password",
  }),
};

/** `type name` of what both have with other inputs, sorted: what a deployment would update or replace. */
export function changedInputs(
  before: readonly Recorded[],
  after: readonly Recorded[],
): readonly string[] {
  const later = new Map(after.map(({ urn, inputs }) => [urn, inputs]));
  return before
    .filter(({ urn }) => later.has(urn))
    .filter(({ urn, inputs }) => JSON.stringify(later.get(urn)) !== JSON.stringify(inputs))
    .map(({ type, name }) => `${type} ${name}`)
    .sort();
}
