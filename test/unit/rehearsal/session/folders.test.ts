import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { foldersIn, makeFolders } from "../../../../rehearsal/session/folders";

it("leaves Pulumi no folder for debug logs, also where it has made one before", () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "folders-"));
  const folders = foldersIn(path.join(directory, "rehearsal"));
  const logs = path.join(folders.pulumiHome, "logs");
  try {
    fs.mkdirSync(logs, { recursive: true });
    fs.writeFileSync(path.join(logs, "pulumi.log"), "");
    makeFolders(folders);
    makeFolders(folders);
    expect(fs.statSync(logs).isFile()).toBe(true);
    expect(fs.statSync(folders.state).isDirectory()).toBe(true);
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
});
