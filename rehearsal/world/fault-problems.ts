/** What is wrong with faults and outages that somebody has written. */
import * as v from "valibot";
import { nearest } from "../catalogue/nearest";
import type { FaultSet } from "./faults";
import { checkType } from "./health";
import { Refusal } from "./model";
import { dataPlanes, everywhere, serviceOf } from "./outages";
import { isRegion } from "./regions";
import type { Registry } from "./registry";
import { deploymentType, targetGroupType } from "./targets";

/** What the world must be told of itself to judge a fault. */
export type Vocabulary = Pick<Registry, "types" | "tokens" | "model">;

/** Every problem, each with its place; none where the world can work with it. */
export function faultProblems(given: unknown, vocabulary: Vocabulary): readonly string[] {
  const { issues = [] } = v.safeParse(setOf(vocabulary), given);
  return issues.map((issue) => {
    const place = v.getDotPath(issue);
    return place === null ? issue.message : `${place}: ${issue.message}`;
  });
}

/** Throws a Refusal that lists every problem. */
export function requireSound(given: FaultSet, vocabulary: Vocabulary): void {
  const problems = faultProblems(given, vocabulary);
  if (problems.length === 0) return;
  throw new Refusal("InvalidFaults", ["these faults cannot be:", ...problems].join("\n  "));
}

const operations = ["create", "read", "update", "delete", "invoke"] as const;
/** What is asked whether it is well. */
const ailing = [checkType, targetGroupType, deploymentType];
const kinds = ["fail", "halfComplete", "hang", "throttle", "unhealthy"] as const;

function setOf(vocabulary: Vocabulary) {
  return object({
    rules: v.optional(v.array(ruleOf(vocabulary), listWanted)),
    down: v.optional(v.array(outageOf(vocabulary), listWanted)),
  });
}

function ruleOf({ types, tokens }: Vocabulary) {
  const type = known([...types, ...tokens], "type");
  const operation = v.picklist(operations, oneOf(operations));
  const match = object({
    type: v.optional(type),
    urn: v.optional(text),
    operation: v.optional(v.union([operation, some(operation)], oneOrSome(operations))),
    region: v.optional(region),
  });
  return v.pipe(
    object({ match, effect, nth: v.optional(count), times: v.optional(count) }),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed || dataset.value.effect.kind !== "unhealthy") return;
      for (const message of meaningless(dataset.value)) addIssue({ message });
    }),
  );
}

/** What a rule says that means nothing to things that are not well, which is no matter of calls. */
function meaningless(rule: {
  match: { type?: string | undefined; operation?: unknown };
  nth?: unknown;
  times?: unknown;
}): readonly string[] {
  const { nth, times, match } = rule;
  const given = Object.entries({ nth, times, operation: match.operation })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `${name} is of calls, and unhealthy meets none`);
  const { type } = match;
  return type === undefined || ailing.includes(type)
    ? given
    : [...given, `${type} is never unhealthy here; there are ${ailing.join(", ")}`];
}

function outageOf({ types, model }: Vocabulary) {
  const placed = (placement: "global" | "other"): readonly string[] => {
    const found = types.filter((type) => {
      const { placement: at } = model(type) ?? {};
      return placement === "global" ? at === "global" : at === "regional" || at === "cluster";
    });
    return [...new Set(found.map(serviceOf))].sort();
  };
  const [globals, regionals] = [placed("global"), placed("other")];
  const service = { service: v.optional(known([...globals, ...regionals], "service")) };
  const outage = object({
    region: v.union([v.literal(everywhere), region], notRegion),
    ...service,
    plane: v.optional(v.picklist(["control", "data"], oneOf(["control", "data"]))),
  });
  return v.pipe(
    outage,
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      for (const message of misplaced(dataset.value, globals, regionals)) addIssue({ message });
    }),
  );
}

/** What is wrong with an outage whose parts are all right. */
function misplaced(
  outage: { region: string; service?: string | undefined; plane?: string | undefined },
  globals: readonly string[],
  regionals: readonly string[],
): readonly string[] {
  const { region: where, service, plane } = outage;
  if (service === undefined) {
    const needed = where === everywhere ? [`${everywhere} needs a service`] : [];
    return plane === undefined ? needed : [...needed, "a plane needs a service"];
  }
  const [here, elsewhere] = where === everywhere ? [globals, regionals] : [regionals, globals];
  if (elsewhere.includes(service) && !here.includes(service)) {
    return [`${service} is not in ${where}; there are ${here.join(", ")}`];
  }
  if (plane !== "data" || dataPlanes.includes(service)) return [];
  return [
    `nothing depends on the data plane of ${service} here; it does on ${dataPlanes.join(", ")}`,
  ];
}

const listWanted = "a list is wanted";
const text = v.string("text is wanted");
const count = v.pipe(
  v.number("a whole number of at least 1 is wanted"),
  v.integer(({ received }) => `a whole number of at least 1 is wanted, not ${received}`),
  v.minValue(1, ({ received }) => `a whole number of at least 1 is wanted, not ${received}`),
);
const seconds = v.pipe(
  v.number("a number of seconds above 0 is wanted"),
  v.finite(({ received }) => `a number of seconds above 0 is wanted, not ${received}`),
  v.gtValue(0, ({ received }) => `a number of seconds above 0 is wanted, not ${received}`),
);
const notRegion = ({ received }: { received: string }): string => `AWS has no region ${received}`;
const region = v.pipe(text, v.check(isRegion, notRegion));
const words = { code: v.optional(text), message: v.optional(text) };
const effect = v.variant(
  "kind",
  [
    object({ kind: v.literal("fail"), ...words }),
    object({ kind: v.literal("halfComplete"), ...words }),
    object({
      kind: v.literal("hang"),
      seconds,
      done: v.optional(v.boolean("true or false is wanted")),
    }),
    object({ kind: v.literal("throttle") }),
    object({ kind: v.literal("unhealthy") }),
  ],
  oneOf(kinds),
);

/** An object with these keys and no other. */
function object<const Entries extends v.ObjectEntries>(entries: Entries) {
  const names = Object.keys(entries);
  return v.strictObject(entries, ({ expected, received }) => {
    if (expected === "never") return `there is no such key; there are ${names.join(", ")}`;
    if (received === "undefined") return "is missing";
    return `a map with the keys ${names.join(", ")} is wanted`;
  });
}

/** A list with something in it. */
function some<const Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(item), v.minLength(1, oneOrSome(operations)));
}

/** One of the words; another is told which it was probably meant to be. */
function known(all: readonly string[], what: string) {
  return v.pipe(
    text,
    v.check(
      (word) => all.includes(word),
      ({ input }) => {
        const near = nearest(input, all);
        return `the rehearsal knows no ${what} ${input}${near === undefined ? "" : `; ${near}?`}`;
      },
    ),
  );
}

function oneOf(all: readonly string[]) {
  return ({ received }: { received: string }): string =>
    `one of ${all.join(", ")} is wanted, not ${received}`;
}

function oneOrSome(all: readonly string[]): string {
  return `one or several of ${all.join(", ")} are wanted`;
}
