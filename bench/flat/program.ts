/** Start here: registers what was recorded, every resource by the SDK's own class, without a component. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import * as pulumi from "@pulumi/pulumi";

import type { FlatResource } from "./recording";
import { type Reference, isJoined } from "./references";

type ResourceClass = new (
  name: string,
  args: unknown,
  options: Readonly<Record<string, unknown>>,
) => pulumi.CustomResource;

const load = createRequire(__filename);
const repository = path.resolve(__dirname, "../..");
const file = path.join(repository, ".archipelago", "bench", "flat", "recording.json");
const recording = JSON.parse(readFileSync(file, "utf8")) as readonly FlatResource[];
const made = new Map<string, pulumi.CustomResource>();

for (const resource of recording) {
  const { urn, type, name, inputs, dependsOn, provider, ...options } = resource;
  const Class = classOf(type);
  made.set(
    urn,
    new Class(name, input(inputs), {
      ...options,
      dependsOn: dependsOn.map(resourceOf),
      ...(provider === undefined ? {} : { provider: resourceOf(provider) }),
    }),
  );
}

/** The SDK's class of a type, from the file that holds it and nothing else. */
function classOf(token: string): ResourceClass {
  const [pkg = "", module = "", name = ""] = token.split(":");
  if (pkg === "pulumi") return from(`@pulumi/${name}/provider`, "Provider");
  if (pkg !== "kubernetes") return from(`@pulumi/${pkg}/${module.replace(/^index\//, "")}`, name);
  const [group = "", version = ""] = module.split("/");
  const kind = name.charAt(0).toLowerCase() + name.slice(1);
  const typed = `@pulumi/kubernetes/${group.split(".")[0] ?? ""}/${version}/${kind}`;
  return existsSync(path.join(repository, "node_modules", `${typed}.js`))
    ? from(typed, name)
    : from("@pulumi/kubernetes/apiextensions/customResource", "CustomResource");
}

function from(module: string, name: string): ResourceClass {
  return (load(module) as Record<string, ResourceClass>)[name] as ResourceClass;
}

function resourceOf(urn: string): pulumi.CustomResource {
  const resource = made.get(urn);
  if (resource === undefined) throw new Error(`${urn} is not recorded before what needs it`);
  return resource;
}

function input(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(input);
  if (typeof value !== "object" || value === null) return value;
  if (isJoined(value)) {
    const parts = value.$parts.map((part) => (typeof part === "string" ? part : outputOf(part)));
    return parts.length === 1 ? parts[0] : pulumi.concat(...parts);
  }
  if ("$secret" in value) return pulumi.secret(input(value.$secret));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, input(item)]));
}

function outputOf({ urn, path: [property = "", ...rest] }: Reference): pulumi.Output<string> {
  const whole = Reflect.get(resourceOf(urn), property) as pulumi.Output<unknown>;
  return whole.apply((value) => rest.reduce<unknown>(inner, value) as string);
}

function inner(value: unknown, key: string | number): unknown {
  return (value as Record<string | number, unknown>)[key];
}
