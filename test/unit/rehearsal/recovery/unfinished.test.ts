import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { unfinishedIn } from "../../../../rehearsal/recovery/unfinished";
import * as on from "./killed";

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "unfinished-"))));
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

it("is what was written last, for nobody else to read, and no file where it is nothing", () => {
  const file = path.join(folder, "open.json");
  const unfinished = unfinishedIn(file);
  expect(unfinished.read()).toEqual([]);
  const operations = [on.operation("creating", on.network("net"))];
  unfinished.write(operations);
  expect(unfinishedIn(file).read()).toEqual(operations);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  unfinished.write([]);
  expect(unfinished.read()).toEqual([]);
  expect(fs.readdirSync(folder)).toEqual([]);
});
