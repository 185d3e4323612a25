/**
 * A valid system broken at every place of its declarations, in every way. What is legal all the same is told apart by
 * a table of what a declaration may say. A sample by default, all of it with ARCHIPELAGO_ALL=1.
 */
import { configOf, nameProject, settingsTree, told } from "../../../support/bad-input";
import { type Break, type Place, breaks, places } from "../../../support/breaks";
import { declaring, isWhole, systemTree } from "../../../support/declared-tree";
import { sample, seed, tellCases } from "../../../support/extent";
import type { Tree } from "../../../support/stacks";
import { type Consequence, misplaced } from "../../../support/told-places";

const sampled = 1500;
const config = configOf(settingsTree("production"));

/** What may be taken out. */
const mayGo: readonly RegExp[] = [
  /^services\.job$/,
  /^stores\.\w+$/,
  /\.image\.build\.(dockerfile|platform)$/,
  /\.(environment|uses)(\.\w+)?$/,
  /\.probes(\.\w+(\.\w+(\.Cookie)?)?)?$/,
  /\.public(\.(healthPath|priority))?$/,
  /\.(privatePort|servicePort|terminationGraceSeconds)$/,
  /\.scale\.(targetCpuPercent|survivingRegions)$/,
  /^stores\.wishes\.(access|key\.sort)$/,
  /^(services\.web|stores\.\w+)\.regions$/,
  // All but the home region of the table, and but what carries the peak of `web` and what `job` calls.
  /^(services\.job|stores\.carts)\.regions\.\d$/,
  /^stores\.wishes\.regions\.1$/,
];
/** What may be called anything. */
const anyName: readonly RegExp[] = [
  /^services\.job$/,
  /^stores\.\w+$/,
  /\.environment\.LEVEL$/,
  /\.headers\.Cookie$/,
];
const withoutNul = /^(text (?!.*\\u0000).*|a(n empty| long) text)$/;
const inOneLine = /^(text (?!.*(\\n|\\u0000|\\u001b)).*|a(n empty| long) text)$/;
const notEmpty = /^(text .*|a text)$/;
/** What is as good as what was there. */
const asGood: readonly (readonly [place: RegExp, what: RegExp])[] = [
  [/^(services|stores)$/, /^a key .* beside it$/],
  [/^(services|stores)$/, /^an empty map$/],
  [/\.(environment|uses|probes|probes\.\w+|headers)$/, /^an empty map$/],
  [/\.environment\.LEVEL$/, withoutNul],
  [/\.headers\.Cookie$/, inOneLine],
  [/\.image\.build\.(context|dockerfile)$/, /^(text (?!.*(\\n|\\u0000|\\u001b)).*|a long text)$/],
  [/\.key\.(partition|sort|sort\.name)$/, notEmpty],
  [/\.(initialDelaySeconds|terminationGraceSeconds)$/, /^0$/],
  // Any peak, and pods that serve any number of requests.
  [/\.scale\.peakRequestsPerSecond$/, /^0\.5$/],
  [/\.scale\.requestsPerSecondPerReplica$/, /^1e\+308$/],
  // A list holds no keys.
  [/\.\d$/, /^a key .* beside it$/],
];

function isLegal(place: Place, { what }: Break): boolean {
  const where = place.join(".");
  if (asGood.some(([path, how]) => path.test(where) && how.test(what))) return true;
  const isItem = /\.\d$/.test(where);
  if (what === "removed" || (what === "misspelt" && isItem))
    return mayGo.some((one) => one.test(where));
  return what === "misspelt" && anyName.some((one) => one.test(where));
}

/** What else is wrong then. */
const consequences: readonly Consequence[] = [
  {
    of: /^services\.cart$/,
    told: /^services\.web\.uses\.CART$/,
    alone: /^(removed|misspelt)$/,
    why: "web uses it",
  },
  {
    of: /^services\.web$/,
    told: /^services\.job\.uses\.WEB$/,
    alone: /^(removed|misspelt)$/,
    why: "job uses it",
  },
  {
    of: /\.scale\.\w+$/,
    told: /\.scale\.(min|max)Replicas$/,
    alone: /^(0\.5|1e\+308)$/,
    why: "the fewest are at most the most, and those carry the peak",
  },
  {
    of: /^services\.job\.protocol$/,
    told: /^services\.job\.port$/,
    why: "what serves has a port",
  },
  {
    of: /^services\.(web|job)\.regions(\.\d)?$/,
    told: /^services\.(job\.uses\.WEB|web\.uses\.CART|web\.scale\.survivingRegions)$/,
    alone: /^(removed|misspelt)$/,
    why: "what is used runs where its users do, which is everywhere where no regions are named, and web's peak needs two",
  },
];

interface Attempt {
  readonly name: string;
  readonly place: Place;
  readonly broken: Break;
}

const attempts = places(systemTree, isWhole).flatMap((place) =>
  breaks.map((broken): Attempt => ({ name: `${place.join(".")}: ${broken.what}`, place, broken })),
);

const chosen = sample(attempts, 2, sampled);

/** What came of it where that is not what should have. */
function surprise(attempt: Attempt): string[] {
  const { name, place, broken } = attempt;
  const data = broken.make(systemTree, place);
  const legal = isLegal(place, broken);
  try {
    const problems = told(config, declaring(data as Tree));
    if (legal !== (problems === undefined))
      return [`${name}: ${legal ? JSON.stringify(problems) : "was taken"}`];
    return problems === undefined ? [] : misplaced({ ...attempt, data }, problems, consequences);
  } catch (error) {
    return [`${name}: ${String(error).slice(0, 500)}`];
  }
}

beforeAll(nameProject);

describe(`declarations broken by a generator (ARCHIPELAGO_SEED=${seed})`, () => {
  it("are many, of every part and in every way, and right before", () => {
    expect(told(config, declaring(systemTree))).toBeUndefined();
    expect(attempts.length).toBeGreaterThan(3500);
    expect(new Set(chosen.map(({ broken }) => broken)).size).toBe(breaks.length);
  });

  it(`are refused with one error that names the place, or are legal (${chosen.length} of ${attempts.length})`, () => {
    expect(chosen.flatMap(surprise)).toEqual([]);
    tellCases(chosen.length, "generated malformed declarations");
  });
});
