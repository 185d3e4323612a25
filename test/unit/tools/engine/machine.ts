/** A made-up machine: a home folder, and programs on PATH that are shell scripts. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Progress } from "../../../../tools/progress.mjs";

export interface Machine {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** What the programs were called with. */
  calls(): readonly string[];
  /** What the user was told. */
  readonly told: string[];
  readonly progress: Progress;
  /** Puts a shell script into a folder of PATH, or elsewhere. */
  program(name: string, script: string, folder?: string): string;
  remove(): void;
}

export function machine(): Machine {
  const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "machine-")));
  const bin = path.join(home, "bin");
  const told: string[] = [];
  fs.mkdirSync(bin);
  // Nothing that happens to be installed here may be found there.
  for (const tool of ["chmod", "dirname", "mkdir", "sleep"]) {
    const folder = ["/bin", "/usr/bin"].find((place) => fs.existsSync(path.join(place, tool)));
    fs.symlinkSync(path.join(folder ?? "", tool), path.join(bin, tool));
  }
  return {
    home,
    told,
    env: { PATH: bin, HOME: home, CALLS: path.join(home, "calls") },
    calls: () => {
      const file = path.join(home, "calls");
      return fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
    },
    progress: {
      note: (line) => told.push(line),
      step: (title, work) => {
        told.push(title);
        return work((detail) => told.push(`${title}: ${detail}`));
      },
    },
    program: (name, script, folder = bin) => {
      fs.mkdirSync(folder, { recursive: true });
      const file = path.join(folder, name);
      fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return file;
    },
    remove: () => {
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}
