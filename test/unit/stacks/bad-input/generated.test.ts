/**
 * Every valid stack broken at every place, in every way that its kind of value can be. What is legal all the same
 * is told apart by a table of what the settings allow, not by what the program makes of it. A sample by default,
 * all of it with ARCHIPELAGO_ALL=1.
 */
import { configOf, nameProject, put, settingsTree, told } from "../../../support/bad-input";
import { sample, seed } from "../../../support/extent";
import { type Tree, stackNames } from "../../../support/stacks";

const sampled = 1500;

interface Break {
  readonly what: string;
  /** The texts of a configuration broken at a place. */
  readonly make: (tree: Tree, path: readonly string[]) => Record<string, string>;
}

/** Stands for JSON that no JavaScript value is written as. */
const hole = "hole-in-the-json";
const nested = (open: string, close: string, levels = 1000) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;

const raw = (what: string, json: string): Break => ({
  what,
  make: (tree, path) => {
    const texts = Object.entries(configOf(put(tree, path, hole) as Tree));
    const filled = texts.map(([key, text]): [string, string] => [
      key,
      text === hole ? json : text.replace(`"${hole}"`, () => json),
    ]);
    return Object.fromEntries(filled);
  },
});
const value = (what: string, one: unknown): Break => raw(what, JSON.stringify(one));
const key = (what: string, name: string): Break => ({
  what,
  make: (tree, path) => {
    const parent = path.slice(0, -1);
    return raw(what, "1").make(tree, [...parent, name]);
  },
});

const removed: Break = {
  what: "removed",
  make: (tree, path) => configOf(put(tree, path, undefined) as Tree),
};
const misspelt: Break = {
  what: "misspelt",
  make: (tree, path) => {
    const name = `${path.at(-1) ?? ""}x`;
    const moved = put(put(tree, path, undefined), [...path.slice(0, -1), name], at(tree, path));
    return configOf(moved as Tree);
  },
};

const injections = [
  'a"; rm -rf / #',
  "${HOME}",
  "$(id)",
  "a\nb: c",
  "a\u0000b",
  "\u001b[31m",
  "'; DROP TABLE x; --",
  "<script>",
  "../../etc/passwd",
  '{"a": 1}',
  '["a"]',
  "a,b",
  "\u202e",
  "e\u0301\ud800",
];
const breaks: readonly Break[] = [
  removed,
  misspelt,
  value("null", null),
  value("an empty map", {}),
  value("an empty list", []),
  value("an empty text", ""),
  value("true", true),
  value("zero", 0),
  ...[-1, 0.5, 1e308].map((one) => value(String(one), one)),
  raw("infinity", "1e999"),
  value("a list of a map", [{ a: 1 }]),
  value("a map of a list", { a: [1] }),
  value("a long text", "x".repeat(1_000_000)),
  raw("deep lists", nested("[", "]")),
  raw("deep maps", nested('{"a":', "}")),
  ...injections.map((one) => value(`text ${JSON.stringify(one)}`, one)),
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "",
    "a\nb",
    "x".repeat(100_000),
  ].map((one) => key(`a key ${JSON.stringify(one.slice(0, 20))} beside it`, one)),
];

function at(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, name) => (part as Tree)[name], tree);
}

function places(tree: unknown, path: readonly string[] = []): string[][] {
  if (typeof tree !== "object" || tree === null) return [[...path]];
  const inside = Object.entries(tree).flatMap(([name, part]) => places(part, [...path, name]));
  return path.length === 0 ? inside : [[...path], ...inside];
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
  [/^sizes\.loadUsers$/, /^zero$/],
  // Text as it arrives, and a name that somebody may want.
  [/^name$/, /^(null|true)$/],
  // The list becomes one with another key beside its items, which YAML cannot say: the list stays as it is.
  [/\.\d$/, /^a key .* beside it$/],
];

function isLegal(tree: Tree, path: readonly string[], { what }: Break): boolean {
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

interface Attempt {
  readonly name: string;
  readonly tree: Tree;
  readonly path: readonly string[];
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
function surprise({ name, tree, path, broken }: Attempt): string[] {
  const config = broken.make(tree, path);
  const legal = isLegal(tree, path, broken);
  try {
    const problems = told(config);
    if (legal === (problems === undefined)) return [];
    return [`${name}: ${legal ? JSON.stringify(problems) : "was taken"}`];
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

  it(`are refused with one error of the known form, or are legal (${chosen.length} of ${attempts.length})`, () => {
    expect(chosen.flatMap(surprise)).toEqual([]);
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
      const alone = [one, other].map(({ tree, path, broken }) => broken.make(tree, path));
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
