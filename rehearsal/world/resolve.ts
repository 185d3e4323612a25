/**
 * What a DNS client is told, by Route 53's rules: the zones of the client's VPC before the public ones, the longest
 * zone that covers the name, the record set's routing policy over what is healthy, aliases followed to what they name.
 *
 * Sources (read 2026-11), all docs.aws.amazon.com/Route53/latest/DeveloperGuide: hosted-zone-private-considerations,
 * resource-record-sets-choosing-alias-non-alias (an alias to a load balancer has a TTL of 60 seconds),
 * health-checks-how-route-53-chooses-records, DomainNameFormat (asterisk).
 */
import type { Answer, DnsAnswer, ResolveRequest, Step } from "./dns";
import { everythingHealthy, health, type Health } from "./health";
import type { CloudObject } from "./model";
import { isProperties, textAt, valueAt, valuesAt } from "./paths";
import { chooseRecords, type Choice } from "./routing";
import { calm, type Situation } from "./situation";
import type { Store } from "./store";
import { balancerType } from "./targets";
import { trafficIn, vpcsOf, type Traffic } from "./traffic";

const zoneType = "aws:route53/zone:Zone";
const recordType = "aws:route53/record:Record";
const vpcType = "aws:ec2/vpc:Vpc";

/** A chain of aliases and CNAMEs longer than this is a loop. */
const longestChain = 16;
const aliasTtlSeconds = 60;

export function resolve(situation: Situation, request: ResolveRequest): Answer {
  return resolverOf(situation).ask(request);
}

/** What answers in a situation, and by which health: worked out once for all that is asked. */
export interface SituationResolver {
  readonly ask: (request: ResolveRequest) => Answer;
  readonly health: Health;
  /** Where requests go while nothing is wrong. */
  readonly calmTraffic: Traffic;
}

export function resolverOf(situation: Situation): SituationResolver {
  const untroubled = calm(situation);
  const calmTraffic = once(() =>
    trafficIn(untroubled, (request) => answerIn(untroubled, everythingHealthy, request)),
  );
  const found: Health = health(situation, {
    resolve: (name, region) => ask({ name, from: { internet: true, region } }),
    traffic: (balancerArn) => calmTraffic()(balancerArn),
  });
  const ask = (request: ResolveRequest): Answer => answerIn(situation, found, request);
  return { ask, health: found, calmTraffic: (balancerArn) => calmTraffic()(balancerArn) };
}

function answerIn({ store }: Situation, found: Health, request: ResolveRequest): Answer {
  return new Resolver(store, found, request).answer(plainName(request.name), []);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A DNS name in small letters without its final dot. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

class Resolver {
  private readonly type: string;
  private readonly region: string;

  constructor(
    private readonly store: Store,
    private readonly health: Health,
    private readonly request: ResolveRequest,
  ) {
    this.type = request.type ?? "A";
    const { from } = request;
    const vpc = "vpcId" in from ? store.find(vpcType, from.vpcId)?.object : undefined;
    this.region = "vpcId" in from ? (vpc?.scope ?? "") : from.region;
  }

  answer(name: string, chain: readonly Step[]): Answer {
    if (chain.length > longestChain) return nothing("loop", chain);
    const zone = this.zoneOf(name);
    if (!zone) return nothing("noZone", chain);
    const found = this.inZone(zone, name, chain);
    const described = { id: zone.id, name: zoneName(zone), private: this.isPrivate(zone) };
    return { ...found, zone: described };
  }

  /** The records of a name in one zone, and where they lead. */
  private inZone(zone: CloudObject, name: string, chain: readonly Step[]): Answer {
    const records = recordsOf(this.store, zone.id, name);
    if (records.length === 0) return nothing("nameError", chain);
    const ofType = records.filter((record) => record.outputs["type"] === this.type);
    const cname = records.filter((record) => record.outputs["type"] === "CNAME");
    const candidates = ofType.length > 0 ? ofType : cname;
    if (candidates.length === 0) return nothing("noData", chain);
    const choice = chooseRecords(candidates, {
      region: this.region,
      draw: this.request.draw ?? 0,
      isHealthy: (record) => this.isHealthy(record, chain.length),
    });
    return this.follow(choice, zone, chain);
  }

  private follow(choice: Choice, zone: CloudObject, chain: readonly Step[]): Answer {
    const answers: DnsAnswer[] = [];
    let { failOpen } = choice;
    let [ttlSeconds, steps] = [Infinity, chain];
    for (const record of choice.records) {
      const passed = [...steps, stepOf(record, zone)];
      const target = this.targetOf(record, passed);
      steps = target.chain;
      failOpen ||= target.failOpen;
      ttlSeconds = Math.min(ttlSeconds, target.ttlSeconds);
      answers.push(...target.answers);
      if (target.status !== "answered") return { ...target, failOpen };
    }
    return { status: "answered", answers, ttlSeconds, chain: steps, failOpen };
  }

  private targetOf(record: CloudObject, chain: readonly Step[]): Answer {
    const alias = aliasOf(record);
    if (alias) {
      const balancer = balancerNamed(this.store, alias.name);
      if (balancer) return answered([balancer], aliasTtlSeconds, chain);
      const zone = this.store.find(zoneType, alias.zoneId)?.object;
      if (zone) return this.inZone(zone, plainName(alias.name), chain);
      return answered([{ value: plainName(alias.name) }], aliasTtlSeconds, chain);
    }
    const ttl = valueAt(record.outputs, "ttl");
    const ttlSeconds = typeof ttl === "number" ? ttl : aliasTtlSeconds;
    const values = valuesAt(record.outputs, "records[]").map(String);
    if (record.outputs["type"] !== "CNAME" || this.type === "CNAME") {
      return answered(
        values.map((value) => ({ value })),
        ttlSeconds,
        chain,
      );
    }
    const next = this.answer(plainName(values[0] ?? ""), chain);
    return { ...next, ttlSeconds: Math.min(ttlSeconds, next.ttlSeconds) };
  }

  /** By the record's own health check, and by that of what its alias names where it asks for that. */
  private isHealthy(record: CloudObject, depth: number): boolean {
    const check = textAt(record.outputs, "healthCheckId");
    if (check !== undefined && check !== "" && !this.health.check(check)) return false;
    const alias = aliasOf(record);
    if (!alias?.evaluateTargetHealth || depth > longestChain) return true;
    const balancer = balancerNamed(this.store, alias.name);
    if (balancer?.loadBalancerArn !== undefined) {
      return this.health.loadBalancer(balancer.loadBalancerArn);
    }
    const targets = recordsOf(this.store, alias.zoneId, plainName(alias.name));
    return targets.length === 0 || targets.some((one) => this.isHealthy(one, depth + 1));
  }

  private zoneOf(name: string): CloudObject | undefined {
    const labels = name.split(".");
    // The longest first.
    const covering = labels.flatMap((_label, index) => {
      const cut = labels.slice(index).join(".");
      const found = this.store.mentioning(cut, zoneType).map(({ object }) => object);
      return found.filter((zone) => zoneName(zone) === cut);
    });
    return (
      covering.find((zone) => this.answersFrom(zone)) ??
      covering.find((zone) => !this.isPrivate(zone))
    );
  }

  private answersFrom(zone: CloudObject): boolean {
    const { from } = this.request;
    if (!("vpcId" in from)) return false;
    const vpc = this.store.find(vpcType, from.vpcId)?.object;
    if (vpc?.outputs["enableDnsSupport"] === false) return false;
    return vpcsOf(this.store, zone).includes(from.vpcId);
  }

  private isPrivate(zone: CloudObject): boolean {
    return vpcsOf(this.store, zone).length > 0;
  }
}

function nothing(status: Answer["status"], chain: readonly Step[]): Answer {
  return { status, answers: [], ttlSeconds: 0, chain, failOpen: false };
}

function answered(
  answers: readonly DnsAnswer[],
  ttlSeconds: number,
  chain: readonly Step[],
): Answer {
  return { status: "answered", answers, ttlSeconds, chain, failOpen: false };
}

function stepOf(record: CloudObject, zone: CloudObject): Step {
  const setIdentifier = textAt(record.outputs, "setIdentifier");
  return {
    zoneId: zone.id,
    name: nameOf(record),
    type: textAt(record.outputs, "type") ?? "",
    ...(setIdentifier === undefined || setIdentifier === "" ? {} : { setIdentifier }),
  };
}

function zoneName(zone: CloudObject): string {
  return plainName(textAt(zone.outputs, "name") ?? "");
}

/** The record's full name: the provider answers it whatever form of the name was given. */
function nameOf(record: CloudObject): string {
  return plainName(textAt(record.outputs, "fqdn") ?? "");
}

/** The records with the name, or else those of the nearest asterisk above it. */
function recordsOf(store: Store, zoneId: string, name: string): readonly CloudObject[] {
  const labels = name.split(".");
  const asterisks = labels.map((_label, index) => ["*", ...labels.slice(index + 1)].join("."));
  for (const candidate of [name, ...asterisks]) {
    const written = [candidate, candidate.replace("*", "\\052")];
    const found = [...new Set(written)]
      .flatMap((text) => store.mentioning(text, recordType))
      .map(({ object }) => object)
      .filter(({ outputs }) => outputs["zoneId"] === zoneId)
      .filter((record) => written.includes(nameOf(record)));
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

interface Alias {
  readonly name: string;
  readonly zoneId: string;
  readonly evaluateTargetHealth: boolean;
}

function aliasOf(record: CloudObject): Alias | undefined {
  const alias = valueAt(record.outputs, "aliases[]");
  if (!isProperties(alias)) return undefined;
  const [name, zoneId] = [textAt(alias, "name"), textAt(alias, "zoneId")];
  if (name === undefined || zoneId === undefined) return undefined;
  return { name, zoneId, evaluateTargetHealth: alias["evaluateTargetHealth"] === true };
}

function balancerNamed(store: Store, name: string): DnsAnswer | undefined {
  const wanted = plainName(name).replace(/^dualstack\./, "");
  const found = store
    .all(balancerType)
    .find(({ object }) => plainName(textAt(object.outputs, "dnsName") ?? "") === wanted);
  if (!found) return undefined;
  const { object } = found;
  const loadBalancerArn = textAt(object.outputs, "arn") ?? object.id;
  return { value: wanted, loadBalancerArn, region: object.scope };
}
