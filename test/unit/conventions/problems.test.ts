import * as pulumi from "@pulumi/pulumi";
import {
  checked,
  renderProblem,
  under,
  type Problem,
} from "../../../components/conventions/problems";

const tooMany: Problem = { path: "zones", value: 5, allowed: "2 to 4 zones", mend: "Keep four." };
const missing: Problem = { path: "domain", allowed: "a domain's name", mend: "Set it." };

describe("renderProblem", () => {
  it("tells path, value, what is allowed and the mend in one line", () => {
    expect(renderProblem(tooMany)).toBe("zones is 5; allowed: 2 to 4 zones. Keep four.");
  });

  it("tells what is missing", () => {
    expect(renderProblem(missing)).toBe("domain is missing; allowed: a domain's name. Set it.");
  });

  it("shows texts in quotes and shortens long values", () => {
    expect(renderProblem({ ...tooMany, value: "" })).toContain('zones is "";');
    const long = renderProblem({ ...tooMany, value: "x".repeat(200) });
    expect(long).toContain(`"${"x".repeat(79)}...;`);
    expect(long).not.toContain("x".repeat(80));
  });
});

describe("renderProblem, of what nobody expected", () => {
  const circular: Record<string, unknown> = { a: 1 };
  circular["self"] = circular;
  const deep = JSON.parse(`${"[".repeat(1000)}${"]".repeat(1000)}`) as unknown;

  it.each<[unknown, string | RegExp]>([
    [NaN, "NaN"],
    [-Infinity, "-Infinity"],
    [1e308, "1e+308"],
    [10n, "10"],
    [null, "null"],
    [() => 1, "a function"],
    [Symbol("x"), "Symbol(x)"],
    [{ a: undefined, b: [1, "c"] }, '{"a":undefined,"b":[1,"c"]}'],
    [circular, /^\{"a":1,"self":\{"a":1,.*\.\.\.$/],
    [deep, /^\[{80}\.\.\.$/],
  ])("shows a value of its kind", (value, expected) => {
    const line = renderProblem({ ...tooMany, value });
    const found = line.slice("zones is ".length, line.indexOf("; allowed"));
    if (typeof expected === "string") expect(found).toBe(expected);
    else expect(found).toMatch(expected);
  });

  it("shows an empty key", () => {
    expect(renderProblem({ ...tooMany, path: "" })).toMatch(/^"" is 5;/);
    expect(renderProblem({ ...tooMany, path: "tags." })).toMatch(/^tags\."" is 5;/);
  });

  it("stays in one line of bounded length", () => {
    const long = "x".repeat(1_000_000);
    const line = renderProblem({ path: long, value: { [long]: long }, allowed: long, mend: long });
    expect(line.length).toBeLessThan(2000);
    const control = `a\nb\u001b[31m\u2028\u202e`;
    expect(renderProblem({ ...tooMany, path: control, mend: control })).toBe(
      "a\\u{a}b\\u{1b}[31m\\u{2028}\\u{202e} is 5; allowed: 2 to 4 zones. " +
        "a\\u{a}b\\u{1b}[31m\\u{2028}\\u{202e}",
    );
  });
});

describe("checked", () => {
  it("tells at most a thousand, and how many there are", () => {
    let message = "";
    try {
      checked({}, Array<Problem>(1500).fill(tooMany));
    } catch (error) {
      message = (error as Error).message;
    }
    const lines = message.split("\n");
    expect(lines[0]).toBe("1500 problems; nothing was registered:");
    expect(lines).toHaveLength(1002);
    expect(lines.at(-1)).toBe("  and 500 more, which are told once these are mended");
  });

  it("passes its value through where nothing is wrong", () => {
    const options = { protect: true };
    expect(checked(options, [])).toBe(options);
  });

  it("throws one error with all problems that the engine prints without a stack", () => {
    let thrown: unknown;
    try {
      checked({}, [tooMany, missing]);
    } catch (error) {
      thrown = error;
    }
    expect(pulumi.RunError.isInstance(thrown)).toBe(true);
    expect((thrown as Error).message).toBe(
      [
        "2 problems; nothing was registered:",
        "  - zones is 5; allowed: 2 to 4 zones. Keep four.",
        "  - domain is missing; allowed: a domain's name. Set it.",
      ].join("\n"),
    );
  });

  it("counts a single problem as one", () => {
    expect(() => checked(0, [tooMany])).toThrow(/^1 problem; nothing was registered:\n {2}- zones/);
  });
});

describe("under", () => {
  it("puts a path in front, and changes nothing else", () => {
    expect(under("platform", [tooMany, { ...missing, path: "" }])).toEqual([
      { ...tooMany, path: "platform.zones" },
      { ...missing, path: "platform" },
    ]);
    expect(tooMany.path).toBe("zones");
  });
});
