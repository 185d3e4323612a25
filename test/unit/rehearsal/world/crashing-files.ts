/** A disk in memory that loses power: what was written up to then is there, and nothing after. */
import * as path from "node:path";
import type { Files } from "../../../../rehearsal/world/disk";

/** Thrown in the place of the power cut. */
export class PowerCut extends Error {}

/** How much of a write gets through, by the bytes that it has; the classes of places where a write can tear. */
export const tears = {
  nothing: () => 0,
  oneByte: (bytes: number) => Math.min(1, bytes),
  half: (bytes: number) => Math.floor(bytes / 2),
  allButOneByte: (bytes: number) => Math.max(0, bytes - 1),
  everything: (bytes: number) => bytes,
} as const;
export type Tear = keyof typeof tears;

/** The step that fails, counted from zero, and where it tears. */
export interface Cut {
  readonly step: number;
  readonly tear: Tear;
}

export class MemoryDisk {
  private readonly content: Map<string, Buffer>;

  constructor(content: ReadonlyMap<string, Buffer> = new Map()) {
    this.content = new Map(content);
  }

  copy(): MemoryDisk {
    return new MemoryDisk(this.content);
  }

  /**
   * The operations on it. A replacement is two steps, as it is for real: the new file is written beside the old one,
   * and then takes its name. After the cut nothing works any more.
   */
  files(cut?: Cut): Files & { readonly steps: () => number } {
    let steps = 0;
    const step = (bytes: number, act: (written: number) => void): void => {
      const isCut = cut !== undefined && steps === cut.step;
      if (cut !== undefined && steps > cut.step) throw new PowerCut();
      steps += 1;
      act(isCut ? tears[cut.tear](bytes) : bytes);
      if (isCut) throw new PowerCut();
    };
    const write = (file: string, before: Buffer, text: string): void => {
      const bytes = Buffer.from(text, "utf8");
      step(bytes.length, (written) => {
        this.content.set(file, Buffer.concat([before, bytes.subarray(0, written)]));
      });
    };
    return {
      steps: () => steps,
      read: (file) => this.content.get(file)?.toString("utf8"),
      list: (directory) =>
        [...this.content.keys()]
          .filter((file) => path.dirname(file) === directory)
          .map((file) => path.basename(file)),
      append: (file, text) => {
        write(file, this.content.get(file) ?? Buffer.alloc(0), text);
      },
      replace: (file, text) => {
        write(`${file}.new`, Buffer.alloc(0), text);
        step(1, (done) => {
          if (done > 0) this.content.set(file, this.content.get(`${file}.new`) ?? Buffer.alloc(0));
          if (done > 0) this.content.delete(`${file}.new`);
        });
      },
      remove: (file) => {
        step(1, (done) => {
          if (done > 0) this.content.delete(file);
        });
      },
    };
  }
}
