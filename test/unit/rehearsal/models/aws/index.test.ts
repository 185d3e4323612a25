import {
  allTypes,
  checkInputs,
  checkOutputs,
  computedOutputs,
  entryOf,
} from "../../../../../rehearsal/catalogue/catalogue";
import { awsInvokes, awsModels } from "../../../../../rehearsal/models/aws/index";
import {
  unknown,
  type CloudObject,
  type Model,
  type Properties,
  type Value,
} from "../../../../../rehearsal/world/model";
import { blocksAt, textAt } from "../../../../../rehearsal/models/aws/inputs";
import { awsWorld, network, textOf } from "../../../../support/aws-world";
import { TestWorld } from "../../../../support/world-view";

const names: readonly (readonly [string, Model])[] = awsModels.map((model) => [model.type, model]);

/** The names a path goes through, lists passed over. */
function steps(path: string): readonly string[] {
  return path.replaceAll("[]", "").split(".");
}

describe("the AWS models", () => {
  it("serve every AWS type of the catalogue, each once", () => {
    const types = awsModels.map(({ type }) => type);
    expect([...types].sort()).toEqual(allTypes().filter((type) => type.startsWith("aws:")));
    expect(awsInvokes.map(({ token }) => token).sort()).toEqual([
      "aws:ecr/getAuthorizationToken:getAuthorizationToken",
      "aws:index/getCallerIdentity:getCallerIdentity",
      "aws:secretsmanager/getSecretVersion:getSecretVersion",
    ]);
  });

  it.each(names)("%s: every fact has a dated source", (_type, model) => {
    expect(model.sources.length).toBeGreaterThan(0);
    for (const source of [...model.sources, model.seconds.source])
      expect(source).toMatch(/20\d\d-\d\d/);
  });

  it.each(names)("%s: speaks of inputs that exist", (type, model) => {
    const { inputs } = entryOf(type);
    const known = new Set([
      ...Object.keys(inputs.required ?? {}),
      ...Object.keys(inputs.optional ?? {}),
    ]);
    const spoken = [
      ...model.replaceOn,
      ...(model.references ?? []).map(({ path }) => path),
      ...Object.keys(model.defaults ?? {}),
      ...(model.name ? [model.name.property] : []),
    ];
    expect(spoken.filter((path) => !known.has(steps(path)[0] ?? ""))).toEqual([]);
  });

  it.each(names)("%s: a change of region replaces where there is one", (type, model) => {
    const { inputs } = entryOf(type);
    const regional = "region" in (inputs.optional ?? {});
    expect(model.placement).toBe(regional ? "regional" : "global");
    expect(model.replaceOn.includes("region")).toBe(regional);
  });

  it.each(names.filter(([, model]) => model.name))(
    "%s: takes no name with spaces and control characters",
    (_type, { name }) => {
      expect(name?.pattern.test("a b\u0000c")).toBe(false);
      expect(name?.maxLength).toBeGreaterThan(0);
    },
  );
});

/** The value with each of its parts in turn not known yet. */
function withUnknowns(value: Value): readonly Value[] {
  if (typeof value !== "object" || value === null) return [unknown];
  if (Array.isArray(value)) {
    const list = value as readonly Value[];
    return list.flatMap((item, index) =>
      [unknown, ...withUnknowns(item)].map((part) => list.with(index, part)),
    );
  }
  const block = value as Properties;
  return Object.entries(block).flatMap(([name, item]) =>
    [unknown, ...withUnknowns(item)].map((part) => ({ ...block, [name]: part })),
  );
}

/** One object of each type of this part, put together as a system would. */
class Sample {
  readonly world: TestWorld = awsWorld();
  readonly made = new Map<string, CloudObject>();

  make(type: string, inputs: Properties): CloudObject {
    expect(checkInputs(type, inputs)).toEqual([]);
    const object = this.world.create(type, inputs);
    this.made.set(type, object);
    return object;
  }
}

function entry(sample: Sample): CloudObject {
  const net = network(sample.world);
  const zone = sample.make("aws:route53/zone:Zone", { name: "example.com" });
  const certificate = sample.make("aws:acm/certificate:Certificate", {
    domainName: "*.example.com",
    validationMethod: "DNS",
  });
  const [option] = blocksAt(certificate.outputs, "domainValidationOptions");
  sample.make("aws:route53/record:Record", {
    zoneId: zone.id,
    name: textAt(option ?? {}, "resourceRecordName") ?? "",
    type: "CNAME",
    ttl: 300,
    records: [textAt(option ?? {}, "resourceRecordValue") ?? ""],
  });
  sample.make("aws:acm/certificateValidation:CertificateValidation", {
    certificateArn: certificate.id,
  });
  const balancer = sample.make("aws:lb/loadBalancer:LoadBalancer", {
    subnets: net.subnetIds,
    securityGroups: [net.groupId],
  });
  const group = sample.make("aws:lb/targetGroup:TargetGroup", {
    vpcId: net.vpcId,
    targetType: "ip",
    port: 8080,
    protocol: "HTTP",
    protocolVersion: "GRPC",
  });
  const listener = sample.make("aws:lb/listener:Listener", {
    loadBalancerArn: balancer.id,
    port: 443,
    protocol: "HTTPS",
    certificateArn: certificate.id,
    defaultActions: [{ type: "forward", targetGroupArn: group.id }],
  });
  sample.make("aws:lb/listenerRule:ListenerRule", {
    listenerArn: listener.id,
    actions: [{ type: "forward", forward: { targetGroups: [{ arn: group.id }] } }],
    conditions: [{ hostHeader: { values: ["shop.example.com"] } }],
  });
  sample.make("aws:elasticache/serverlessCache:ServerlessCache", {
    name: "carts",
    engine: "valkey",
    subnetIds: net.subnetIds,
    securityGroupIds: [net.groupId],
  });
  return zone;
}

function operations(sample: Sample): void {
  const topic = sample.make("aws:sns/topic:Topic", { name: "alerts" });
  sample.make("aws:sns/topicPolicy:TopicPolicy", {
    arn: topic.id,
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
  });
  sample.make("aws:cloudwatch/metricAlarm:MetricAlarm", {
    name: "errors",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 3,
    metricName: "Errors",
    namespace: "Shop",
    period: 60,
    statistic: "Sum",
    threshold: 1,
    alarmActions: [topic.id],
  });
  sample.make("aws:route53/healthCheck:HealthCheck", {
    type: "CLOUDWATCH_METRIC",
    cloudwatchAlarmName: "errors",
    cloudwatchAlarmRegion: "eu-west-1",
  });
  sample.make("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 30 });
  sample.make("aws:cloudwatch/dashboard:Dashboard", {
    dashboardName: "shop",
    dashboardBody: JSON.stringify({ widgets: [] }),
  });
}

function data(sample: Sample): void {
  sample.make("aws:dynamodb/table:Table", {
    name: "wishes",
    billingMode: "PAY_PER_REQUEST",
    hashKey: "userId",
    attributes: [{ name: "userId", type: "S" }],
    streamEnabled: true,
    streamViewType: "NEW_AND_OLD_IMAGES",
    replicas: [{ regionName: "us-east-1" }],
  });
  const repository = sample.make("aws:ecr/repository:Repository", { name: "shop" });
  sample.make("aws:ecr/lifecyclePolicy:LifecyclePolicy", {
    repository: textOf(repository, "name"),
    policy: JSON.stringify({ rules: [{}] }),
  });
  const here = network(sample.world);
  const there = network(sample.world, "us-east-1");
  const zone = sample.world.create("aws:route53/zone:Zone", {
    name: "int.example.com",
    vpcs: [{ vpcId: here.vpcId }],
  });
  sample.make("aws:route53/zoneAssociation:ZoneAssociation", {
    zoneId: zone.id,
    vpcId: there.vpcId,
    vpcRegion: "us-east-1",
  });
}

function credentials(sample: Sample): void {
  const secret = sample.make("aws:secretsmanager/secret:Secret", {
    name: "database",
    replicas: [{ region: "us-east-1" }],
    policy: "{}",
  });
  sample.make("aws:secretsmanager/secretVersion:SecretVersion", {
    secretId: secret.id,
    secretString: "value",
  });
  const user = sample.make("aws:elasticache/user:User", {
    userId: "shop",
    userName: "shop",
    engine: "valkey",
    accessString: "on ~* +@all",
    passwords: ["0123456789abcdef"],
  });
  sample.make("aws:elasticache/userGroup:UserGroup", {
    userGroupId: "shop",
    engine: "valkey",
    userIds: [user.id],
  });
}

describe("what the models of entries, names, stores, secrets and alarms answer", () => {
  const sample = new Sample();
  entry(sample);
  operations(sample);
  data(sample);
  credentials(sample);
  const made = [...sample.made].map(([type, object]) => [type, object] as const);

  it("covers twenty-three types", () => {
    expect(made).toHaveLength(23);
  });

  it.each(made)("%s: as the SDK declares it", (type, object) => {
    expect(checkOutputs(type, object.outputs)).toEqual([]);
  });

  it.each(made)("%s: with every computed output", (type, object) => {
    const absent = computedOutputs(type).filter(
      (name) => object.outputs[name] === undefined || object.outputs[name] === null,
    );
    expect(absent).toEqual([]);
  });

  it.each(made)("%s: nothing wrong with what is not known yet", (type, object) => {
    const model = awsModels.find((each) => each.type === type);
    for (const inputs of withUnknowns(object.inputs)) {
      const found = model?.check?.(inputs as Properties) ?? [];
      expect({ inputs, found }).toEqual({ inputs, found: [] });
    }
  });

  it.each(made)("%s: the same again after an update", (type, object) => {
    const before = structuredClone(object.outputs);
    sample.world.update(object, object.inputs);
    expect(object.outputs).toEqual(before);
    expect(sample.world.find(type, object.id)).toBe(object);
  });
});
