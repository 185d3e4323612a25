/** Every stack of this project passes the pack, and what is taken out of one is missed. */
import { judge, type Judgement, type Registration } from "../../policy/harness";
import { requiredTags } from "../../policy/placement";
import { policies } from "../../policy/policies";
import { recordStack, sampledStacks } from "../support/stacks";
import { registrationsOf, withoutClusters } from "./registrations";

async function registered(stack: string, preview: boolean): Promise<readonly Registration[]> {
  const { resources } = await recordStack(stack, undefined, preview);
  return registrationsOf(resources);
}

/** `rule: resource: message`, so that a failure says all that is needed. */
function told({ violations }: Judgement): readonly string[] {
  return violations.map(
    ({ policy, urn, message }) => `${policy}: ${urn?.split("::").at(-1) ?? "stack"}: ${message}`,
  );
}

describe.each(sampledStacks)("%s", (stack) => {
  it("passes in its first preview, which knows no ids and no cluster", async () => {
    const judgement = await judge([...policies], withoutClusters(await registered(stack, true)));
    expect(told(judgement)).toEqual([]);
    expect(judgement.stopped).toEqual([]);
  });
});

describe("production", () => {
  it("passes as it is deployed, with nothing left undecided", async () => {
    const judgement = await judge([...policies], await registered("production", false));
    expect(told(judgement)).toEqual([]);
    const undecided = judgement.notApplicable.filter(({ message }) => /undecided/.test(message));
    expect(undecided).toEqual([]);
  });
});

describe("a stack with something taken out, or changed", () => {
  let whole: readonly Registration[];
  beforeAll(async () => {
    whole = await registered("production", true);
  });

  const without = (pattern: RegExp) => (all: readonly Registration[]) => {
    const gone = all.filter(({ type, name }) => pattern.test(`${type} ${name}`));
    expect(gone).not.toEqual([]);
    const urns = gone.map(({ urn }) => urn ?? "");
    const left = (references: readonly string[] | undefined): readonly string[] =>
      (references ?? []).filter((reference) => !urns.includes(reference));
    return all
      .filter(({ urn }) => !urns.includes(urn ?? ""))
      .map((resource) => ({
        ...resource,
        dependencies: left(resource.dependencies),
        propertyDependencies: Object.fromEntries(
          Object.entries(resource.propertyDependencies ?? {}).map(([key, sources]) => [
            key,
            left(sources),
          ]),
        ),
      }));
  };
  const unprotected = (type: string) => (all: readonly Registration[]) =>
    all.map((resource) => (resource.type === type ? { ...resource, opts: {} } : resource));
  const changed =
    (type: string, change: Readonly<Record<string, unknown>>) => (all: readonly Registration[]) =>
      all.map((resource) =>
        resource.type === type
          ? { ...resource, props: { ...resource.props, ...change } }
          : resource,
      );

  const unwatched = (all: readonly Registration[]) =>
    all.map(({ propertyDependencies: { healthCheckId: _, ...sources } = {}, ...resource }) => {
      const { healthCheckId, ...props } = resource.props;
      return healthCheckId === undefined
        ? { ...resource, propertyDependencies: sources }
        : { ...resource, props: { ...props, aliases: [] }, propertyDependencies: sources };
    });

  it.each([
    ["networks-log-flows", without(/FlowLog production-eu-west-1/), 1],
    ["network-policy-enforced", without(/ConfigMap .*us-east-1.*switch/), 1],
    ["namespaces-deny-by-default", without(/NetworkPolicy .*-ap-northeast-1-deny$/), 1],
    ["workloads-have-disruption-budgets", without(/PodDisruptionBudget .*cart-eu-west-1/), 1],
    [
      "only-load-balancers-face-the-world",
      changed("aws:lb/loadBalancer:LoadBalancer", { internal: true }),
      3,
    ],
    [
      "public-listeners-use-tls",
      changed("aws:lb/loadBalancer:LoadBalancer", { internal: false }),
      3,
    ],
    ["routed-records-watch-health", unwatched, 3],
    [
      "fail-over-in-time",
      changed("aws:route53/healthCheck:HealthCheck", { requestInterval: 30 }),
      3,
    ],
    [
      "fail-over-needs-no-control-plane",
      changed("aws:cloudwatch/metricAlarm:MetricAlarm", { period: 10 }),
      3,
    ],
    ["keys-of-data-protected", unprotected("aws:kms/key:Key"), 3],
    ["stateful-resources-protected", unprotected("aws:route53/zone:Zone"), 2],
  ] as const)("is told by %s", async (rule, spoil, least) => {
    // Any rule over resources lets those over stacks see inputs.
    const judges = policies.filter(({ name }) => [rule, requiredTags.name].includes(name));
    const { violations } = await judge(judges, withoutClusters(spoil(whole)));
    const found = violations.filter(({ policy }) => policy === rule);
    expect(found.length).toBeGreaterThanOrEqual(least);
  });
});
