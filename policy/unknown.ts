/**
 * Values that a preview does not know yet. The engine's bags of properties throw when one is read, which would
 * end a rule at the first of them; a rule is therefore made of checks, each of which is decided, or left undecided,
 * on its own. What is undecided is no violation, and not passed in silence either: the rule says that it could
 * not be applied. Resources are judged again during the update, with everything known.
 */

/** A violation of the resource that is judged, or of another one of the stack. */
export type Finding = string | { readonly message: string; readonly urn: string };

/** What a check comes to: nothing, a violation, or further checks. */
export type Outcome = Finding | undefined | readonly Check[];

/** One judgement that stands for itself: reading a value that is not known leaves it undecided. */
export type Check = () => Outcome;

/** All that came out of a rule. */
export interface Verdict {
  readonly violations: readonly Finding[];
  /** Why checks could not be decided, each reason once. */
  readonly undecided: readonly string[];
}

/** Thrown by our own readers where the engine has no property at all to show in a preview. */
export class NotKnownYet extends Error {
  override readonly name = "NotKnownYet";
}

/** Whether the error says that a value will be known during the update only. */
export function isNotKnownYet(error: unknown): error is Error {
  // The SDK's UnknownValueError, told by what it holds: a pack may come with another copy of the SDK.
  return error instanceof NotKnownYet || (error instanceof Error && "unknownTypeSentinel" in error);
}

/** Runs a check and all that it opens. Throws what a check throws, but for unknown values. */
export function decide(check: Check): Verdict {
  const violations: Finding[] = [];
  const undecided = new Set<string>();
  const run = (current: Check): void => {
    try {
      const outcome = current();
      if (isChecks(outcome)) outcome.forEach(run);
      else if (outcome !== undefined) violations.push(outcome);
    } catch (error) {
      if (!isNotKnownYet(error)) throw error;
      undecided.add(error.message);
    }
  };
  run(check);
  return { violations, undecided: [...undecided] };
}

/** One check per element: an element that is not known leaves the others to be judged. */
export function each(
  list: readonly unknown[],
  judge: (element: unknown, index: number) => Outcome,
): readonly Check[] {
  return Array.from({ length: list.length }, (_, index) => () => judge(list[index], index));
}

function isChecks(outcome: Outcome): outcome is readonly Check[] {
  return Array.isArray(outcome);
}
