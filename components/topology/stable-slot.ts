/**
 * Numbers that AWS wants and that must not move when something else comes or goes: priorities of listener
 * rules, ports of a private load balancer. Each follows from a key alone. Pure.
 */
import { createHash } from "node:crypto";
import type { Problem } from "../conventions/problems";

/**
 * A number from `from` to `to`, both included, that follows from the key alone, so that other keys never
 * move it. Two keys may meet: check them together with `checkSlots`.
 *
 * Throws a RangeError when the range is empty or not of whole numbers.
 */
export function stableSlot(key: string, from: number, to: number): number {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to < from) {
    throw new RangeError(`a slot needs a range of whole numbers, not ${from} to ${to}`);
  }
  const hash = createHash("sha256").update(key).digest().readUIntBE(0, 6);
  return from + (hash % (to - from + 1));
}

/** A range that several keys share. */
export interface SlotRange {
  /** What a slot is, in the user's words: `listener rule priority`. */
  readonly what: string;
  readonly from: number;
  readonly to: number;
}

/** One key that wants a slot, and where a caller pins it. */
export interface SlotRequest {
  readonly key: string;
  /** The path of the property that pins it: `services.cart.privatePort`. */
  readonly path: string;
  /** The slot that the caller chose. @default computed from the key */
  readonly pinned?: number;
}

/** The request's slot: the pinned one, else the one that follows from its key. */
export function slotOf(range: SlotRange, request: SlotRequest): number {
  return request.pinned ?? stableSlot(request.key, range.from, range.to);
}

/**
 * What is wrong with keys that share a range: pins outside it, and keys whose slots meet. The report does
 * not depend on the order of the requests. Linear in their number, apart from sorting.
 */
export function checkSlots(range: SlotRange, requests: readonly SlotRequest[]): Problem[] {
  const problems: Problem[] = [];
  const takenBy = new Map<number, SlotRequest>();
  for (const request of [...requests].sort(pinnedFirst)) {
    const slot = slotOf(range, request);
    if (!Number.isInteger(slot) || slot < range.from || slot > range.to) {
      problems.push({
        path: request.path,
        value: slot,
        allowed: `a whole number from ${range.from} to ${range.to} as ${range.what}`,
        mend: "Pin another number, or leave it out to have one computed.",
      });
      continue;
    }
    const holder = takenBy.get(slot);
    if (holder === undefined) takenBy.set(slot, request);
    else problems.push(collision(range, request, holder, slot));
  }
  return problems;
}

function collision(
  range: SlotRange,
  request: SlotRequest,
  holder: SlotRequest,
  slot: number,
): Problem {
  const how = request.pinned === undefined ? "computed for" : "pinned for";
  return {
    path: request.path,
    value: slot,
    allowed: `a ${range.what} from ${range.from} to ${range.to} of its own; ${slot}, ${how} ${request.key}, is taken by ${holder.key}`,
    mend: `Pin ${request.path} to a free number.`,
  };
}

/** Pins keep their slot against computed ones; among equals the key decides. */
function pinnedFirst(a: SlotRequest, b: SlotRequest): number {
  const rank = Number(a.pinned === undefined) - Number(b.pinned === undefined);
  if (rank !== 0) return rank;
  return a.key < b.key ? -1 : Number(a.key > b.key);
}
