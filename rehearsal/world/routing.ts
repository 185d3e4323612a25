/** Which records of a set Route 53 answers with: by their policy, over those that are healthy. */
import type { CloudObject } from "./model";
import { textAt, valueAt } from "./paths";
import { distanceKilometres } from "./regions";

export interface Choice {
  readonly records: readonly CloudObject[];
  /** Whether none was healthy, so that all were taken for healthy. */
  readonly failOpen: boolean;
}

export interface Asker {
  /** Where the client is, or its resolver. */
  readonly region: string;
  /** Between 0 and 1: where the dice fall. */
  readonly draw: number;
  readonly isHealthy: (record: CloudObject) => boolean;
}

/** A multivalue answer holds no more than this. */
const mostValues = 8;

/** `records` all have one name and type. Throws for a policy that the rehearsal does not know. */
export function chooseRecords(records: readonly CloudObject[], asker: Asker): Choice {
  const policy = policyOf(records);
  // A simple record is answered whatever its health: there is nothing to answer instead.
  if (policy === "simple") return { records: records.slice(0, 1), failOpen: false };
  const weighing = policy === "weighted" ? weighed(records) : records;
  const healthy = weighing.filter(asker.isHealthy);
  const failOpen = healthy.length === 0;
  const candidates = failOpen ? weighing : healthy;
  return { records: choose[policy](candidates, asker), failOpen };
}

const policies = {
  weighted: "weightedRoutingPolicies",
  latency: "latencyRoutingPolicies",
  failover: "failoverRoutingPolicies",
  multivalue: "multivalueAnswerRoutingPolicy",
} as const;
type Policy = keyof typeof policies | "simple";

const unknownPolicies = [
  "geolocationRoutingPolicies",
  "geoproximityRoutingPolicy",
  "cidrRoutingPolicy",
];

function policyOf(records: readonly CloudObject[]): Policy {
  const says = (input: string): boolean =>
    records.some(({ outputs }) => {
      const value = outputs[input];
      return value !== undefined && value !== null && value !== false;
    });
  const strange = unknownPolicies.find(says);
  if (strange !== undefined) throw new Error(`resolve does not know the policy ${strange} yet`);
  const names = Object.keys(policies) as (keyof typeof policies)[];
  return names.find((policy) => says(policies[policy])) ?? "simple";
}

const choose: Record<
  Exclude<Policy, "simple">,
  (records: readonly CloudObject[], asker: Asker) => readonly CloudObject[]
> = {
  weighted: (records, { draw }) => {
    const total = records.reduce((sum, record) => sum + weightOf(record), 0);
    let left = draw * total;
    const met = records.find((record) => (left -= weightOf(record)) < 0);
    const chosen = total === 0 ? records[Math.floor(draw * records.length)] : met;
    return [chosen ?? records.at(-1)].filter((record) => record !== undefined);
  },
  latency: (records, { region }) => {
    const distance = (record: CloudObject): number =>
      distanceKilometres(region, textAt(record.outputs, "latencyRoutingPolicies.region") ?? "");
    const sorted = [...records].sort((left, right) => nearer(distance(left), distance(right)));
    return sorted.slice(0, 1);
  },
  failover: (records) => {
    const primary = records.filter(
      ({ outputs }) => textAt(outputs, "failoverRoutingPolicies.type") === "PRIMARY",
    );
    return (primary.length > 0 ? primary : records).slice(0, 1);
  },
  multivalue: (records) => records.slice(0, mostValues),
};

/** Infinity less infinity is no number to sort by. */
function nearer(left: number, right: number): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

function weightOf(record: CloudObject): number {
  const weight = valueAt(record.outputs, "weightedRoutingPolicies.weight");
  return typeof weight === "number" ? weight : 0;
}

/** Records of weight zero count only where all have it. */
function weighed(records: readonly CloudObject[]): readonly CloudObject[] {
  const heavy = records.filter((record) => weightOf(record) > 0);
  return heavy.length > 0 ? heavy : records;
}
