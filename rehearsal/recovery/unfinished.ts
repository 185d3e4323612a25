/**
 * What a recovery has left open, in a file: an import drops every pending operation (pulumi/pulumi
 * pkg/cmd/pulumi/stack/io.go, v3.259.0, read 2026-11-26), and so a state cannot say it.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { Operation } from "./deployment";

/** The operations that a recovery before this one took on and did not come to the end of. */
export interface Unfinished {
  read(): readonly Operation[];
  write(operations: readonly Operation[]): void;
}

/** They are in that file, as long as there are any. */
export function unfinishedIn(file: string): Unfinished {
  return {
    read: () =>
      existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as readonly Operation[]) : [],
    write: (operations) => {
      if (operations.length === 0) {
        rmSync(file, { force: true });
        return;
      }
      writeFileSync(`${file}.new`, JSON.stringify(operations), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
