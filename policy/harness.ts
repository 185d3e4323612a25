/**
 * Runs policies without an engine, on what the engine would hand to them: inputs for rules over resources,
 * outputs with parents and dependencies for rules over stacks, values of a preview that throw when they are
 * read, parameters with their defaults. For the tests of any policy written with Pulumi's SDK that validates;
 * remediations are not run.
 */
import * as sdk from "@pulumi/policy";
import type {
  Policies,
  PolicyProviderResource,
  PolicyResource,
  PolicyResourceOptions,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { forgetDeclared } from "./declared";

// Both are exports of the SDK that its declarations leave out.
const unknownCheckingProxy = Reflect.get(sdk, "unknownCheckingProxy") as (
  props: unknown,
) => Record<string, unknown>;
const UnknownValueError = Reflect.get(sdk, "UnknownValueError") as new () => Error;

/** A value that a preview does not know yet, as the engine sends it. */
export const notKnownYet = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as a program registers it. Other resources are referred to by their names, or by their URNs. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  /** Inputs. What is not known yet is `notKnownYet`. */
  readonly props: Readonly<Record<string, unknown>>;
  /** What rules over stacks see; empty where the provider is not configured yet. @default props */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** @default nothing is set */
  readonly opts?: Partial<Omit<PolicyResourceOptions, "parent">>;
  /** @default `urn:pulumi:<stack>::<project>::<type>::<name>`, with the types of its parents before its own */
  readonly urn?: string;
  /** The provider, one of the resources. @default none is told */
  readonly provider?: string;
  /** @default none */
  readonly parent?: string;
  /** @default none */
  readonly dependencies?: readonly string[];
  /** The resources that a property's value comes from. @default none */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** How the policies are run. */
export interface RunOptions {
  /** Parameters by policy, over the defaults of its schema. @default none */
  readonly config?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** @default "dev" */
  readonly stack?: string;
  /** @default "project" */
  readonly project?: string;
  /** @default none */
  readonly stackTags?: ReadonlyMap<string, string>;
}

/** What a policy said of a resource. */
export interface Remark {
  readonly policy: string;
  /** Undefined where the whole stack is meant. */
  readonly urn: string | undefined;
  readonly message: string;
}

/** All that policies said. */
export interface Judgement {
  readonly violations: readonly Remark[];
  /** Policies that said of themselves that they do not apply, with their reason. */
  readonly notApplicable: readonly Remark[];
  /** Policies that ended at an unknown value: the engine prints an advice for each. */
  readonly stopped: readonly Remark[];
}

/**
 * Runs every policy as one preview or update would: those over resources on each resource, then those over
 * stacks on all of them.
 *
 * Throws what a policy throws, but for unknown values, and an Error where a resource refers to one that is
 * not there or to a name that several have, where two have one URN, and where a policy would remediate.
 */
export async function judge(
  policies: Policies,
  registrations: readonly Registration[],
  options: RunOptions = {},
): Promise<Judgement> {
  forgetDeclared();
  for (const policy of policies) refuseRemediation(policy);
  const run = new Run(registrations, options);
  for (const registration of registrations) {
    for (const policy of policies) {
      if ("validateResource" in policy) await run.judgeResource(policy, registration);
    }
  }
  for (const policy of policies) {
    if ("validateStack" in policy) await run.judgeStack(policy);
  }
  return run;
}

class NotApplicable extends Error {}

/** A remediation that is left out in silence would pass whatever it is there to mend. */
function refuseRemediation(policy: Policies[number]): void {
  if (!("remediateResource" in policy)) return;
  if (policy.validateResource === undefined || policy.enforcementLevel === "remediate") {
    throw new Error(`${policy.name} remediates, which is not run here`);
  }
}

class Run implements Judgement {
  readonly violations: Remark[] = [];
  readonly notApplicable: Remark[] = [];
  readonly stopped: Remark[] = [];
  private readonly byUrn = new Map<string, Registration>();

  constructor(
    private readonly registrations: readonly Registration[],
    private readonly options: RunOptions,
  ) {
    for (const registration of registrations) {
      const urn = this.urnOf(registration);
      if (this.byUrn.has(urn)) throw new Error(`two resources have the URN ${urn}`);
      this.byUrn.set(urn, registration);
    }
  }

  async judgeResource(policy: ResourceValidationPolicy, subject: Registration): Promise<void> {
    const urn = this.urnOf(subject);
    const { type, name } = subject;
    const validations = [policy.validateResource ?? []].flat();
    for (const validate of validations) {
      const props = asSent(subject.props);
      const provider = this.providerOf(subject);
      await this.attempt(policy.name, urn, (report) =>
        validate(
          {
            ...this.shared(policy),
            type,
            name,
            urn,
            props,
            opts: this.optsOf(subject),
            ...(provider === undefined ? {} : { provider }),
            isType: (resourceClass) => typeOf(resourceClass) === type,
            asType: (resourceClass) =>
              typeOf(resourceClass) === type ? (props as never) : undefined,
          },
          report,
        ),
      );
    }
  }

  async judgeStack(policy: StackValidationPolicy): Promise<void> {
    const resources = this.stackResources();
    await this.attempt(policy.name, undefined, (report) =>
      policy.validateStack({ ...this.shared(policy), resources }, report),
    );
  }

  private async attempt(
    policy: string,
    urn: string | undefined,
    validate: (report: ReportViolation) => Promise<void> | void,
  ): Promise<void> {
    try {
      await validate((message, other) => {
        // A rule over resources speaks of the resource that it was given.
        this.violations.push({ policy, urn: urn ?? other, message });
      });
    } catch (error) {
      if (error instanceof NotApplicable) {
        this.notApplicable.push({ policy, urn, message: error.message });
      } else if (error instanceof UnknownValueError) {
        this.stopped.push({ policy, urn, message: error.message });
      } else throw error;
    }
  }

  private shared(policy: ResourceValidationPolicy | StackValidationPolicy) {
    const defaults = Object.entries(policy.configSchema?.properties ?? {})
      .filter(([, schema]) => schema.default !== undefined)
      .map(([key, schema]) => [key, schema.default] as const);
    const config = { ...Object.fromEntries(defaults), ...this.options.config?.[policy.name] };
    return {
      stackTags: this.options.stackTags ?? new Map<string, string>(),
      getConfig: () => config as never,
      notApplicable: (reason?: string): never => {
        throw new NotApplicable(reason ?? "the policy does not apply");
      },
    };
  }

  /** All resources, joined to each other only once each is there: they may refer in any order. */
  private stackResources(): PolicyResource[] {
    const made = new Map<string, PolicyResource>();
    for (const [urn, registration] of this.byUrn) made.set(urn, this.stackResource(registration));
    const found = (reference: string): PolicyResource => {
      const resource = made.get(this.resolve(reference));
      if (resource === undefined) throw new Error(`there is no resource ${reference}`);
      return resource;
    };
    for (const [urn, registration] of this.byUrn) {
      const resource = found(urn);
      if (registration.parent !== undefined) resource.parent = found(registration.parent);
      resource.dependencies = (registration.dependencies ?? []).map(found);
      const sources = Object.entries(registration.propertyDependencies ?? {});
      resource.propertyDependencies = Object.fromEntries(
        sources.map(([key, references]) => [key, references.map(found)]),
      );
    }
    return [...made.values()];
  }

  private stackResource(registration: Registration): PolicyResource {
    const { type, name } = registration;
    const props = asSent(registration.outputs ?? registration.props);
    const provider = this.providerOf(registration);
    return {
      type,
      name,
      props,
      urn: this.urnOf(registration),
      opts: this.optsOf(registration),
      ...(provider === undefined ? {} : { provider }),
      dependencies: [],
      propertyDependencies: {},
      isType: (resourceClass) => typeOf(resourceClass) === type,
      asType: (resourceClass) => (typeOf(resourceClass) === type ? (props as never) : undefined),
    };
  }

  private providerOf({ provider }: Registration): PolicyProviderResource | undefined {
    if (provider === undefined) return undefined;
    const urn = this.resolve(provider);
    const found = this.byUrn.get(urn);
    if (found === undefined) throw new Error(`there is no provider ${provider}`);
    return { type: found.type, name: found.name, urn, props: asSent(found.props) };
  }

  private optsOf({ opts, parent }: Registration): PolicyResourceOptions {
    return {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      additionalSecretOutputs: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      ...opts,
      ...(parent === undefined ? {} : { parent: this.resolve(parent) }),
    };
  }

  private urnOf({ urn, type, name, parent }: Registration): string {
    if (urn !== undefined) return urn;
    const { stack = "dev", project = "project" } = this.options;
    const above = parent === undefined ? undefined : this.typesOf(parent);
    const own = above === undefined || above === stackType ? type : `${above}$${type}`;
    return `urn:pulumi:${stack}::${project}::${own}::${name}`;
  }

  /** The types in a resource's URN, its own and before it those of its parents. */
  private typesOf(reference: string): string | undefined {
    const found = this.named(reference);
    return (found === undefined ? reference : this.urnOf(found)).split("::")[2];
  }

  /** The resource that a name or a given URN is of. */
  private named(reference: string): Registration | undefined {
    const [found, another] = this.registrations.filter(
      ({ urn, name }) => urn === reference || name === reference,
    );
    if (another !== undefined) {
      throw new Error(`several resources are called ${reference}: refer to one by its URN`);
    }
    return found;
  }

  private resolve(reference: string): string {
    if (this.byUrn.has(reference)) return reference;
    const found = this.named(reference);
    return found === undefined ? reference : this.urnOf(found);
  }
}

/** The root of what a program registers: the types of its children are their own alone. */
const stackType = "pulumi:pulumi:Stack";

/** As it comes over the wire: nothing undefined, secrets unpacked, and unknown values that throw when read. */
function asSent(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return unknownCheckingProxy(JSON.parse(JSON.stringify(props)));
}

function typeOf(resourceClass: object): unknown {
  return Reflect.get(resourceClass, "__pulumiType");
}
