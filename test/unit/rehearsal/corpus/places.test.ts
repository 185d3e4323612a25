import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  currentVersion,
  isReleased,
  recordedStates,
  rehearsalFolder,
  stateFile,
} from "../../../../rehearsal/corpus/places";

describe("the corpus", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "corpus-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("keeps a file per version and stack, and finds them again", () => {
    for (const [version, stack] of [
      ["0.1.0", "dev"],
      ["0.2.0", "dev"],
      ["0.2.0", "live"],
    ] as const) {
      const file = stateFile(root, version, stack);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, "{}");
    }
    expect(recordedStates(root)).toEqual([
      { version: "0.1.0", stack: "dev" },
      { version: "0.2.0", stack: "dev" },
      { version: "0.2.0", stack: "live" },
    ]);
  });

  it("knows this version, and whether the changelog has it as released", () => {
    writeFileSync(path.join(root, "package.json"), '{"version":"0.2.0"}');
    expect(currentVersion(root)).toBe("0.2.0");
    expect(isReleased(root, "0.2.0")).toBe(false);
    writeFileSync(
      path.join(root, "CHANGELOG.md"),
      "# Log\n\n## [Unreleased]\n\n## [0.1.0] - 2026\n",
    );
    expect(isReleased(root, "0.2.0")).toBe(false);
    expect(isReleased(root, "0.1.0")).toBe(true);
  });

  it("rehearses a stack in the same place each time, apart from its everyday rehearsal", () => {
    const folder = rehearsalFolder(root, "dev");
    expect(path.relative(root, folder).split(path.sep)).toEqual([".archipelago", "corpus", "dev"]);
  });
});
