/** Check: what the provider itself does with inputs before any call. */
import { decodedConfig, defaultTags, awsCaller } from "./callers";
import { unknown, type Model, type Properties, type Value } from "./model";
import { nameFailures, named } from "./naming";
import { isProperties, valueAt, without } from "./paths";
import type { CheckRequest, CheckResult } from "./protocol";
import { isRegion } from "./regions";
import type { Failure, Registry } from "./registry";
import { isHashed } from "./secrets";

/** The inputs as the provider completes them, and everything that is wrong with them. */
export function check(registry: Registry, model: Model, request: CheckRequest): CheckResult {
  const config = decodedConfig(request.config);
  const given = withoutDefaults(request.inputs);
  const { inputs: withName, madeUp } = named({
    model,
    logicalName: request.urn.split("::").slice(3).join("::"),
    inputs: given,
    oldInputs: request.oldInputs,
    seed: request.seed,
  });
  const defaults = new Set(madeUp && model.placement !== "cluster" ? [model.name?.property] : []);
  let inputs = withName;
  for (const [name, value] of Object.entries(providerDefaults(registry, model, withName, config))) {
    if (inputs[name] !== undefined) continue;
    inputs = { ...inputs, [name]: value };
    defaults.add(name);
  }
  inputs = tagged(registry, model, inputs, config);
  const failures = failuresOf(registry, model, given, inputs);
  const marked =
    model.placement === "cluster"
      ? inputs
      : { ...inputs, __defaults: [...defaults].filter(isText).sort() };
  return { inputs: marked, failures };
}

/** The inputs without the provider's own note of what it has filled in. */
export function withoutDefaults(inputs: Properties): Properties {
  return without(inputs, "__defaults");
}

function failuresOf(
  registry: Registry,
  model: Model,
  given: Properties,
  inputs: Properties,
): readonly Failure[] {
  const checked = "tagsAll" in given ? inputs : without(inputs, "tagsAll");
  const failures = [
    ...registry.checkInputs(model.type, checked),
    ...nameFailures(model.name, inputs),
    ...(model.check?.(inputs) ?? []).map(([path, reason]) => ({ path, reason })),
    ...(model.placement === "regional" ? regionFailures(inputs) : []),
  ];
  return failures.filter(
    (failure) => !isHashed(valueAt(inputs, failure.path.replace(/\[\d+\]/g, "[]"))),
  );
}

/** What the provider says of a region that there is not. */
export function regionFailures({ region }: Properties): readonly Failure[] {
  if (typeof region !== "string" || region === unknown || isRegion(region)) return [];
  return [{ path: "region", reason: `invalid AWS Region: ${region}` }];
}

function providerDefaults(
  registry: Registry,
  model: Model,
  inputs: Properties,
  config: Properties,
): Properties {
  const regional = model.placement === "regional" && registry.takes(model.type, "region");
  if (!regional || inputs["region"] !== undefined) return { ...model.defaults };
  return { ...model.defaults, region: awsCaller(config).region };
}

/** `tagsAll`: the provider's default tags under the resource's own. */
function tagged(
  registry: Registry,
  model: Model,
  inputs: Properties,
  config: Properties,
): Properties {
  if (
    !registry.takes(model.type, "tags") ||
    !registry.outputNames(model.type).includes("tagsAll")
  ) {
    return inputs;
  }
  const own: Value = inputs["tags"] ?? {};
  const all = isProperties(own) ? { ...defaultTags(config), ...own } : unknown;
  return { ...inputs, tagsAll: all };
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
