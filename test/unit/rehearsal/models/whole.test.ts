// Every stack whole, against the models: what it registers is modelled, each model is whole, and the world takes all of it.
import {
  checkInputs,
  checkOutputs,
  computedOutputs,
  entryOf,
  hasType,
} from "../../../../rehearsal/catalogue/catalogue";
import { models } from "../../../../rehearsal/models/index";
import type { Model, Properties, Value } from "../../../../rehearsal/world/model";
import { rehearseStack, type RehearsedStack } from "../../../support/rehearsed-stack";
import { sampledStacks } from "../../../support/stacks";

/** Types that nothing registers: they come with others, or are named where a user's own ones may stand. */
const notRegistered = [
  "aws:ec2/networkInterface:NetworkInterface",
  "aws:ec2/instance:Instance",
  "aws:ec2/vpcIpamPool:VpcIpamPool",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  "aws:ec2/carrierGateway:CarrierGateway",
  "aws:ec2/localGateway:LocalGateway",
  "aws:ec2transitgateway/transitGateway:TransitGateway",
  "aws:iam/policy:Policy",
];

/** Properties with something at a path; in a list where a step ends in `[]`. */
function nested([step = "", ...rest]: readonly string[]): Properties {
  const inner: Value = rest.length === 0 ? "x" : nested(rest);
  return { [step.replace("[]", "")]: step.endsWith("[]") ? [inner] : inner };
}

/** Whether the type takes that input; a path may pass over lists on its way. */
function takes(type: string, path: string): boolean {
  const steps = path.replaceAll("[]", "").split(".");
  const whole = steps.join(".");
  // With every choice of steps for lists: what the catalogue knows is known with one of them.
  return subsets(steps.map((_step, index) => index)).some((lists) => {
    const marked = steps.map((step, index) => (lists.includes(index) ? `${step}[]` : step));
    return !checkInputs(type, nested(marked)).some((problem) => {
      const at = problem.path.replace(/\[\d+\]/g, "");
      return problem.reason.startsWith("unknown property") || whole.startsWith(`${at}.`);
    });
  });
}

function subsets(items: readonly number[]): readonly (readonly number[])[] {
  return items.reduce<readonly (readonly number[])[]>(
    (all, item) => [...all, ...all.map((some) => [...some, item])],
    [[]],
  );
}

/** Everything that a model lacks. */
function gaps(type: string): readonly string[] {
  if (!hasType(type)) return [unmodelled(type)];
  const model = models.get(type);
  if (model === undefined) return [unmodelled(type)];
  const { seconds, references = [], secretOutputs = [] } = model;
  const outputs = new Set(
    Object.keys({ ...entryOf(type).outputs.required, ...entryOf(type).outputs.optional }),
  );
  return [
    ...(model.sources.length === 0 ? [`${type} has no source`] : []),
    ...(/20\d\d-\d\d/.test(seconds.source) ? [] : [`${type} takes times of no dated source`]),
    ...pathsOf(model)
      .filter((path) => !takes(type, path))
      .map((path) => `${type} speaks of an input ${path} that there is not`),
    ...secretOutputs
      .filter((name) => !outputs.has(name))
      .map((name) => `${type} keeps an output ${name} secret that there is not`),
    ...references
      .flatMap(({ to }) => to)
      .filter((other) => !models.has(other) && !notRegistered.includes(other))
      .map((other) => `${type} refers to ${other}, which has no model`),
  ];
}

/** Kubernetes' SDK calls every field required, also those that not every object has. */
function computedOf(type: string): readonly string[] {
  return type.startsWith("kubernetes:")
    ? ["apiVersion", "kind", "metadata"]
    : computedOutputs(type);
}

function unmodelled(type: string): string {
  return `${type} has no model: add it to rehearsal/catalogue/types.ts, run "npm run catalogue", and write its model in rehearsal/models`;
}

function pathsOf({ replaceOn, references = [], unordered = [], name, defaults }: Model): string[] {
  return [
    ...replaceOn,
    ...references.map(({ path }) => path),
    ...unordered,
    ...(name ? [name.property] : []),
    ...Object.keys(defaults ?? {}),
  ];
}

describe("the model of every type that is modelled", () => {
  it.each([...models.keys()])("%s is whole", (type) => {
    expect(gaps(type)).toEqual([]);
  });

  it("is missed where there is none, with how to add one", () => {
    expect(gaps("aws:s3/bucket:Bucket")).toEqual([
      'aws:s3/bucket:Bucket has no model: add it to rehearsal/catalogue/types.ts, run "npm run catalogue", and write its model in rehearsal/models',
    ]);
    expect(gaps("azure:core/resourceGroup:ResourceGroup")).toHaveLength(1);
  });

  it("is found wanting for inputs that are none", () => {
    expect(takes("aws:eks/cluster:Cluster", "vpcConfig.subnetIds[]")).toBe(true);
    expect(takes("aws:eks/cluster:Cluster", "vpcConfig.subnetIDs")).toBe(false);
    expect(takes("aws:eks/cluster:Cluster", "nothing")).toBe(false);
  });
});

describe.each(sampledStacks)("the stack %s", (stack) => {
  let deployed: RehearsedStack;
  beforeAll(async () => {
    deployed = await rehearseStack(stack);
  });

  it("registers only what has a whole model", () => {
    const types = [...new Set(deployed.made.map(({ type }) => type))];
    expect(types.length).toBeGreaterThan(40);
    expect(types.flatMap(gaps)).toEqual([]);
  });

  it("is taken by the world as it is", () => {
    expect(deployed.refused).toEqual([]);
  });

  it("has nothing in it that does nothing, and enforces its network policies", () => {
    const { objects, findings } = deployed.world.inspect({});
    expect(findings).toEqual([]);
    const marked = objects.filter(({ enforced }) => enforced !== undefined);
    expect(marked.length).toBeGreaterThan(10);
    expect(marked.filter(({ enforced }) => enforced !== true)).toEqual([]);
  });

  it("gets every output that the providers compute, as the SDKs declare them", () => {
    const wrong = deployed.made.flatMap(({ type, made: { outputs } }) => [
      ...computedOf(type)
        .filter((output) => (outputs[output] ?? null) === null)
        .map((output) => `${type} has no ${output}`),
      ...checkOutputs(type, outputs).map(({ path, reason }) => `${type} ${path}: ${reason}`),
    ]);
    expect([...new Set(wrong)]).toEqual([]);
  });

  it("is told how to add a type that there is no model of", () => {
    expect(() => deployed.make("aws:s3/bucket:Bucket", "files", {})).toThrow(
      /no model of the type aws:s3\/bucket:Bucket: add it to rehearsal\/catalogue\/types\.ts, run "npm run catalogue"/,
    );
  });
});
