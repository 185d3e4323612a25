/**
 * A whole stack deployed into a rehearsal cloud inside this process, without an engine: the program runs under mocks,
 * and each registration is checked and created in the world, with the outputs of the models coming back to it.
 */
import * as pulumi from "@pulumi/pulumi";

import { configForWorld } from "../../rehearsal/stand-ins/configs";
import type { Files } from "../../rehearsal/world/disk";
import type { Properties, Value } from "../../rehearsal/world/model";
import { registry } from "../../rehearsal/world/production";
import type { Made } from "../../rehearsal/world/protocol";
import { World } from "../../rehearsal/world/world";
import { record } from "./record";
import { program, settingsOf } from "./stacks";

/** What was made of one registration. */
export interface Rehearsed {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** As the program gave them. */
  readonly inputs: Properties;
  /** The configuration of its provider. */
  readonly config: Properties;
  readonly made: Made;
}

export interface RehearsedStack {
  readonly world: World;
  /** Everything but providers. */
  readonly made: readonly Rehearsed[];
  /** What the world did not take, as `type name: reason`. */
  readonly refused: readonly string[];
  /** By logical name. */
  readonly providers: ReadonlyMap<string, Properties>;
  /** Makes one object more. Throws for what the world does not take. */
  readonly make: (type: string, name: string, inputs: Properties, provider?: Properties) => Made;
}

/** Nothing is kept beyond the test. */
const noFiles: Files = {
  read: () => undefined,
  list: () => [],
  append: () => undefined,
  replace: () => undefined,
  remove: () => undefined,
};

/** Deploys a stack with the settings of its file; its world is kept in `files`, by default nowhere. */
export async function rehearseStack(stack: string, files = noFiles): Promise<RehearsedStack> {
  const world = new World({ directory: "", registry, files });
  const made: Rehearsed[] = [];
  const refused: string[] = [];
  const providers = new Map<string, Properties>();
  const make: RehearsedStack["make"] = (type, name, inputs, provider) => {
    const config = provider ?? providers.get("account") ?? {};
    const urn = urnOf(stack, type, name);
    const one = create(world, { type, name, inputs, config, urn });
    made.push({ type, name, urn, inputs, config, made: one });
    return one;
  };
  const mocks: pulumi.runtime.Mocks = {
    call: ({ token, inputs }) =>
      answerOf(world, token, providers.get("account") ?? {}, properties(inputs)),
    newResource: ({ type, name, inputs, custom, provider = "" }) => {
      const given = properties(inputs);
      if (custom !== true) return { id: "", state: given };
      if (type.startsWith("pulumi:providers:")) {
        providers.set(name, configForWorld(given));
        return { id: name, state: given };
      }
      const config = providers.get(provider.split("::").at(-1) ?? "");
      try {
        const one = make(type, name, given, config);
        return { id: one.id, state: { ...one.outputs } };
      } catch (cause) {
        refused.push(`${type} ${name}: ${cause instanceof Error ? cause.message : String(cause)}`);
        return { id: name, state: given };
      }
    },
  };
  await record({ stack, mocks }, () => program(settingsOf(stack)));
  return { world, made, refused, providers, make };
}

function urnOf(stack: string, type: string, name: string): string {
  return `urn:pulumi:${stack}::archipelago::${type}::${name}`;
}

interface Registration {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly inputs: Properties;
  readonly config: Properties;
}

/** Checks and creates as the engine does. */
function create(world: World, { type, name, urn, inputs, config }: Registration): Made {
  const about = { package: type.split(":")[0] ?? "", config, urn, type };
  const checked = world.check({ ...about, inputs, seed: Buffer.from(name).toString("hex") });
  const [failure] = checked.failures;
  if (failure) throw new Error(`${failure.path}: ${failure.reason}`);
  const made = world.create({ ...about, inputs: checked.inputs, preview: false });
  if (made.notReady) throw new Error(made.notReady.reasons.join(" "));
  return made;
}

/** What mocks hand over, without the envelopes of secrets. */
function properties(inputs: unknown): Properties {
  const entries = Object.entries(inputs as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): Value {
  if (pulumi.runtime.isRpcSecret(value)) return plain(pulumi.runtime.unwrapRpcSecret(value));
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "object" && value !== null
    ? properties(value)
    : ((value ?? null) as Value);
}

function answerOf(world: World, token: string, config: Properties, args: Properties): Properties {
  const result = world.invoke({ package: "aws", config, token, args });
  if ("answer" in result) return result.answer;
  throw new Error(result.failures.map(({ path, reason }) => `${path}: ${reason}`).join(", "));
}
