// What a call looks at does not grow with how many objects like its own there are. Counted are the objects that look-ups
// answer: time would depend on the machine.
import type { Properties, Value } from "../../../../rehearsal/world/model";
import { Store } from "../../../../rehearsal/world/store";
import { rehearseStack, type RehearsedStack } from "../../../support/rehearsed-stack";

let stack: RehearsedStack;
beforeAll(async () => {
  stack = await rehearseStack("dev");
});

const lookUps = [
  "all",
  "mentioning",
  "referrers",
  "identified",
  "named",
  "keyed",
  "inScope",
  "ownedBy",
  "withId",
  "everything",
] as const;

type LookUp = (...args: readonly string[]) => readonly unknown[];

/** How many objects all look-ups of some work answer together. */
function seen(work: () => void): number {
  let count = 0;
  const spies = lookUps.map((name) => {
    const whole = Reflect.get(Store.prototype, name) as LookUp;
    return jest.spyOn(Store.prototype, name).mockImplementation(function (
      this: Store,
      ...args: readonly string[]
    ) {
      const found = whole.apply(this, [...args]);
      count += found.length;
      return found as ReturnType<Store["everything"]>;
    } as never);
  });
  try {
    work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return count;
}

function first(type: string): { readonly id: string; readonly outputs: Properties } {
  const found = stack.made.find((one) => one.type === type);
  if (!found) throw new Error(`dev has no ${type}`);
  return found.made;
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

const kubernetes = "dev-eu-west-1-cluster-kubernetes";
const inShop = (name: string): Properties => ({ metadata: { name, namespace: "default" } });
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
    },
  ],
});
const pod: Properties = {
  containers: [{ name: "server", image: "registry.example/server:1" }],
};

/** The inputs of the nth object of a type, all of which hang on the same others. */
const likes: Readonly<Record<string, (name: string, n: number) => Properties>> = {
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": (_name, n) => ({
    securityGroupId: first("aws:ec2/securityGroup:SecurityGroup").id,
    cidrIpv4: "10.0.0.0/8",
    ipProtocol: "tcp",
    fromPort: 30_000 + n,
    toPort: 30_000 + n,
  }),
  "aws:ec2/securityGroup:SecurityGroup": (name) => ({
    vpcId: first("aws:ec2/vpc:Vpc").id,
    name,
  }),
  "aws:iam/role:Role": (name) => ({ name, assumeRolePolicy: trust }),
  "aws:cloudwatch/logGroup:LogGroup": (name) => ({ name }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": (name) => ({
    name,
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    metricName: "Errors",
    namespace: "Shop",
    period: 60,
    statistic: "Sum",
    threshold: 1,
    alarmActions: [first("aws:sns/topic:Topic").id],
  }),
  "aws:lb/targetGroup:TargetGroup": (name) => ({
    name,
    vpcId: first("aws:ec2/vpc:Vpc").id,
    targetType: "ip",
    port: 80,
    protocol: "HTTP",
  }),
  "aws:lb/listenerRule:ListenerRule": (_name, n) => ({
    listenerArn: httpsListener(),
    priority: 40_000 + n,
    actions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain" } }],
    conditions: [{ pathPattern: { values: [`/${n}`] } }],
  }),
  "aws:route53/record:Record": (name) => ({
    zoneId: first("aws:route53/zone:Zone").id,
    name: `${name}.${text(first("aws:route53/zone:Zone").outputs["name"])}`,
    type: "A",
    ttl: 60,
    records: ["192.0.2.1"],
  }),
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": (name) => ({
    clusterName: first("aws:eks/cluster:Cluster").id,
    namespace: "default",
    serviceAccount: name,
    roleArn: text(stack.made.find((one) => isForPods(one.made.outputs))?.made.outputs["arn"]),
  }),
  "aws:ecr/repository:Repository": (name) => ({ name }),
  "aws:dynamodb/table:Table": (name) => ({
    name,
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    attributes: [{ name: "id", type: "S" }],
  }),
  "kubernetes:core/v1:ServiceAccount": inShop,
  "kubernetes:core/v1:ConfigMap": inShop,
  "kubernetes:core/v1:Service": (name) => ({
    ...inShop(name),
    spec: { selector: { app: name }, ports: [{ port: 80 }] },
  }),
  "kubernetes:apps/v1:Deployment": (name) => ({
    ...inShop(name),
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: pod },
    },
  }),
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": (name) => ({
    ...inShop(name),
    spec: { podSelector: {} },
  }),
  "kubernetes:policy/v1:PodDisruptionBudget": (name) => ({
    ...inShop(name),
    spec: { minAvailable: 1, selector: { matchLabels: { app: name } } },
  }),
};

function isForPods({ assumeRolePolicy, arn }: Properties): boolean {
  return arn !== undefined && text(assumeRolePolicy).includes("pods.eks.amazonaws.com");
}

function httpsListener(): string {
  const found = stack.made.find(
    ({ type, made }) => type === "aws:lb/listener:Listener" && made.outputs["protocol"] === "HTTPS",
  );
  return found?.made.id ?? "";
}

describe("what a call looks at", () => {
  it.each(Object.keys(likes))("%s: is as much for the 60th as for the 20th", (type) => {
    const inputs = likes[type];
    const config = type.startsWith("kubernetes:") ? stack.providers.get(kubernetes) : undefined;
    const costs = Array.from({ length: 60 }, (_, n) =>
      seen(() => stack.make(type, `like-${n}`, inputs?.(`like-${n}`, n) ?? {}, config)),
    );
    expect(costs[59]).toBe(costs[19]);
  });

  it("finds what does nothing by no more looks than there are objects", () => {
    const objects = seen(() => stack.world.inspect({}));
    for (let n = 60; n < 120; n += 1) {
      const service = likes["kubernetes:core/v1:Service"]?.(`like-${n}`, n) ?? {};
      const config = stack.providers.get(kubernetes);
      stack.make("kubernetes:core/v1:Service", `like-${n}`, service, config);
    }
    const more = seen(() => stack.world.inspect({})) - objects;
    expect(more).toBeLessThanOrEqual(60 * 8);
  });
});
