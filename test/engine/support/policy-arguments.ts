/** Policies that write down their arguments, for the engine and for the harness to run. */
import type { Policies, PolicyConfigSchema, PolicyResource } from "@pulumi/policy";

import { isNotKnownYet } from "../../../policy/unknown";

/** All that a policy was given, in plain JSON. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One run of the policies. */
export interface Recording {
  /** What the policy over resources was given, by URN. */
  readonly each: Readonly<Record<string, Arguments>>;
  /** The resources that the policy over stacks was given, by URN. */
  readonly all: Readonly<Record<string, Arguments>>;
  /** What else that policy was given. */
  readonly stack: Arguments;
}

const configSchema: PolicyConfigSchema = {
  properties: {
    file: { type: "string", default: "" },
    low: { type: "integer", default: 3 },
    high: { type: "integer", default: 5 },
    free: { type: "string" },
  },
};

/** The policies. Each hands what it is given to `write`, and the parameter `file` with it. */
export function recordingPolicies(write: (given: Arguments, file: string) => void): Policies {
  const rest = {
    description: "Writes down its arguments.",
    configSchema,
    enforcementLevel: "advisory" as const,
  };
  return [
    {
      name: "records-resources",
      ...rest,
      validateResource: (args) => {
        const { file, ...config } = args.getConfig<{ file: string }>();
        write(plain({ ...args, config, stackTags: [...args.stackTags] }), file);
      },
    },
    {
      name: "records-stacks",
      ...rest,
      validateStack: (args) => {
        const { file, ...config } = args.getConfig<{ file: string }>();
        const resources = args.resources.map(withoutCircles);
        write(plain({ ...args, config, stackTags: [...args.stackTags], resources }), file);
      },
    },
  ];
}

/** Others by their URNs, as resources refer to each other; sorted, as the engine hands them over in any order. */
function withoutCircles(resource: PolicyResource): object {
  const urns = (others: readonly PolicyResource[]) => others.map(({ urn }) => urn).sort();
  const sources = Object.entries(resource.propertyDependencies);
  return {
    ...resource,
    ...(resource.parent === undefined ? {} : { parent: resource.parent.urn }),
    dependencies: urns(resource.dependencies),
    propertyDependencies: Object.fromEntries(sources.map(([key, others]) => [key, urns(others)])),
  };
}

function plain(args: object): Arguments {
  return shown(args) as Arguments;
}

/** Functions by their being there, and a value that cannot be read by what reading it throws. */
function shown(value: unknown): unknown {
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return value;
  const elements = Object.keys(value).map((key) => [key, read(value, key)] as const);
  return Array.isArray(value)
    ? elements.map(([, element]) => element)
    : Object.fromEntries(elements);
}

function read(object: object, key: string): unknown {
  try {
    return shown(Reflect.get(object, key));
  } catch (error) {
    if (!isNotKnownYet(error)) throw error;
    return { throws: error.message };
  }
}

/** Whether this is what a recording shows of a value that is not known yet. */
export function isNotKnown(value: unknown): boolean {
  return typeof value === "object" && value !== null && "throws" in value;
}

/**
 * What was written, in an order of its own: the engine goes by what is registered and finished first, which is another
 * order in every run.
 */
export function recordingOf(written: readonly Arguments[]): Recording {
  const { resources, ...stack } = written.find((given) => "resources" in given) ?? {};
  return {
    each: byUrn(written.filter((given) => "urn" in given)),
    all: byUrn(resources as readonly Arguments[]),
    stack,
  };
}

function byUrn(given: readonly Arguments[]): Readonly<Record<string, Arguments>> {
  return Object.fromEntries(given.map((one) => [one["urn"] as string, one]));
}
