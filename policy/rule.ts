/** What makes a policy of Pulumi's SDK out of a rule: which types it judges, its parameters, its checks. */
import type {
  EnforcementLevel,
  PolicyConfigSchema,
  PolicyResourceOptions,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  Severity,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { remember } from "./declared";
import { exemptions, isExempt, type Exemptions } from "./exemptions";
import { stackView, type StackView } from "./stack-view";
import { decide, type Check, type Finding, type Verdict } from "./unknown";

/** What every rule says about itself. */
export interface RuleText {
  /** Lower case and hyphens; the key of its parameters in a policy configuration. */
  readonly name: string;
  /** What is demanded, in one sentence: the first line of each violation. */
  readonly description: string;
  /** Why it is demanded. */
  readonly rationale: string;
  readonly severity: Severity;
  /** How a violation is mended. */
  readonly remediationSteps: string;
  /** @default "mandatory" */
  readonly enforcementLevel?: EnforcementLevel;
  /** Parameters beside `exempt`, each with a default and a description. @default none */
  readonly configSchema?: PolicyConfigSchema;
}

/** A resource as it is about to be created or changed. */
export interface Subject<Config> {
  readonly type: string;
  readonly name: string;
  /** The stack's name, without its organisation. */
  readonly stack: string;
  /** Its inputs. Reading one that a preview does not know throws, and leaves the check undecided. */
  readonly props: unknown;
  readonly opts: PolicyResourceOptions;
  /** Inputs of its provider; undefined where the engine does not say. */
  readonly provider: unknown;
  readonly config: Config;
}

interface ResourceRuleSpec<Config> extends RuleText {
  /** The types that are judged, or a test of a type. */
  readonly types: readonly string[] | ((type: string) => boolean);
  readonly judge: (subject: Subject<Config>) => ReturnType<Check>;
}

interface StackRuleSpec<Config> extends RuleText {
  readonly judge: (stack: StackView, config: Config) => ReturnType<Check>;
}

/** A rule over single resources. */
export type ResourceRule = ResourceValidationPolicy & RuleText;

/** A rule over a whole stack. */
export type StackRule = StackValidationPolicy & RuleText;

/** Makes a rule that judges each resource of the given types by its inputs. */
export function resourceRule<Config extends object>(spec: ResourceRuleSpec<Config>): ResourceRule {
  const { types, judge, ...rest } = spec;
  const text = withExemptions(rest);
  const applies = typeof types === "function" ? types : (type: string) => types.includes(type);
  return {
    ...text,
    enforcementLevel: text.enforcementLevel ?? "mandatory",
    validateResource: (args, report) => {
      remember(args.urn, args.props);
      if (!applies(args.type)) args.notApplicable("it judges other types of resources");
      const subject = subjectOf<Config & Exemptions>(args, text);
      if (isExempt(args.urn, subject.config)) args.notApplicable("the resource is exempt");
      conclude(
        decide(() => judge(subject)),
        args,
        report,
      );
    },
  };
}

/** Makes a rule that judges all resources of a stack together. */
export function stackRule<Config extends object>(spec: StackRuleSpec<Config>): StackRule {
  const { judge, ...rest } = spec;
  const text = withExemptions(rest);
  return {
    ...text,
    enforcementLevel: text.enforcementLevel ?? "mandatory",
    validateStack: (args, report) => {
      const config = configOf(args, text) as Config & Exemptions;
      const { violations, undecided } = decide(() => judge(stackView(args.resources), config));
      const counting = violations.filter(
        (finding) => typeof finding === "string" || !isExempt(finding.urn, config),
      );
      conclude({ violations: counting, undecided }, args, report);
    },
  };
}

function withExemptions<Text extends RuleText>(text: Text): Text {
  const { properties, ...rest } = text.configSchema ?? {};
  return { ...text, configSchema: { ...rest, properties: { ...properties, ...exemptions } } };
}

/** The stack's name in a URN. */
export function stackOf(urn: string): string {
  return urn.split("::")[0]?.replace(/^urn:pulumi:/, "") ?? "";
}

function subjectOf<Config extends object>(
  args: ResourceValidationArgs,
  text: RuleText,
): Subject<Config> {
  return {
    type: args.type,
    name: args.name,
    stack: stackOf(args.urn),
    props: args.props,
    opts: args.opts,
    provider: args.provider?.props,
    config: configOf(args, text) as Config,
  };
}

/** Parameters over their defaults: the engine fills them in, other callers may not. */
function configOf(
  args: ResourceValidationArgs | StackValidationArgs,
  { configSchema }: RuleText,
): object {
  const defaults = Object.entries(configSchema?.properties ?? {}).map(
    ([key, schema]) => [key, schema.default] as const,
  );
  return { ...Object.fromEntries(defaults), ...args.getConfig<object>() };
}

function conclude(
  { violations, undecided }: Verdict,
  args: ResourceValidationArgs | StackValidationArgs,
  report: (message: string, urn?: string) => void,
): void {
  for (const violation of violations) reportFinding(violation, report);
  if (violations.length === 0 && undecided.length > 0) {
    args.notApplicable(`undecided until the update: ${undecided.join("; ")}`);
  }
}

function reportFinding(finding: Finding, report: (message: string, urn?: string) => void): void {
  if (typeof finding === "string") report(finding);
  else report(finding.message, finding.urn);
}
