/** Everything the world holds, changed by transactions that are kept on disk whole or not at all. */
import { createHash } from "node:crypto";
import { Disk, realFiles, type Files } from "./disk";
import type { Fault } from "./faults";
import { canonical } from "./paths";
import type { JournalEntry } from "./protocol";
import { Store, type Indexing, type Stored, type StoreChange } from "./store";

/** One step of a change. */
export type Change =
  | StoreChange
  | { readonly fault: Fault }
  | { readonly unfault: string }
  | { readonly down: string }
  | { readonly up: string };

interface Snapshot {
  readonly objects: readonly Stored[];
  readonly made: readonly (readonly [string, number])[];
  /** The order of the next object. */
  readonly order: number;
  readonly faults: readonly Fault[];
  readonly down: readonly string[];
  readonly calls: readonly JournalEntry[];
}

/** A line of the log: what changed, and the call that did it. */
interface Line {
  readonly changes: readonly Change[];
  readonly call?: JournalEntry;
}

/** The journal keeps this many calls; older ones go at a checkpoint. */
const keptCalls = 50_000;

export class State {
  readonly store: Store;
  private readonly faultsById = new Map<string, Fault>();
  private readonly downRegions = new Set<string>();
  private journal: JournalEntry[] = [];
  private readonly hashes = new WeakMap<Stored, string>();
  private readonly disk: Disk<Snapshot, Line>;

  constructor(directory: string, indexing: Indexing, files: Files = realFiles()) {
    this.store = new Store(indexing);
    this.disk = new Disk(directory, files);
    if (this.disk.snapshot) this.restore(this.disk.snapshot);
    for (const line of this.disk.lines) {
      for (const change of line.changes) this.apply(change);
      if (line.call) this.journal.push(line.call);
    }
  }

  get faults(): readonly Fault[] {
    return [...this.faultsById.values()];
  }

  get down(): ReadonlySet<string> {
    return this.downRegions;
  }

  get calls(): readonly JournalEntry[] {
    return this.journal;
  }

  /** The sequence number of the last call. */
  get mark(): number {
    return this.journal.at(-1)?.sequence ?? 0;
  }

  begin(): Transaction {
    return new Transaction(this);
  }

  /** Does a change in memory only and returns what undoes it. */
  apply(change: Change): Change {
    if ("fault" in change) {
      const before = this.faultsById.get(change.fault.id);
      this.faultsById.set(change.fault.id, change.fault);
      return before ? { fault: before } : { unfault: change.fault.id };
    }
    if ("unfault" in change) {
      const before = this.faultsById.get(change.unfault);
      this.faultsById.delete(change.unfault);
      return before ? { fault: before } : change;
    }
    if ("down" in change || "up" in change) return this.applyRegion(change);
    return this.store.apply(change);
  }

  /** Keeps what a transaction has done. Throws what the file system throws; nothing is kept then. */
  keep(changes: readonly Change[], call: Omit<JournalEntry, "sequence"> | undefined): void {
    const entry = call && { sequence: this.mark + 1, ...call };
    this.disk.append({ changes, ...(entry ? { call: entry } : {}) });
    if (entry) this.journal.push(entry);
    if (!this.disk.isLong) return;
    try {
      this.checkpoint();
    } catch {
      // The call is in the log and has happened. The log is folded at a later one.
    }
  }

  checkpoint(): void {
    this.journal = this.journal.slice(-keptCalls);
    this.disk.checkpoint({
      objects: this.store.everything(),
      made: this.store.counters(),
      order: this.store.order,
      faults: this.faults,
      down: [...this.downRegions],
      calls: this.journal,
    });
  }

  /** A hash over everything that exists, whatever the order it was made in. */
  digest(): string {
    const hashes = this.store.everything().map((stored) => this.hashOf(stored));
    return createHash("sha256").update(hashes.sort().join("\n")).digest("hex");
  }

  /** What is stored is never changed in place, so its hash is worked out once. */
  private hashOf(stored: Stored): string {
    const known = this.hashes.get(stored);
    if (known !== undefined) return known;
    const text = canonical({ ...stored.object, order: null, notReady: stored.notReady ?? null });
    const hash = createHash("sha256").update(text).digest("hex");
    this.hashes.set(stored, hash);
    return hash;
  }

  private applyRegion(change: { down: string } | { up: string }): Change {
    const region = "down" in change ? change.down : change.up;
    const wasDown = this.downRegions.has(region);
    if ("down" in change) this.downRegions.add(region);
    else this.downRegions.delete(region);
    return wasDown ? { down: region } : { up: region };
  }

  private restore(snapshot: Snapshot): void {
    for (const stored of snapshot.objects) this.store.apply({ put: stored });
    for (const made of snapshot.made) this.store.apply({ made });
    this.store.continueFrom(snapshot.order);
    for (const fault of snapshot.faults) this.faultsById.set(fault.id, fault);
    for (const region of snapshot.down) this.downRegions.add(region);
    this.journal = [...snapshot.calls];
  }
}

/** Changes that happen together. Each shows at once; `rollBack` takes all of them back. */
export class Transaction {
  private readonly changes: Change[] = [];
  private readonly undo: Change[] = [];

  constructor(private readonly state: State) {}

  apply(change: Change): void {
    this.undo.push(this.state.apply(change));
    this.changes.push(change);
  }

  /** Throws what the file system throws; the changes are then taken back. */
  commit(call?: Omit<JournalEntry, "sequence">): void {
    if (this.changes.length === 0 && !call) return;
    try {
      this.state.keep(this.changes, call);
    } catch (cause) {
      this.rollBack();
      throw cause;
    }
  }

  rollBack(): void {
    for (const change of this.undo.reverse()) this.state.apply(change);
    this.undo.length = 0;
    this.changes.length = 0;
  }
}
