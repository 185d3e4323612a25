/**
 * What becomes of stores, region by region.
 *
 * Source (read 2026-11): docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks (each replica
 * serves reads and writes by itself; what is written is replicated to one that was isolated once it is healthy). General
 * knowledge, not verified: a strongly consistent table writes while two of its three regions are there; a serverless cache
 * is of one region and keeps nothing elsewhere.
 */
import { dataIsDown } from "./outages";
import { textAt, valuesAt } from "./paths";
import type { Situation } from "./situation";
import type { Store } from "./store";

const tableType = "aws:dynamodb/table:Table";
const cacheType = "aws:elasticache/serverlessCache:ServerlessCache";

export interface StoreState {
  readonly kind: "table" | "cache";
  readonly name: string;
  readonly region: string;
  /**
   * A table is cut off where its region cannot be reached, and elsewhere keeps its writes pending for that region;
   * where too few replicas of a strongly consistent one are left, none takes writes. A cache's content is lost.
   */
  readonly state: "reachable" | "cutOff" | "writesPending" | "readOnly" | "lost";
}

/** Every store in every region that it is in. */
export function storeStates(situation: Situation): readonly StoreState[] {
  const { store } = situation;
  const states = [...tableStates(situation), ...cacheStates(situation, store)];
  return states.sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

function tableStates({ store, down }: Situation): readonly StoreState[] {
  return store.all(tableType).flatMap(({ object: { id: name, scope, outputs } }) => {
    const replicas = valuesAt(outputs, "replicas.regionName").map(String);
    const isStrong = textAt(outputs, "replicas.consistencyMode") === "STRONG";
    const witness = textAt(outputs, "globalTableWitness.regionName");
    const regions = [...new Set([scope, ...replicas])];
    const isAway = (region: string): boolean => dataIsDown(down, region, "dynamodb");
    const voters = witness === undefined ? regions : [...regions, witness];
    const hasQuorum = voters.filter((one) => !isAway(one)).length > voters.length / 2;
    const elsewhere = isStrong && !hasQuorum ? "readOnly" : "writesPending";
    const some = voters.some(isAway);
    return regions.map((region): StoreState => {
      const state = isAway(region) ? "cutOff" : some ? elsewhere : "reachable";
      return { kind: "table", name, region, state };
    });
  });
}

function cacheStates({ down }: Situation, store: Store): readonly StoreState[] {
  return store.all(cacheType).map(({ object: { id, scope, outputs } }): StoreState => {
    const name = textAt(outputs, "name") ?? id;
    const state = dataIsDown(down, scope, "elasticache") ? "lost" : "reachable";
    return { kind: "cache", name, region: scope, state };
  });
}

function keyOf({ kind, name, region }: StoreState): string {
  return `${kind} ${name} ${region}`;
}
