/** Generated systems, and generated lives of one: what is declared next, and what happens while it is deployed. */
import fc from "fast-check";

import type { CallEffect } from "../../../rehearsal/world/faults";
import { callEffects, type Mishap } from "./mishaps";
import { home, type SmallService, type SmallStore, type SmallSystem } from "./small-system";

/** What happens at one step of a life. */
export type Event =
  | { readonly kind: "up" }
  /** Something goes wrong at the nth changing call of the update, which is then run again. */
  | (Mishap & { readonly nth: number })
  | { readonly kind: "refresh" }
  /** That region is down during an update, and comes back for the next one. */
  | { readonly kind: "outage"; readonly region: string }
  | { readonly kind: "destroy" };

/** A system is declared, and something happens on the way to it. */
export interface Step {
  readonly system: SmallSystem;
  readonly event: Event;
}

/** Steps one after the other, from nothing. */
export type Life = readonly Step[];

const others = ["us-east-1", "ap-northeast-1"] as const;
const keys = ["shop", "wishlist", "basket"] as const;
const stores: readonly SmallStore[] = ["carts", "wishes"];

/** The zones that every region is born in. */
const born = "ab";
const zones = fc.constantFrom(born, born, "abc");

const regions = fc
  .tuple(fc.subarray([...others], { maxLength: 1 }), zones, zones)
  .map(([more, first, second]) =>
    Object.fromEntries([
      [home, first] as const,
      ...more.map((region) => [region, second] as const),
    ]),
  );

function serviceOf(key: string): fc.Arbitrary<SmallService> {
  return fc.record({
    calls: fc.subarray(keys.filter((other) => other !== key)),
    keeps: fc.subarray([...stores]),
    public: fc.boolean(),
    version: fc.nat({ max: 2 }),
    replicas: fc.integer({ min: 1, max: 3 }),
    port: fc.constantFrom(8080, 8081),
    protocol: fc.constantFrom("http" as const, "grpc" as const),
  });
}

const settings = fc.record(
  {
    delegated: fc.boolean(),
    nat: fc.constantFrom("perZone" as const, "single" as const),
    logRetentionDays: fc.constantFrom(30, 90),
    operators: fc.constantFrom("192.0.2.0/24", "198.51.100.0/24"),
    nodes: fc.record({
      cpuLimit: fc.constantFrom(100, 200),
      capacityTypes: fc.constantFrom(
        ["on-demand" as const],
        ["on-demand" as const, "spot" as const],
      ),
    }),
    tags: fc.constant({ team: "shop" }),
  },
  { requiredKeys: [] },
);

/** Any system of one or two regions and up to three services. */
export const systems: fc.Arbitrary<SmallSystem> = fc
  .record({
    regions,
    present: fc.subarray([...keys], { minLength: 1 }),
    all: fc.tuple(...keys.map(serviceOf)),
    settings,
  })
  .map(({ regions: chosen, present, all, settings: given }) => ({
    ...given,
    regions: chosen,
    services: Object.fromEntries(
      keys.flatMap((key, index) => {
        const { calls = [], ...spec } = all[index] ?? {};
        const known = calls.filter((other) => present.some((one) => one === other));
        return present.includes(key) ? [[key, { ...spec, calls: known }] as const] : [];
      }),
    ),
  }));

/** Small changes make few calls. */
const nth = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 60 }));
const effects = fc.constantFrom<CallEffect>(...Object.values(callEffects));

const events: fc.Arbitrary<Event> = fc.oneof(
  fc.constant<Event>({ kind: "up" }),
  fc.record({ kind: fc.constant("fault" as const), effect: effects, goesOn: fc.boolean(), nth }),
  fc.record({ kind: fc.constant("kill" as const), nth, done: fc.boolean() }),
  fc.constant<Event>({ kind: "refresh" }),
  fc.record({ kind: fc.constant("outage" as const), region: fc.constantFrom(home, ...others) }),
  fc.constant<Event>({ kind: "destroy" }),
);

/** Lives of so many steps. */
export function lives(steps: number): fc.Arbitrary<Life> {
  return fc
    .array(fc.record({ system: systems, event: events }), { minLength: steps, maxLength: steps })
    .map(bornSmall);
}

/**
 * The same life, but that a region has its third zone only after it was there with two, and keeps it while it stands:
 * what was born in that zone would keep it from being taken away (docs/decisions/0009).
 */
function bornSmall(life: Life): Life {
  let before: SmallSystem["regions"] = {};
  return life.map(({ system, event }) => {
    const regions = Object.entries(system.regions).map(([region, letters]) => {
      const had = event.kind === "destroy" ? undefined : before[region];
      return [region, had === undefined ? born : longer(had, letters)] as const;
    });
    before = Object.fromEntries(regions);
    return { system: { ...system, regions: before }, event };
  });
}

function longer(left: string, right: string): string {
  return left.length < right.length ? right : left;
}

/** The way back to the first system; through nothing, where a region would have to give up a zone for it. */
export function returning(life: Life): Step | undefined {
  const [first, last] = [life[0], life.at(-1)];
  if (first === undefined || last === undefined || life.length === 1) return undefined;
  const smaller = Object.entries(first.system.regions).some(
    ([region, letters]) => letters.length < (last.system.regions[region] ?? letters).length,
  );
  return { system: first.system, event: { kind: smaller ? "destroy" : "up" } };
}

/** The same system, with everything in it written down in the opposite order. */
export function backwards({ regions, services, ...rest }: SmallSystem): SmallSystem {
  return {
    ...rest,
    regions: reversed(regions),
    services: reversed(
      Object.fromEntries(
        Object.entries(services).map(([key, { calls = [], keeps = [], ...spec }]) => [
          key,
          { ...spec, calls: [...calls].reverse(), keeps: [...keeps].reverse() },
        ]),
      ),
    ),
  };
}

function reversed<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).reverse());
}
