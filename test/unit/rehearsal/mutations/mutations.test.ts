// The mutation test: every modelled type and data source, spoilt in every way that applies to it. Each mutation is refused, with
// a path or with the service's own words, or a table says why AWS lets it through. See docs/rehearsal.md.
import { join } from "node:path";
import { invokes, models } from "../../../../rehearsal/models/index";
import { tellCases } from "../../../support/extent";
import { readTree } from "../../../support/source-tree";
import { allows, placesOf } from "./allowance";
import { allowedRest, allowedTwins } from "./allowed-rest";
import { allowedSecrets } from "./allowed-secrets";
import { allowedUses } from "./allowed-uses";
import { allowedWords } from "./allowed-words";
import { benchOf, type Bench } from "./bench";
import { makeMore } from "./more";
import { stricter } from "./stricter";
import { posesAsAws, sentenceOf, speaksOf, wordsFor } from "./telling";
import {
  declaredTrials,
  edgeTrials,
  immutableTrials,
  inputTrials,
  invokeTrials,
  replacementTrials,
  stricterAnswers,
  twinTrials,
  type Kind,
  type Trial,
} from "./trials";

const allowances = [
  ...allowedWords,
  ...allowedUses,
  ...allowedTwins,
  ...allowedRest,
  ...allowedSecrets,
];

/** What is done, and at how many places: each that comes or goes is seen in review. */
const kinds: readonly (readonly [Kind, count: number, what: string])[] = [
  ["missing", 161, "required inputs dropped"],
  ["unknown", 191, "inputs added that there are not"],
  ["type", 1517, "values of another type"],
  ["word", 491, "words outside an enumeration, or of no meaning"],
  ["number", 64, "numbers below what anything counts from"],
  ["long name", 33, "names too long"],
  ["bad name", 33, "names ill-formed"],
  ["gone", 131, "references to what does not exist"],
  ["away", 81, "references into another region"],
  ["replacement", 240, "changes that force replacement"],
  ["immutable", 6, "changes of what never changes"],
  ["twin", 61, "second ones of the same"],
  ["use", 119, "deletions while in use"],
];

/** What a count is compared as, so that a failure says what it means. */
function counted(kind: Kind, count: number): string {
  return (
    `${count} places of "${kind}". More: what was added to a model or a stack is tried now; write the new number into ` +
    "`kinds`. Fewer: the test has lost places; find out which, and write the number only if they are gone for good."
  );
}

let bench: Bench;
let trials: readonly Trial[];
beforeAll(async () => {
  bench = await benchOf("staging", (stack) => {
    makeMore(stack, ["eu-west-1", "us-east-1"]);
  });
  trials = [
    ...inputTrials(bench),
    ...edgeTrials(bench),
    ...declaredTrials(bench),
    ...twinTrials(bench),
    ...replacementTrials(bench),
    ...immutableTrials(bench),
    ...invokeTrials(bench),
  ];
});

afterAll(() => {
  tellCases(trials.length, "mutations of types and data sources");
});

function of(kind: Kind): readonly Trial[] {
  return trials.filter((trial) => trial.kind === kind);
}

function placesIn(some: readonly Trial[]): ReadonlySet<string> {
  return new Set(some.map(({ kind, type, path }) => `${kind} ${type} ${path}`));
}

function told({ kind, type, path, call, value, answer }: Trial): string {
  return `${kind} ${type} ${path} by ${call} with ${value}: ${JSON.stringify(answer)}`;
}

describe("the mutation test", () => {
  it("has an object of every modelled type, and asks every data source", () => {
    const types = new Set(bench.specimens.map(({ type }) => type));
    expect([...models.keys()].filter((type) => !types.has(type))).toEqual([]);
    const tried = new Set(trials.map(({ type }) => type));
    expect([...models.keys(), ...invokes.keys()].filter((type) => !tried.has(type))).toEqual([]);
  });

  it("starts from objects that the world takes as they are, anew and in place", () => {
    const wrong = bench.specimens.flatMap((specimen) => {
      const { checked, type, name } = specimen;
      const answers = [bench.createInstead(specimen, checked), bench.update(specimen, checked)];
      return answers
        .filter((answer) => answer !== "served")
        .map((answer) => `${type} ${name}: ${JSON.stringify(answer)}`);
    });
    expect(wrong).toEqual([]);
  });

  it.each(kinds)("%s: at %i places, %s", (kind, count) => {
    expect(counted(kind, placesIn(of(kind)).size)).toBe(counted(kind, count));
    const served = of(kind).filter(({ answer }) => answer === "served");
    const unexplained = served.filter((trial) => !allowances.some((one) => allows(one, trial)));
    expect(unexplained.map(told)).toEqual([]);
  });

  it("spoils the name of every type that has one, and leads astray every reference that a model declares", () => {
    const every = [...models.values()];
    const named = every.filter(({ name }) => name).map(({ type }) => type);
    for (const kind of ["long name", "bad name"] as const) {
      expect(of(kind).map(({ type }) => type)).toEqual(expect.arrayContaining(named));
    }
    const declared = every.flatMap(({ type, placement, references = [] }) =>
      references.map(({ path, where, to }) => {
        const elsewhere = where === "same" && placement === "regional" && models.has(to[0] ?? "");
        return { place: `${type} ${path}`, elsewhere };
      }),
    );
    const missing = (kind: Kind, some: typeof declared) =>
      some.map(({ place }) => `${kind} ${place}`).filter((place) => !placesIn(of(kind)).has(place));
    expect(missing("gone", declared)).toEqual([]);
    expect(
      missing(
        "away",
        declared.filter(({ elsewhere }) => elsewhere),
      ),
    ).toEqual([]);
  });

  it("is answered with what is wrong, and not with something else", () => {
    const others: readonly Kind[] = ["twin", "use", "replacement"];
    const refused = trials.filter(
      ({ answer, kind }) => answer !== "served" && !others.includes(kind),
    );
    expect(refused.filter((trial) => !speaksOf(trial)).map(told)).toEqual([]);
  });

  it("is answered with a code and a sentence where something stands in the way", () => {
    const wordless = [...of("twin"), ...of("use")].filter(
      ({ answer }) =>
        answer !== "served" &&
        (answer.by === "check" || answer.code === "NoModel" || sentenceOf(answer).length < 20),
    );
    expect(wordless.map(told)).toEqual([]);
  });

  it.each(["twin", "use", "gone", "away"] as const)(
    "is answered in words that are kept: %s",
    (kind) => {
      const words = new Map<string, Set<string>>();
      for (const { type, path, answer } of of(kind)) {
        if (answer === "served" || answer.by === "check") continue;
        const place = path === "" ? type : `${type} ${path}`;
        words.set(place, (words.get(place) ?? new Set()).add(wordsFor(answer)));
      }
      const kept = [...words].map(([place, sentences]) => [place, [...sentences].sort()] as const);
      expect(
        Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1))),
      ).toMatchSnapshot();
    },
  );

  it("does not pose as AWS where AWS would have done it, and says what AWS would do", () => {
    const answers = stricterAnswers(bench);
    const posing = answers.filter(
      ([, answer]) =>
        answer === "served" ||
        answer.by === "check" ||
        answer.code !== "StricterThanAws" ||
        posesAsAws(answer) ||
        !/^The rehearsal refuses .+\. On AWS .+\.$/.test(answer.message),
    );
    expect(posing).toEqual([]);
    expect(stricter.filter(({ source }) => !/20\d\d-\d\d/.test(source))).toEqual([]);
  });

  it("is stricter than AWS where a table says why, and nowhere else", () => {
    const own = trials.filter(
      ({ answer }) =>
        answer !== "served" && answer.by === "service" && answer.code === "StricterThanAws",
    );
    const types = stricter.map(({ type }) => type);
    expect(own.filter(({ type }) => !types.includes(type)).map(told)).toEqual([]);
    const sources = readTree(join(__dirname, "../../../.."), ["rehearsal/models"]);
    const thrown = Object.values(sources).flatMap(
      (text) => text.match(/new StricterThanAws\(/g) ?? [],
    );
    expect(thrown).toHaveLength(stricter.length);
  });

  it("takes along what goes with what is deleted, and nothing else", () => {
    const goes = (trial: Trial): boolean =>
      allowances.some((one) => one.goes && allows(one, trial));
    const served = of("use").filter(({ answer }) => answer === "served");
    expect(served.filter((trial) => trial.took !== goes(trial)).map(told)).toEqual([]);
  });

  it("lets nothing through without a dated source, nor for a reason that is not needed any more", () => {
    expect(allowances.filter(({ source }) => !/20\d\d-\d\d/.test(source))).toEqual([]);
    const served = trials.filter(({ answer }) => answer === "served");
    const unneeded = allowances
      .flatMap(placesOf)
      .filter((place) => !served.some((trial) => allows(place, trial)));
    expect(unneeded.map(({ kind, at }) => `${kind} ${JSON.stringify(at)}`)).toEqual([]);
  });
});
