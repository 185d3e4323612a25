/** Feeds broken settings and declarations to the program as Pulumi does, and reads the error that comes of it. */
import * as pulumi from "@pulumi/pulumi";
import { setAllConfig, setMocks } from "@pulumi/pulumi/runtime";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

import { type Declare, type Settings, readSettings } from "../../stacks/settings";
import { identity } from "./record";
import { type Tree, deployed, recordWhole } from "./stacks";

const project = "archipelago";

/** One line of an error. */
export interface Told {
  readonly path: string;
  /** Undefined where something is missing. */
  readonly value: string | undefined;
  readonly allowed: string;
  readonly mend: string;
}

/** The settings of a stack's file as a tree, without the project's name in front of each key. */
export function settingsTree(stack: string): Tree {
  const file = path.join(__dirname, "..", "..", "stacks", `Pulumi.${stack}.yaml`);
  const { config } = parse(readFileSync(file, "utf8")) as { config: Tree };
  const own = Object.entries(config).filter(([key]) => key.startsWith(`${project}:`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(project.length + 1), value]));
}

/** The tree with another value at a path; undefined takes the key, or the item of a list, out. */
export function put(
  tree: unknown,
  [key = "", ...rest]: readonly string[],
  value: unknown,
): unknown {
  if (Array.isArray(tree)) {
    const items: unknown[] = tree;
    return items.flatMap((item, index): unknown[] => {
      if (String(index) !== key) return [item];
      const changed = rest.length === 0 ? value : put(item, rest, value);
      return changed === undefined ? [] : [changed];
    });
  }
  const before = typeof tree === "object" && tree !== null ? (tree as Tree) : {};
  const changed = rest.length === 0 ? value : put(before[key], rest, value);
  const others = Object.entries(before).filter(([name]) => name !== key);
  return Object.fromEntries(changed === undefined ? others : [...others, [key, changed]]);
}

/** The texts that the engine makes of a file: JSON of maps and lists, nothing of null. */
export function configOf(tree: Tree): Record<string, string> {
  const entries = Object.entries(tree).map(([key, value]): [string, string] => {
    const text = typeof value === "string" ? value : JSON.stringify(value ?? "");
    return [`${project}:${key}`, value === null ? "" : text];
  });
  return Object.fromEntries(entries);
}

/** Gives this process the project whose keys are read; once before a suite that calls `read` or `told`. */
export async function nameProject(): Promise<void> {
  await setMocks(
    { newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) },
    project,
  );
}

/** What the program reads from the texts of a configuration. Throws what it throws. */
export function read(
  config: Readonly<Record<string, string>>,
  declare?: Declare,
  secretKeys: string[] = [],
): Settings {
  setAllConfig({ ...config }, secretKeys);
  return readSettings(declare);
}

/**
 * What is told of a configuration, in its order; undefined where nothing is wrong. Throws where the error is
 * none of the form that people are promised.
 */
export function told(
  config: Readonly<Record<string, string>>,
  declare?: Declare,
  secretKeys: string[] = [],
): readonly Told[] | undefined {
  return reported(() => read(config, declare, secretKeys));
}

/** What came of a whole program. */
export interface Refusal {
  /** As `told` answers it. */
  readonly problems: readonly Told[];
  /** `type name` of all that was registered all the same. */
  readonly registered: readonly string[];
}

/**
 * Runs the whole program over a configuration, and waits until it registers nothing more. Without a declaration that is
 * `stacks/index.ts` itself: a module that throws while it is loaded is loaded anew the next time. Throws as `told` does.
 */
export async function refusal(
  config: Readonly<Record<string, string>>,
  declare?: Declare,
): Promise<Refusal> {
  const { resources, result } = await recordWhole("bad", () =>
    reported(() => {
      if (declare !== undefined) return deployed(read(config, declare));
      setAllConfig({ ...config });
      return jest.requireActual<object>("../../stacks/index");
    }),
  );
  return { problems: result ?? [], registered: identity(resources) };
}

function reported(work: () => unknown): readonly Told[] | undefined {
  let error: unknown;
  try {
    work();
    return undefined;
  } catch (cause) {
    error = cause;
  }
  if (!pulumi.RunError.isInstance(error)) throw error;
  return parseReport(error.message);
}

const mostLines = 1000;

function parseReport(message: string): readonly Told[] {
  const [head = "", ...lines] = message.split("\n");
  const count = Number(/^(\d+) problems?; nothing was registered:$/.exec(head)?.[1]);
  const problems = lines.filter((line) => line.startsWith("  - ")).map(parseLine);
  if (problems.length !== Math.min(count, mostLines)) throw new Error(`no such report: ${message}`);
  return problems;
}

/** A path, whether something is there, what is allowed, and a sentence that says what to do. */
const line =
  /^ {2}- (?<path>\S.{0,203}?) (?:is missing|is (?<value>.{1,83}?)); allowed: (?<allowed>\S.*?)\. (?<mend>[A-Z].*[.?])$/u;

function parseLine(written: string): Told {
  const groups = line.exec(written)?.groups;
  if (groups === undefined || written.length > 1600) throw new Error(`no such line: ${written}`);
  const { path: where = "", value, allowed = "", mend = "" } = groups;
  return { path: where, value, allowed, mend };
}

/** A problem as the corpus writes it down. */
export function sentence({ path: where, value, allowed, mend }: Told): string {
  const found = value === undefined ? "is missing" : `is ${value}`;
  return `${where} ${found}; allowed: ${allowed}. ${mend}`;
}
