import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { corpus } from "../../../../rehearsal/cli/corpus";
import type { Context } from "../../../../rehearsal/cli/context";
import { RehearsalError } from "../../../../rehearsal/session/errors";

describe("npm run corpus", () => {
  let root: string;
  let context: Context;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "corpus-"));
    writeFileSync(path.join(root, "package.json"), '{"version":"0.1.0"}');
    writeFileSync(path.join(root, "Pulumi.yaml"), "name: shop\n");
    const step: Context["progress"]["step"] = (_title, work) => work(() => undefined);
    const progress = { step } as Context["progress"];
    context = { root, folder: root, engine: {} as Context["engine"], progress };
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("records no released version again, unless it is told to", async () => {
    expect(await corpus([], context)).toBe(0);
    writeFileSync(path.join(root, "CHANGELOG.md"), "\n## [0.1.0] - 2026-12-01\n");
    await expect(corpus([], context)).rejects.toThrow(
      new RehearsalError(
        "0.1.0 is released: what it deployed is recorded, and stays. Raise the version in package.json " +
          "first, or record it once more with `npm run corpus -- --again` where the recording was wrong.",
      ),
    );
    expect(await corpus(["--again"], context)).toBe(0);
  });

  it("takes no other flag", async () => {
    await expect(corpus(["--agian"], context)).rejects.toThrow("no flag --agian; there is --again");
    expect(readdirSync(root).sort()).toEqual(["Pulumi.yaml", "package.json"]);
  });
});
