import { effects, type Effects } from "../../../../rehearsal/world/effects";
import type { FaultSet } from "../../../../rehearsal/world/faults";
import type { Properties } from "../../../../rehearsal/world/model";
import { rehearseStack, type RehearsedStack } from "../../../support/rehearsed-stack";
import * as on from "./fixture";
import { bindingType, checkType, Net } from "./net";

const [home, other] = ["eu-west-1", "us-east-1"] as const;
const shop = "shop.staging.example.com";

let staging: RehearsedStack;
beforeAll(async () => {
  staging = await rehearseStack("staging");
});
afterAll(on.removeFolders);

const after = (faults: FaultSet, minutes?: number): Effects =>
  staging.world.effects({ faults, ...(minutes === undefined ? {} : { minutes }) });

/** Alarms that change, as `region role minute state`. */
const changes = ({ alarms }: Effects): readonly string[] =>
  alarms
    .flatMap(({ region, name, changes: all }) =>
      all.map(({ minute, state }) => `${region} ${roleOf(name)} ${minute} ${state}`),
    )
    .sort();

function roleOf(name: string): string {
  return /(?:monitoring|health|alarms)-(?:.*?-\d-)?(.+)$/.exec(name)?.[1] ?? name;
}

/** Health checks that are not healthy, by their logical names. */
const sick = ({ healthChecks }: Effects): readonly string[] =>
  healthChecks
    .filter(({ healthy }) => !healthy)
    .map(({ urn = "" }) => urn.replace(/^.*-health-/, ""))
    .sort();

/** Names that lead elsewhere than before, as `name near region: regions`. */
const moved = ({ names }: Effects): readonly string[] =>
  names
    .filter(({ regions, before }) => regions.join() !== before.join())
    .map(({ name, from, regions }) => `${name} near ${from}: ${regions.join()}`);

const stores = ({ stores: all }: Effects): readonly string[] =>
  all
    .filter(({ state }) => state !== "reachable")
    .map(({ kind, region, state }) => `${kind} ${region} ${state}`);

describe("while nothing is wrong", () => {
  it("all is well, and nothing is said that has no model", () => {
    const calm = staging.world.effects({});
    expect(calm.unknown).toEqual([]);
    expect(new Set(calm.alarms.map(({ state }) => state))).toEqual(new Set(["OK"]));
    expect([changes(calm), sick(calm), moved(calm), stores(calm)]).toEqual([[], [], [], []]);
    expect(calm.healthChecks).toHaveLength(6);
    expect(calm.names.filter(({ name }) => name === shop)).toMatchObject([
      { from: home, regions: [home], private: false, ttlSeconds: 60, failOpen: false },
      { from: other, regions: [other] },
    ]);
  });

  it("the metrics are those that alarms read, at their periods, and no others", () => {
    const { metrics, alarms } = staging.world.effects({ minutes: 10 });
    expect(metrics).toHaveLength(alarms.length);
    expect(new Set(metrics.map(({ points }) => points.length))).toEqual(new Set([10]));
    const hosts = metrics.filter(({ name }) => name === "HealthyHostCount");
    expect(hosts.map(({ region, before, points }) => [region, before, points[0]])).toEqual([
      [home, 2, 2],
      [other, 2, 2],
    ]);
  });
});

describe("a region that is down", () => {
  it("is left by its users, and by nobody else; its alarms are not evaluated", () => {
    const lost = after({ down: [{ region: home }] });
    expect(sick(lost)).toEqual([`${home}-https`, `${home}-signal`]);
    expect(moved(lost)).toEqual([`${shop} near ${home}: ${other}`]);
    expect(lost.names.some(({ private: inside, from }) => inside && from === home)).toBe(false);
    expect(changes(lost)).toEqual([]);
    for (const { region, evaluated, state } of lost.alarms) {
      expect([region, evaluated, state]).toEqual([region, region !== home, "OK"]);
    }
    const silent = lost.metrics.filter(({ region }) => region === home);
    expect(new Set(silent.flatMap(({ points }) => points))).toEqual(new Set([null]));
    expect(stores(lost)).toEqual([
      `cache ${home} lost`,
      `table ${home} cutOff`,
      `table ${other} writesPending`,
    ]);
  });

  it("is answered again where all are down", () => {
    const lost = after({ down: [{ region: home }, { region: other }] });
    expect(moved(lost)).toEqual([]);
    expect(lost.names.filter(({ name }) => name === shop)).toMatchObject([
      { from: home, regions: [home], failOpen: true },
      { from: other, regions: [other], failOpen: true },
    ]);
  });
});

describe("one service of a region", () => {
  const without = (service: string, plane: "control" | "data"): Effects =>
    after({ down: [{ region: home, service, plane }] });

  it("whose control plane is down changes nothing of what serves", () => {
    const calm = staging.world.effects({});
    for (const service of ["eks", "ec2", "lb", "cloudwatch", "dynamodb", "kubernetes"]) {
      expect(without(service, "control")).toEqual(calm);
    }
  });

  it("that is the machines takes the pods, and what looks at them says so", () => {
    const lost = without("ec2", "data");
    expect(changes(lost)).toEqual([
      `${home} cluster-silent 17 ALARM`,
      `${home} no-target 3 ALARM`,
      `${home} public-unanswered 3 ALARM`,
    ]);
    expect(sick(lost)).toEqual([`${home}-https`, `${home}-signal`, `${home}-targets`]);
    expect(moved(lost)).toEqual([`${shop} near ${home}: ${other}`]);
  });

  it("that is the load balancers takes the way in, and what they report", () => {
    const lost = without("lb", "data");
    expect(changes(lost)).toEqual([`${home} no-target 5 ALARM`]);
    expect(moved(lost)).toEqual([`${shop} near ${home}: ${other}`]);
  });

  it("that is CloudWatch leaves checks with what they knew last", () => {
    const blind = without("cloudwatch", "data");
    expect([sick(blind), moved(blind), changes(blind)]).toEqual([[], [], []]);
    expect(
      new Set(blind.alarms.filter(({ evaluated }) => !evaluated).map((a) => a.region)),
    ).toEqual(new Set([home]));
  });

  it("that is the table or the cache concerns stores alone", () => {
    expect(stores(without("dynamodb", "data"))).toEqual([
      `table ${home} cutOff`,
      `table ${other} writesPending`,
    ]);
    const cold = without("elasticache", "data");
    expect(stores(cold)).toEqual([`cache ${home} lost`]);
    expect([sick(cold), moved(cold), changes(cold)]).toEqual([[], [], []]);
  });
});

describe("a service whose pods are not well", () => {
  const rule = (urn: string, region: string) => ({
    match: { type: "kubernetes:apps/v1:Deployment", urn, region },
    effect: { kind: "unhealthy" } as const,
  });

  it("loses its users in that region to the others, and its alarms go off", () => {
    const lost = after({ rules: [rule("frontend", home)] });
    expect(changes(lost)).toEqual([
      `${home} no-target 3 ALARM`,
      `${home} private-no-target 3 ALARM`,
      `${home} public-unanswered 3 ALARM`,
      `${home} unavailable 15 ALARM`,
    ]);
    expect(moved(lost)).toEqual([`${shop} near ${home}: ${other}`]);
  });

  it("keeps the way in as it was where it has none of its own", () => {
    const lost = after({ rules: [rule("::boutique-cart-", home)] });
    expect(changes(lost)).toEqual([
      `${home} private-no-target 3 ALARM`,
      `${home} unavailable 15 ALARM`,
    ]);
    expect([sick(lost), moved(lost)]).toEqual([[], []]);
  });
});

describe("effects", () => {
  it("are those of the world's own faults where none are supposed, and change nothing", () => {
    const { world } = staging;
    const { digest } = world.inspect({});
    world.region({ region: home, down: true });
    const { mark } = world.journal({});
    const own = world.effects({});
    world.region({ region: home, down: false });
    expect(own).toEqual(after({ down: [{ region: home }] }));
    expect([world.inspect({}).digest, world.journal({}).mark]).toEqual([digest, mark]);
    expect(world.inspect({}).down).toEqual([]);
  });

  it("last as long as they are said to", () => {
    const short = after({ down: [{ region: home, service: "ec2", plane: "data" }] }, 2);
    expect(changes(short)).toEqual([]);
    for (const minutes of [0, -1, NaN]) expect(() => after({}, minutes)).toThrow("above 0");
  });

  it("are not worked out of faults that cannot be", () => {
    expect(() => after({ down: [{ region: "eu-west-9" }] })).toThrow("these faults cannot be");
  });

  it("leave a neighbour's host where it is", () => {
    const net = new Net();
    net.zone("Z", "example.com");
    for (const region of [home, other]) publish(net, region, ["shop", "api"]);
    const urn = `${home}-shop`;
    const rules = [{ match: { urn }, effect: { kind: "unhealthy" } as const }];
    expect(moved(effects(net.state, { faults: { rules } }))).toEqual([
      `shop.example.com near ${home}: ${other}`,
    ]);
  });

  it("name an alarm of which nothing can be said", () => {
    const net = new Net();
    const outputs = {
      ...{ namespace: "AWS/SQS", metricName: "Age", statistic: "Maximum", threshold: 1 },
      comparisonOperator: "GreaterThanThreshold",
    };
    net.put("aws:cloudwatch/metricAlarm:MetricAlarm", "old-messages", outputs, home);
    expect(effects(net.state, {})).toMatchObject({
      unknown: [`${home} old-messages`],
      ...{ alarms: [], metrics: [] },
    });
  });
});

/** Public hosts behind one load balancer of a region, each with a target group and a check of its own. */
function publish(net: Net, region: string, hosts: readonly string[]): void {
  net.put("aws:ec2/vpc:Vpc", `vpc-${region}`, {}, region);
  const alias: Properties = { ...net.balancer(region, region), evaluateTargetHealth: false };
  for (const host of hosts) {
    const group = `arn:group:${region}-${host}`;
    const own = `${host}.${region}.example.com`;
    const actions = [{ type: "forward", targetGroupArn: group }];
    const conditions = [{ hostHeader: { values: [`${host}.example.com`, own] } }];
    const rule = { listenerArn: `arn:listener:${region}`, actions, conditions };
    const cluster = `arn:aws:eks:${region}:123456789012:cluster/c`;
    net.put("aws:lb/targetGroup:TargetGroup", group, { arn: group }, region);
    net.put("aws:lb/listenerRule:ListenerRule", `rule-${region}-${host}`, rule, region);
    net.put(bindingType, `ns/${host}`, { spec: { targetGroupARN: group } }, cluster);
    net.record("Z", own, { aliases: [alias] });
    net.put(checkType, `check-${region}-${host}`, { type: "HTTPS", fqdn: own });
    net.record("Z", `${host}.example.com`, {
      ...{ setIdentifier: region, aliases: [alias] },
      ...{ latencyRoutingPolicies: [{ region }], healthCheckId: `check-${region}-${host}` },
    });
  }
}
