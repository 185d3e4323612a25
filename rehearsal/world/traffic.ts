/**
 * Who asks for what: a steady stream of requests goes wherever DNS leads it. How many requests there are is assumed;
 * that there are some, and where they go, is what decides.
 *
 * Source (read 2026-11): docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints
 * (checkers in many places ask without agreeing with one another, each once in an interval).
 */
import type { Answer, ResolveRequest } from "./dns";
import type { CloudObject } from "./model";
import { dataIsDown } from "./outages";
import { textAt, valueAt, valuesAt } from "./paths";
import type { Situation } from "./situation";
import type { Store } from "./store";

const zoneType = "aws:route53/zone:Zone";
const associationType = "aws:route53/zoneAssociation:ZoneAssociation";
const recordType = "aws:route53/record:Record";
const vpcType = "aws:ec2/vpc:Vpc";
const checkType = "aws:route53/healthCheck:HealthCheck";

/** Assumed: what the users near a region, or the pods of a VPC, ask of one name. */
const requestsPerMinute = 60;
/** Assumed: AWS says that there are many, and not how many. */
const checkers = 15;
const usualIntervalSeconds = 30;

export type Ask = (request: ResolveRequest) => Answer;

/** A name with one kind of clients that ask for it. */
export interface Asked {
  readonly name: string;
  /** Asked from a VPC rather than from the internet. */
  readonly private: boolean;
  /** Where the clients are, or what they are near to. */
  readonly region: string;
  readonly from: ResolveRequest["from"];
}

/** Requests a minute that reach a load balancer, by the host that they are for. */
export type Traffic = (balancerArn: string) => ReadonlyMap<string, number>;

/**
 * Every name that somebody asks for: public ones near each region that has a VPC, private ones from each VPC of their
 * zone. Names that software asks for (`_service`, asterisks) are not among them.
 */
export function askedNames({ store }: Situation): readonly Asked[] {
  const vpcs = store.all(vpcType).map(({ object }) => object);
  const regions = [...new Set(vpcs.map(({ scope }) => scope))].sort();
  const found = store.all(zoneType).flatMap(({ object: zone }) => {
    const own = vpcsOf(store, zone);
    const names = namesIn(store, zone.id);
    const inside = vpcs.filter(({ id }) => own.includes(id));
    return names.flatMap((name): readonly Asked[] =>
      own.length === 0
        ? regions.map((region) => ({
            name,
            private: false,
            region,
            from: { internet: true, region },
          }))
        : inside.map(({ id, scope }) => ({
            ...{ name, private: true, region: scope },
            from: { vpcId: id },
          })),
    );
  });
  return found.sort((left, right) => compare(left, right));
}

/** The VPCs of a private zone; none of a public one. */
export function vpcsOf(store: Store, zone: CloudObject): readonly string[] {
  const own = valuesAt(zone.outputs, "vpcs.vpcId");
  const associated = store
    .referrers(zone.id, associationType)
    .map(({ object }) => object.outputs["vpcId"] ?? null);
  return [...own, ...associated].filter((id) => typeof id === "string");
}

/**
 * Where the requests of users, of pods that run, and of health checks go. A name that leads to one place alone, as a
 * region's own name does, is asked for in that region only.
 */
export function trafficIn(situation: Situation, ask: Ask): Traffic {
  const { store, down } = situation;
  const byBalancer = new Map<string, Map<string, number>>();
  const add = (name: string, balancerArn: string, perMinute: number): void => {
    const hosts = byBalancer.get(balancerArn) ?? new Map<string, number>();
    byBalancer.set(balancerArn, hosts.set(name, (hosts.get(name) ?? 0) + perMinute));
  };
  for (const asked of askedNames(situation)) {
    if (asked.private && dataIsDown(down, asked.region, "ec2")) continue;
    const { answers, chain } = ask(asked);
    const isChosen = chain.some(({ setIdentifier }) => setIdentifier !== undefined);
    for (const { loadBalancerArn, region } of answers) {
      if (loadBalancerArn === undefined || !(isChosen || region === asked.region)) continue;
      add(asked.name, loadBalancerArn, requestsPerMinute);
    }
  }
  for (const { object } of store.all(checkType)) {
    const name = textAt(object.outputs, "fqdn");
    if (name === undefined || object.outputs["disabled"] === true) continue;
    const interval = Number(valueAt(object.outputs, "requestInterval") ?? usualIntervalSeconds);
    const { answers } = ask({ name, from: { internet: true, region: "us-east-1" } });
    for (const { loadBalancerArn } of answers) {
      if (loadBalancerArn !== undefined) add(name, loadBalancerArn, (checkers * 60) / interval);
    }
  }
  return (balancerArn) => byBalancer.get(balancerArn) ?? new Map<string, number>();
}

function namesIn(store: Store, zoneId: string): readonly string[] {
  const names = store
    .referrers(zoneId, recordType)
    .map(({ object }) => object)
    .filter(({ outputs }) => ["A", "AAAA", "CNAME"].includes(textAt(outputs, "type") ?? ""))
    .map(({ outputs }) => (textAt(outputs, "fqdn") ?? "").toLowerCase().replace(/\.$/, ""))
    .filter((name) => !/^(?:\*|\\052|_)/.test(name));
  return [...new Set(names)];
}

function compare(left: Asked, right: Asked): number {
  const [a, b] = [left, right].map((one) => `${one.name} ${String(one.private)} ${one.region}`);
  return (a ?? "") < (b ?? "") ? -1 : 1;
}
