/**
 * How long and how often a provider's own client tries a call: one of too many is made again, up to the client's number of
 * attempts, and one that nobody answers lasts until its time is over or the engine cancels.
 *
 * The AWS SDK waits longer and longer between attempts. Here nothing waits: a rehearsal tells what AWS would make of it.
 */
import { Refusal, type Properties } from "../world/model";
import { afterAttempts } from "../world/messages";

/** What the AWS provider does where its configuration does not say (hashicorp/terraform-provider-aws, `max_retries`). */
const usualAttempts = 25;

export interface Patience {
  /** At least 1. */
  readonly attempts: number;
  /** Ends what hangs. */
  readonly cancelled: AbortSignal;
}

/** How often a provider tries, by its configuration; only AWS's is told so. */
export function attemptsOf(packageName: string, config: Properties): number {
  if (packageName !== "aws") return 1;
  const given = Number(config["maxRetries"] ?? usualAttempts);
  return Number.isInteger(given) && given > 0 ? given : 1;
}

/** Throws what the last attempt throws, in the words of a client that has given up. */
export async function attempt<T>(ask: () => Promise<T>, patience: Patience): Promise<T> {
  const { attempts, cancelled } = patience;
  for (let count = 1; ; count += 1) {
    try {
      return await ask();
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      const { retry, afterSeconds } = cause.handling;
      if (afterSeconds !== undefined) {
        await silence(afterSeconds, cancelled);
        throw cancelled.aborted ? new Refusal(cause.code, "context canceled") : cause;
      }
      if (retry === undefined || cancelled.aborted) throw cause;
      if (count >= attempts) {
        throw attempts === 1
          ? cause
          : new Refusal(cause.code, afterAttempts(cause.message, attempts));
      }
    }
  }
}

/** 24 days: a timer that is longer than 31 bits can tell ends at once. */
const longestMilliseconds = 2 ** 31 - 1;

/** So many seconds, or fewer where it is cancelled. */
async function silence(seconds: number, cancelled: AbortSignal): Promise<void> {
  if (cancelled.aborted) return;
  await new Promise<void>((resolve) => {
    const over = (): void => {
      clearTimeout(timer);
      cancelled.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, Math.min(seconds * 1000, longestMilliseconds));
    cancelled.addEventListener("abort", over);
  });
}
