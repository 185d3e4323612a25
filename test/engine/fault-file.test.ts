// Faults that a user writes into a file and hands to a command.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "mocha";

import { inTemporaryFolder } from "./support/rehearsals";

const repository = path.join(__dirname, "..", "..");
const fixture = path.join(__dirname, "fixtures", "toolchain");

/** A command on a copy of the fixture: what it said, and its exit code. */
function rehearse(root: string, ...args: string[]): { said: string; status: number | null } {
  const script = path.join(fixture, "rehearse.ts");
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--require", "tsx/cjs", script, root, ...args],
    { cwd: repository, encoding: "utf8" },
  );
  return { said: stdout + stderr, status };
}

describe("a file of faults", () => {
  it("is judged before anything runs, met by its command, and forgotten by the next", () =>
    inTemporaryFolder((folder) => {
      const root = path.join(folder, "project");
      fs.cpSync(fixture, root, { recursive: true });
      fs.symlinkSync(path.join(repository, "node_modules"), path.join(root, "node_modules"));
      const write = (text: string): void => {
        fs.writeFileSync(path.join(root, "faults.yaml"), text);
      };

      write("rules: [{ match: { type: aws:ec2/vpc:Vcp }, effect: { kind: fail }, nth: 0 }]");
      const wrong = rehearse(root, "plain", "up", "--faults", "faults.yaml");
      assert.equal(wrong.status, 1, wrong.said);
      assert.match(wrong.said, /^error: .*faults\.yaml: these faults cannot be:\n/m);
      assert.match(wrong.said, /knows no type aws:ec2\/vpc:Vcp; aws:ec2\/vpc:Vpc\?\n/);
      assert.match(wrong.said, /rules\.0\.nth: a whole number of at least 1 is wanted, not 0\n/);
      assert.doesNotMatch(wrong.said, /Updating|^\s+at /m);

      write(`
        rules:
          - match: { type: "aws:ec2/vpc:Vpc", operation: create }
            effect: { kind: fail, message: "nothing works today" }
            nth: 2
            times: 100
        down:
          - { region: eu-west-1, service: eks }`);
      const faulty = rehearse(root, "plain", "up", "--faults=faults.yaml");
      assert.notEqual(faulty.status, 0);
      assert.match(faulty.said, /api error InternalFailure: nothing works today/);
      assert.match(faulty.said, /Faults:\n {2}1\. fail aws:ec2\/vpc:Vpc create: met 1 of 2 calls/);

      const next = rehearse(root, "plain", "up");
      assert.equal(next.status, 0, next.said);
      assert.doesNotMatch(next.said, /Faults:/);
      return Promise.resolve();
    }));
});
