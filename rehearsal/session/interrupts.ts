/**
 * What a user's Ctrl-C does. A terminal sends it to every process it knows and npm passes it on once more, so
 * what arrives within a second counts as one.
 */
import { Interrupted } from "../../tools/commands.mjs";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const echoMilliseconds = 1000;

/** Called with 1 at the first interrupt, 2 at the second, and so on. */
export type OnInterrupt = (count: number) => void;

export interface Interrupts {
  /** While `work` lasts, interrupts go to `listener` instead of ending this process. */
  during<T>(listener: OnInterrupt, work: () => Promise<T>): Promise<T>;
  /** Whether there has been one. */
  heard(): boolean;
  /** Throws Interrupted once there has been one. */
  check(): void;
  /** Signals do again what they do by default. */
  stop(): void;
}

/** Takes over the signals by which a user ends a command. */
export function takeInterrupts(now: () => number = Date.now): Interrupts {
  let listener: OnInterrupt | undefined;
  let count = 0;
  let last = -Infinity;
  let first: string | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (now() - last < echoMilliseconds) return;
    last = now();
    first ??= signal;
    count += 1;
    listener?.(count);
  };
  for (const signal of signals) process.on(signal, onSignal);
  const check = (): void => {
    if (first !== undefined) throw new Interrupted(first);
  };
  return {
    check,
    heard: () => first !== undefined,
    during: async (next, work) => {
      check();
      listener = next;
      try {
        return await work();
      } finally {
        listener = undefined;
      }
    },
    stop: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

/** Leaves the signals alone: for callers that have their own way with them. */
export const noInterrupts: Interrupts = {
  heard: () => false,
  check: () => undefined,
  during: (_listener, work) => work(),
  stop: () => undefined,
};
