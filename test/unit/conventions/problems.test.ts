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

describe("checked", () => {
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
