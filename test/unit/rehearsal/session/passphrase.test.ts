import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkPassphrase, passphraseIn } from "../../../../rehearsal/session/passphrase";

// Written by Pulumi v3.259.0 (`pulumi stack init`) with PULUMI_CONFIG_PASSPHRASE=right.
const salt = "v1:qAsq4J41SWc=:v1:q29KCTJRWSzPNE8Y:SpMBO052WJMAmNlxhgAWuJDedd+Omg==";

describe("the passphrase", () => {
  it("is made up once, for its owner's eyes only", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "passphrase-"));
    const file = path.join(folder, "passphrase");
    const first = passphraseIn(file);
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(passphraseIn(file)).toBe(first);
    expect(fs.statSync(file).mode & 0o077).toBe(0);
    fs.rmSync(folder, { recursive: true });
  });

  it("is known again by the salt that Pulumi wrote", async () => {
    await expect(checkPassphrase("right", salt, "/file")).resolves.toBeUndefined();
  });

  it.each(["wrong", "", "right "])("is refused where it is %p", async (passphrase) => {
    await expect(checkPassphrase(passphrase, salt, "/file")).rejects.toThrow(
      "The passphrase in /file is not the one that this rehearsal was begun with; nothing was changed.",
    );
  });

  it("is refused where the salt is damaged", async () => {
    await expect(checkPassphrase("right", "v1:x", "/file")).rejects.toThrow("/file");
  });
});
