import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { isOpen } from "../../../../rehearsal/cli/recovery";
import { foldersIn } from "../../../../rehearsal/session/folders";
import * as on from "../recovery/killed";

let directory: string;
beforeEach(() => (directory = fs.mkdtempSync(path.join(os.tmpdir(), "recovery-"))));
afterEach(() => {
  fs.rmSync(directory, { recursive: true });
});

it("a rehearsal is open by what a killed run has left, or a recovery from one", () => {
  const folders = foldersIn(directory);
  expect(isOpen({ folders, pending: 1 })).toBe(true);
  expect(isOpen({ folders, pending: 0 })).toBe(false);
  const left = [on.operation("creating", on.network("net"))];
  fs.writeFileSync(path.join(directory, "unrecovered.json"), JSON.stringify(left));
  expect(isOpen({ folders, pending: 0 })).toBe(true);
});
