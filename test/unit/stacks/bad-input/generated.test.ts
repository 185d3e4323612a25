/**
 * Every valid stack broken at every place, in every way that its kind of value can be. What is legal all the same
 * is told apart by a table of what the settings allow, not by what the program makes of it. A sample by default,
 * all of it with ARCHIPELAGO_ALL=1.
 */
import { configOf, nameProject, put, settingsTree, told } from "../../../support/bad-input";
import { type Break, type Place, at, breaks, places } from "../../../support/breaks";
import { sample, seed, tellCases } from "../../../support/extent";
import { type Tree, stackNames } from "../../../support/stacks";
import { type Consequence, misplaced } from "../../../support/told-places";

const sampled = 1500;

/** Stands for a number that JSON cannot write but can read. */
const hole = "hole-in-the-json";

/** The texts of a configuration broken at a place. */
function configWith({ tree, path, broken }: Attempt): Record<string, string> {
  const whole = broken.make(tree, path);
  const isEndless = at(whole, path) === Infinity;
  const config = Object.entries(configOf((isEndless ? put(whole, path, hole) : whole) as Tree));
  const filled = config.map(([key, text]): [string, string] => [
    key,
    text === hole ? "1e999" : text.replace(`"${hole}"`, "1e999"),
  ]);
  return Object.fromEntries(filled);
}

/** What the program reads in the texts: maps and lists from JSON, text from all else; nothing is missing. */
function arrived(config: Record<string, string>): unknown {
  const read = Object.entries(config).map(([key, text]): [string, unknown] => [
    key.slice("archipelago:".length),
    /^[[{]/.test(text) ? JSON.parse(text) : text,
  ]);
  return Object.fromEntries(read);
}

/** What may be taken out. */
const mayGo: readonly RegExp[] = [
  /^protection$/,
  /^account\.roleArn$/,
  /^platform\.(nat|logRetentionDays)$/,
  /^platform\.cluster\.nodes(\.\w+)?$/,
  /^platform\.cluster\.nodes\.capacityTypes\.\d$/,
  /^platform\.cluster\.endpointPublicCidrs\.0$/,
  /^sizes\.scale\.targetCpuPercent$/,
];
/** What is as good as what was there. */
const asGood: readonly (readonly [place: RegExp, what: RegExp])[] = [
  [/^platform\.cluster\.nodes$/, /^an empty map$/],
  [/^platform\.cluster\.endpointPublicCidrs$/, /^an empty list$/],
  [/^platform\.domain\.zone\.delegated$/, /^true$/],
  [/^sizes\.loadUsers$/, /^0$/],
  // Text as it arrives, and a name that somebody may want.
  [/^name$/, /^true$/],
  // The list becomes one with another key beside its items, which YAML cannot say: the list stays as it is.
  [/\.\d$/, /^a key .* beside it$/],
];

function isLegal(tree: Tree, path: Place, { what }: Break): boolean {
  const place = path.join(".");
  if (asGood.some(([where, how]) => where.test(place) && how.test(what))) return true;
  const isItem = /\.\d$/.test(place);
  if (what !== "removed" && !(what === "misspelt" && isItem)) return false;
  if (mayGo.some((where) => where.test(place))) return true;
  const list = at(tree, path.slice(0, -1));
  if (/\.zones\.\d$/.test(place)) return (list as unknown[]).length > 2;
  if (/\.administrators\.\d$/.test(place)) {
    const role = (tree["account"] as Tree)["roleArn"];
    return (list as unknown[]).length > 1 && at(tree, path) !== role;
  }
  const isRegion = path.length === 3 && path[1] === "regions";
  return isRegion && path[2] !== (tree["platform"] as Tree)["homeRegion"];
}

/** What else is wrong then. */
const consequences: readonly Consequence[] = [
  {
    of: /^account\.id$/,
    told: /^account$/,
    alone: /^removed$/,
    why: "a map without any key is what Pulumi.yaml puts in the place of a missing one",
  },
  {
    of: /^platform\.regions\.[^.]+$/,
    told: /^platform\.regions$/,
    alone: /^removed$/,
    why: "it was the only one",
  },
  {
    of: /^platform\.(homeRegion|regions(\.[^.]+)?)$/,
    told: /^(platform\.homeRegion|stores\.wishes\.regions)$/,
    alone: /^removed$/,
    why: "the home region is one of the regions, and every table has a replica there",
  },
  {
    of: /^platform\.cluster\.administrators(\.\d)?$/,
    told: /^account\.roleArn$/,
    alone: /^(removed|misspelt)$/,
    why: "who deploys is an administrator",
  },
  {
    of: /^sizes\.scale\.maxReplicas$/,
    told: /^sizes\.scale\.minReplicas$/,
    why: "the fewest are at most as many as the most",
  },
];

interface Attempt {
  readonly name: string;
  readonly tree: Tree;
  readonly path: Place;
  readonly broken: Break;
}

const attempts = stackNames.flatMap((stack): Attempt[] => {
  const tree = settingsTree(stack);
  return places(tree).flatMap((path) =>
    breaks.map((broken) => ({
      name: `${stack}: ${path.join(".")}: ${broken.what}`,
      tree,
      path,
      broken,
    })),
  );
});

const chosen = sample(attempts, 1, sampled);

/** What came of it where that is not what should have. */
function surprise(attempt: Attempt): string[] {
  const { name, tree, path, broken } = attempt;
  const config = configWith(attempt);
  const legal = isLegal(tree, path, broken);
  try {
    const problems = told(config);
    if (legal !== (problems === undefined))
      return [`${name}: ${legal ? JSON.stringify(problems) : "was taken"}`];
    const made = { name, place: path, broken, data: arrived(config) };
    return problems === undefined ? [] : misplaced(made, problems, consequences);
  } catch (error) {
    return [`${name}: ${String(error).slice(0, 500)}`];
  }
}

beforeAll(nameProject);

describe(`settings broken by a generator (ARCHIPELAGO_SEED=${seed})`, () => {
  it("are many, of every stack and in every way", () => {
    expect(attempts.length).toBeGreaterThan(4000);
    expect(new Set(chosen.map(({ broken }) => broken)).size).toBe(breaks.length);
  });

  it(`are refused with one error that names the place, or are legal (${chosen.length} of ${attempts.length})`, () => {
    expect(chosen.flatMap(surprise)).toEqual([]);
    tellCases(chosen.length, "generated malformed settings");
  });

  it("are told together where two settings are broken", () => {
    const paths = (config: Record<string, string>) =>
      (told(config) ?? []).map((problem) => problem.path);
    const isOwn = (path: string) => !/^(services|stores)\./.test(path);
    const production = settingsTree("production");
    const first = chosen
      .filter(({ path }) => ["name", "sizes"].includes(path[0] ?? ""))
      .slice(0, 15);
    const second = chosen.filter(({ path }) => path[0] === "platform").slice(0, 15);
    const lost = first.flatMap((one, index) => {
      const other = second[index] ?? one;
      const top = (attempt: Attempt) => `archipelago:${attempt.path[0] ?? ""}`;
      const alone = [one, other].map(configWith);
      const own = (attempt: Attempt, index: number) =>
        Object.entries(alone[index] ?? {}).filter(([key]) => key === top(attempt));
      const base = configOf(production);
      const merged = {
        ...base,
        ...Object.fromEntries(own(one, 0)),
        ...Object.fromEntries(own(other, 1)),
      };
      const both = new Set(paths(merged));
      const single = [
        ...paths({ ...base, ...Object.fromEntries(own(one, 0)) }),
        ...paths({ ...base, ...Object.fromEntries(own(other, 1)) }),
      ];
      return single.filter(isOwn).filter((path) => !both.has(path));
    });
    expect(lost).toEqual([]);
  });
});
