// Every mutation of every specimen that can be made, tried.
import { entryOf, invokeOf } from "../../../../rehearsal/catalogue/catalogue";
import { invokes, models } from "../../../../rehearsal/models/index";
import type { Model, Properties, Value } from "../../../../rehearsal/world/model";
import { isList, isProperties, without } from "../../../../rehearsal/world/paths";
import type { Answer, Bench, Specimen } from "./bench";
import { edgesOf, gone, identityOf, textsIn } from "./edges";
import { withAt, type Steps } from "./places";
import { replacements } from "./replacements";
import { spoilt, spoiltArguments, type InputKind } from "./spoilt";
import { stricter, type Stricter } from "./stricter";

export type Kind =
  | InputKind
  /** A reference leads to what does not exist. */
  | "gone"
  /** A reference leads into another region. */
  | "away"
  /** A second one of what is there. */
  | "twin"
  /** The deletion of what an object refers to. */
  | "use"
  /** A change that forces replacement. */
  | "replacement"
  /** A change in place of what never changes. */
  | "immutable";

/** One mutated call and what came of it. */
export interface Trial {
  readonly kind: Kind;
  readonly type: string;
  /** Where it was done; of a use also what is deleted. */
  readonly path: string;
  /** The call that answered: `check` where the provider did by itself. */
  readonly call: "check" | "create" | "update" | "delete" | "diff" | "invoke";
  /** What was put there, as text. */
  readonly value: string;
  readonly answer: Answer;
  /** Of a use that was served: whether what refers went along. */
  readonly took?: boolean;
}

type About = Pick<Trial, "kind" | "type" | "path" | "value">;

/** Mutated inputs: made anew in the object's place, and where Diff allows it in place. */
function tried(bench: Bench, specimen: Specimen, inputs: Properties, about: About): Trial[] {
  const { inputs: checked, failures } = bench.check(specimen, inputs);
  if (failures.length > 0) return [{ ...about, call: "check", answer: { by: "check", failures } }];
  const trials: Trial[] = [
    { ...about, call: "create", answer: bench.createInstead(specimen, checked) },
  ];
  const { changes, replaces } = bench.diff(specimen, checked);
  if (Object.keys(changes).length > 0 && replaces.length === 0) {
    trials.push({ ...about, call: "update", answer: bench.update(specimen, checked) });
  }
  return trials;
}

/** The inputs of every specimen spoilt, each type once in each way at each path. */
export function inputTrials(bench: Bench): readonly Trial[] {
  const seen = new Set<string>();
  return bench.specimens.flatMap((specimen) =>
    spoilt(specimen.model, specimen.inputs).flatMap(({ kind, path, value, inputs }) => {
      const key = [specimen.type, kind, path].join(" ");
      if (seen.has(key)) return [];
      seen.add(key);
      return tried(bench, specimen, inputs, { kind, type: specimen.type, path, value });
    }),
  );
}

/** What every edge leads to: gone, in another region, or deleted while nothing else uses it. */
export function edgeTrials(bench: Bench): readonly Trial[] {
  return edgesOf(bench).flatMap(({ from, to, steps, path, value, away }) => {
    const led = (kind: "gone" | "away", there: string): Trial[] => {
      const inputs = withAt(from.inputs, steps, there);
      return tried(bench, from, inputs, { kind, type: from.type, path, value: there });
    };
    const others = bench
      .referrers(to.object, [to.object.id, identityOf(to, "arn"), value])
      .filter(({ urn, outputs }) => urn !== from.urn && outputs["arn"] !== from.object.scope);
    const use: Trial = {
      kind: "use",
      type: from.type,
      path: `${path} of ${to.type}`,
      call: "delete",
      value,
      ...bench.delete(to, { gone: others, user: from.object }),
    };
    return [...led("gone", gone(value)), ...(away ? led("away", away) : []), use];
  });
}

/** References that a model declares and no specimen has: put where they can stand. */
export function declaredTrials(bench: Bench): readonly Trial[] {
  const led = new Set(edgesOf(bench).map(({ from, path }) => `${from.type} ${path}`));
  return [...models.values()].flatMap((model) =>
    (model.references ?? [])
      .filter(({ path }) => !led.has(`${model.type} ${path}`))
      .map((reference) => declaredTrial(bench, model, reference)),
  );
}

type Reference = NonNullable<Model["references"]>[number];

/** In the place of whatever input else excludes it. Served where the model's own refusal never comes. */
function declaredTrial(bench: Bench, model: Model, { path, by, missing }: Reference): Trial {
  const value = by === "arn" ? `arn:aws:iam::111122223333:policy/gone` : "gone-00000000000000000";
  const { code } = missing(value);
  const about = { kind: "gone", type: model.type, path, value, call: "create" } as const;
  for (const specimen of bench.specimens.filter(({ type }) => type === model.type)) {
    for (const name of ["", ...Object.keys(specimen.inputs)]) {
      const inputs = put(without(specimen.inputs, name), path.split("."), value);
      const checked = bench.check(specimen, inputs);
      if (checked.failures.length > 0) continue;
      const answer = bench.createInstead(specimen, checked.inputs);
      if (answer !== "served" && answer.by === "service" && answer.code === code) {
        return { ...about, answer };
      }
    }
  }
  return { ...about, answer: "served" };
}

/** The properties with a value at a model's path; through lists by their first element. */
function put(
  whole: Value | undefined,
  [step = "", ...rest]: readonly string[],
  value: Value,
): Properties {
  const into = step.endsWith("[]");
  const name = step.replace("[]", "");
  const block = isProperties(whole) ? whole : {};
  const old = block[name];
  const inside = isList(old) ? old[0] : old;
  const changed = rest.length === 0 ? value : put(inside, rest, value);
  return { ...block, [name]: into || isList(old) ? [changed] : changed };
}

/** A second one of every type, just like the first. */
export function twinTrials(bench: Bench): readonly Trial[] {
  return oneOfEach(bench).map((specimen) => {
    const { type, checked } = specimen;
    const answer = bench.createBeside(specimen, checked);
    return { kind: "twin", type, path: "", call: "create", value: "", answer };
  });
}

function oneOfEach({ specimens }: Bench): readonly Specimen[] {
  return [...new Map([...specimens].reverse().map((one) => [one.type, one])).values()];
}

/** A second one of what the rehearsal alone refuses. */
export function stricterAnswers(bench: Bench): readonly (readonly [Stricter, Answer])[] {
  const ones = oneOfEach(bench);
  return stricter.map((one) => {
    const specimen = ones.find(({ type }) => type === one.type);
    if (!specimen) throw new Error(`no object of ${one.type}`);
    return [one, bench.createBeside(specimen, { ...specimen.checked, ...one.with })];
  });
}

/** A change at every path that the provider replaces for: served where Diff does not say so, with all it touches. */
export function replacementTrials(bench: Bench): readonly Trial[] {
  return oneOfEach(bench).flatMap((specimen) => {
    const { model, type, checked } = specimen;
    const { on = [], pinned = [] } = replacements[type] ?? {};
    const paths = [...on, ...pinned, ...(model.placement === "regional" ? ["region"] : [])];
    return paths.map((path): Trial => {
      const { changes, replaces } = bench.diff(specimen, put(checked, path.split("."), "another"));
      const [top = ""] = path.split(".");
      const kinds = Object.values(changes);
      const forced = replaces.join() === top && kinds.every((kind) => kind.endsWith("_REPLACE"));
      const answer: Answer = forced
        ? { by: "service", code: "Replace", message: Object.keys(changes).join() }
        : "served";
      return { kind: "replacement", type, path, call: "diff", value: "another", answer };
    });
  });
}

/** Properties of custom kinds that an update may not change. */
export function immutableTrials(bench: Bench): readonly Trial[] {
  return oneOfEach(bench).flatMap((specimen) => {
    const { type, inputs } = specimen;
    return (entryOf(type).immutable ?? []).flatMap((path) => {
      const found = textsIn(inputs).find((text) => text.path === path);
      const steps: Steps = path.split(".");
      const value = found?.text === "ip" ? "instance" : found ? gone(found.text) : "ipv6";
      const changed = withAt(inputs, steps, value);
      const about = { kind: "immutable", type, path, value } as const;
      return tried(bench, specimen, changed, about).filter(({ call }) => call !== "create");
    });
  });
}

/** What a data source cannot do without: an object of its type, by its id and in its region. */
const needed: Readonly<Record<string, readonly [argument: string, type: string]>> = {
  "aws:secretsmanager/getSecretVersion:getSecretVersion": [
    "secretId",
    "aws:secretsmanager/secret:Secret",
  ],
};

function neededOf({ specimens }: Bench, token: string): Properties {
  const [argument, type] = needed[token] ?? [];
  const found = specimens.find((one) => one.type === type);
  if (argument === undefined || !found) return {};
  return { [argument]: found.object.id, region: found.object.scope };
}

/** The arguments of every data source spoilt. */
export function invokeTrials(bench: Bench): readonly Trial[] {
  return [...invokes.keys()].flatMap((token) =>
    spoiltArguments(invokeOf(token).args, neededOf(bench, token)).map(
      ({ kind, path, value, inputs }) => ({
        kind,
        type: token,
        path,
        value,
        call: "invoke",
        answer: bench.invoke(token, inputs),
      }),
    ),
  );
}
