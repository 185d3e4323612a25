import { parseRecoverRequest } from "../../../../rehearsal/cli/recover-arguments";

it("reads a stack, its flags, and a person's answers", () => {
  expect(parseRecoverRequest(["production"])).toEqual({
    stack: "production",
    rehearsal: false,
    yes: false,
    answers: new Map(),
  });
  const args = [
    "--id",
    "urn:a",
    "id=1",
    "dev",
    "--yes",
    "--none",
    "urn:b",
    "--rehearsal",
    "--none",
    "urn:a",
  ];
  expect(parseRecoverRequest(args)).toEqual({
    stack: "dev",
    rehearsal: true,
    yes: true,
    answers: new Map([
      ["urn:a", ["id=1", null]],
      ["urn:b", [null]],
    ]),
  });
});

it.each([
  [[], "Say one stack."],
  [["dev", "staging"], "Say one stack."],
  [["dev", "--id", "urn:a"], "--id is not complete."],
  [["dev", "--none"], "--none is not complete."],
  [["dev", "--force"], "There is no flag --force."],
])("refuses %j", (args, why) => {
  expect(() => parseRecoverRequest(args)).toThrow(why);
  expect(() => parseRecoverRequest(args)).toThrow("Usage: npm run recover -- <stack>");
});
