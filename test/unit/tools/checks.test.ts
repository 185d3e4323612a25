import { describeFailures, mochaReader, readJest } from "../../../tools/checks.mjs";

describe("readJest", () => {
  it("counts cases, and a file that does not load as one", () => {
    const text = JSON.stringify({
      numPassedTests: 2,
      testResults: [
        {
          name: "/a.test.ts",
          status: "failed",
          message: "whole file",
          assertionResults: [
            { status: "passed", fullName: "a one", failureMessages: [] },
            { status: "failed", fullName: "a two", failureMessages: ["expected 1"] },
          ],
        },
        {
          name: "/b.test.ts",
          status: "failed",
          message: "Cannot find module",
          assertionResults: [],
        },
        {
          name: "/c.test.ts",
          status: "passed",
          message: "",
          assertionResults: [{ status: "passed", fullName: "c", failureMessages: [] }],
        },
      ],
    });
    expect(readJest(text)).toEqual({
      passed: 2,
      failures: [
        { name: "a two", text: "expected 1" },
        { name: "/b.test.ts", text: "Cannot find module" },
      ],
    });
  });
});

describe("mochaReader", () => {
  const lines = [
    '["start",{"total":3}]',
    "something that a test printed",
    '["pass",{"fullTitle":"a one"}]',
    '["fail",{"fullTitle":"a two","err":"no","stack":"Error: no\\n  at x"}]',
    '["broken',
    '["pass",{"fullTitle":"a three"}]',
  ];

  it("counts cases", () => {
    const reader = mochaReader();
    [...lines, '["end",{}]'].forEach((line) => {
      reader.read(line);
    });
    expect(reader.result()).toEqual({
      passed: 2,
      failures: [{ name: "a two", text: "Error: no\n  at x" }],
      ended: true,
    });
  });

  it("notices that a run broke off", () => {
    const reader = mochaReader();
    lines.forEach((line) => {
      reader.read(line);
    });
    expect(reader.result().ended).toBe(false);
  });
});

describe("describeFailures", () => {
  it("shows names, the first lines of why, and the last", () => {
    const text = Array.from({ length: 62 }, (_, line) => `line ${line}`).join("\n");
    const shown = describeFailures([{ name: "Lint", text }]);
    expect(shown[0]).toBe("FAILED Lint");
    expect(shown[1]).toBe("    line 0");
    expect(shown.slice(-3)).toEqual(["    line 58", "    (2 more lines)", "    line 61"]);
    expect(shown).toHaveLength(62);
  });
});
