/**
 * How the world survives its process: a checkpoint of everything, and a log of what happened since. A line of
 * the log is one call, whole or not at all; a torn last line is a call that was never answered.
 *
 * A checkpoint is written beside the old one, forced to the disk and renamed over it. It names the log that
 * continues it, so that a crash between any two steps leaves either the old pair or the new one.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { crc32 } from "node:zlib";

/** The file operations that the disk needs: a test breaks them one at a time. */
export interface Files {
  read(file: string): string | undefined;
  list(directory: string): readonly string[];
  append(file: string, text: string): void;
  replace(file: string, text: string): void;
  remove(file: string): void;
}

/** The real files. */
export function realFiles(): Files & { close(): void } {
  let open: { file: string; descriptor: number } | undefined;
  const close = (): void => {
    if (open) fs.closeSync(open.descriptor);
    open = undefined;
  };
  return {
    read: (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined),
    list: (directory) => {
      fs.mkdirSync(directory, { recursive: true });
      return fs.readdirSync(directory);
    },
    append: (file, text) => {
      if (open?.file !== file) {
        close();
        open = { file, descriptor: fs.openSync(file, "a") };
      }
      // Unlike writeSync it goes on after a short write, and so meets the error of a full disk.
      fs.writeFileSync(open.descriptor, text);
    },
    replace: (file, text) => {
      if (open?.file === file) close();
      const descriptor = fs.openSync(`${file}.new`, "w");
      fs.writeFileSync(descriptor, text);
      fs.fsyncSync(descriptor);
      fs.closeSync(descriptor);
      fs.renameSync(`${file}.new`, file);
    },
    remove: (file) => {
      fs.rmSync(file, { force: true });
    },
    close,
  };
}

interface Checkpoint<Snapshot> {
  readonly generation: number;
  readonly snapshot: Snapshot | null;
}

/** A log this long is folded into the next checkpoint. */
const longLogCharacters = 32_000_000;

export class Disk<Snapshot, Line> {
  /** What the last checkpoint held, if there was one. */
  readonly snapshot: Snapshot | undefined;
  /** What happened since, oldest first. */
  readonly lines: readonly Line[];
  private generation: number;
  private logCharacters = 0;
  private torn = false;

  constructor(
    private readonly directory: string,
    private readonly files: Files = realFiles(),
  ) {
    const names = files.list(directory);
    const text = files.read(this.checkpointFile);
    const checkpoint = text === undefined ? undefined : (JSON.parse(text) as Checkpoint<Snapshot>);
    this.generation = checkpoint?.generation ?? 0;
    this.snapshot = checkpoint?.snapshot ?? undefined;
    const log = files.read(this.logFile) ?? "";
    const { lines, characters } = wholeLines(log);
    this.lines = lines as readonly Line[];
    this.logCharacters = characters;
    if (characters < log.length) this.mend();
    for (const name of names) if (this.isStale(name)) files.remove(path.join(directory, name));
  }

  /** Whether it is time for a checkpoint. */
  get isLong(): boolean {
    return this.logCharacters > longLogCharacters;
  }

  /** Throws what the file system throws (a full disk); the line is then not in the log. */
  append(line: Line): void {
    if (this.torn) this.mend();
    const json = JSON.stringify(line);
    const text = `${checksum(json)} ${json}\n`;
    this.torn = true;
    this.files.append(this.logFile, text);
    this.torn = false;
    this.logCharacters += text.length;
  }

  /** Cuts the log after its last whole line that was answered. */
  private mend(): void {
    const log = this.files.read(this.logFile) ?? "";
    this.files.replace(this.logFile, log.slice(0, this.logCharacters));
    this.torn = false;
  }

  checkpoint(snapshot: Snapshot): void {
    const old = this.logFile;
    const next: Checkpoint<Snapshot> = { generation: this.generation + 1, snapshot };
    this.files.replace(this.checkpointFile, JSON.stringify(next));
    this.generation = next.generation;
    this.logCharacters = 0;
    this.files.remove(old);
  }

  private get checkpointFile(): string {
    return path.join(this.directory, "checkpoint.json");
  }

  private get logFile(): string {
    return path.join(this.directory, `log-${this.generation}.jsonl`);
  }

  private isStale(name: string): boolean {
    const log = /^log-(\d+)\.jsonl(\.new)?$/.exec(name);
    if (log) return Number(log[1]) !== this.generation || log[2] !== undefined;
    return name === "checkpoint.json.new";
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

/** The lines up to the first that is torn, and how far they reach. */
function wholeLines(log: string): { lines: readonly unknown[]; characters: number } {
  const lines: unknown[] = [];
  let characters = 0;
  for (;;) {
    const end = log.indexOf("\n", characters);
    if (end < 0) break;
    const json = log.slice(characters + 9, end);
    if (log.slice(characters, characters + 8) !== checksum(json)) break;
    lines.push(JSON.parse(json));
    characters = end + 1;
  }
  return { lines, characters };
}
