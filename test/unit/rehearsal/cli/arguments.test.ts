// Covers pulumi.ts too, as far as it reads arguments.
import { parseDownRequest, parseRequest } from "../../../../rehearsal/cli/arguments";
import { selectedStack } from "../../../../rehearsal/cli/pulumi";

const stacks = ["dev", "production"];

describe("parseRequest", () => {
  it("reads stack, command and flags", () => {
    expect(parseRequest(["dev", "destroy", "--target", "x"], stacks)).toEqual({
      stack: "dev",
      command: "destroy",
      flags: ["--target", "x"],
      skipCheckpoints: false,
    });
  });

  it("keeps the flag that is not Pulumi's to itself, wherever it stands", () => {
    const skipping = { stack: "dev", command: "up", flags: ["--diff"], skipCheckpoints: true };
    expect(parseRequest(["dev", "up", "--skip-checkpoints", "--diff"], stacks)).toEqual(skipping);
    expect(parseRequest(["dev", "--diff", "--skip-checkpoints"], stacks)).toEqual(skipping);
  });

  it("keeps the file of faults to itself, wherever it stands", () => {
    const faulty = { stack: "dev", command: "up", flags: ["--diff"], faults: "f.yaml" };
    for (const args of [
      ["dev", "up", "--faults", "f.yaml", "--diff"],
      ["--faults=f.yaml", "dev", "--diff"],
      ["dev", "--diff", "--faults", "f.yaml"],
    ]) {
      expect(parseRequest(args, stacks)).toEqual({ ...faulty, skipCheckpoints: false });
    }
    for (const args of [
      ["dev", "--faults"],
      ["dev", "--faults", "--diff"],
      ["dev", "--faults="],
    ]) {
      expect(() => parseRequest(args, stacks)).toThrow("--faults needs a file. Usage: ");
    }
  });

  it("takes up where no command is named", () => {
    expect(parseRequest(["dev"], stacks)).toMatchObject({ stack: "dev", command: "up", flags: [] });
    expect(parseRequest(["dev", "--diff"], stacks)).toMatchObject({
      command: "up",
      flags: ["--diff"],
    });
  });

  it("asks for a stack and names those there are", () => {
    const message = "Which stack? There are dev, production. Usage: npm run rehearse -- <stack>";
    expect(() => parseRequest([], stacks)).toThrow(message);
    expect(() => parseRequest(["--diff"], stacks)).toThrow(message);
  });

  it("refuses an unknown command and names those there are", () => {
    expect(() => parseRequest(["dev", "deploy"], stacks)).toThrow(
      "There is no command deploy; there are preview, up, refresh, destroy.",
    );
  });
});

describe("parseDownRequest", () => {
  it("takes a stack that is known, or rehearsal, and may forget it", () => {
    const known = ["dev", "rehearsal"];
    expect(parseDownRequest([], known)).toEqual({ stack: "rehearsal", forget: false });
    expect(parseDownRequest(["dev"], known)).toEqual({ stack: "dev", forget: false });
    expect(parseDownRequest(["--forget", "dev"], known)).toEqual({ stack: "dev", forget: true });
  });

  it.each([
    [["../../canary", "--forget"], "There is no stack ../../canary; there are dev, rehearsal."],
    [["", "--forget"], "There is no stack ; there are dev, rehearsal."],
    [["--stack=dev", "--forget"], "There is no flag --stack=dev."],
    [["dev", "--forgt"], "There is no flag --forgt."],
    [["dev", "rehearsal"], "Say one stack."],
  ])("refuses %j", (args, message) => {
    expect(() => parseDownRequest(args, ["rehearsal", "dev"])).toThrow(message);
  });
});

describe("selectedStack", () => {
  it.each([
    [["preview", "-s", "dev"], ["production"], "dev"],
    [["preview"], ["production"], "production"],
    [["preview"], ["dev", "production"], "rehearsal"],
    [["preview"], [], "rehearsal"],
  ])("of %j with %j begun is %s", (args, begun, stack) => {
    expect(selectedStack(args, begun)).toBe(stack);
  });
});
