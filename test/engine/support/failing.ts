/** What a failed test tells beside its reason: what was going on, and the state before that. */
import type { Session } from "../../../rehearsal/session/session";
import { exportedFrom } from "../../../rehearsal/session/state";

/** Commands that may change the state. */
const changing = new Set(["up", "refresh", "destroy", "state"]);

/** Does the work. What it throws is told after what was going on. */
export async function during<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw told(cause, [what, textOf(cause)]);
  }
}

/**
 * Does the work with the session. What it throws is told with the last command that may have changed the state, and
 * with the state before it as `pulumi stack import` takes it, in one line at the end.
 */
export async function tellingState<T>(
  session: Session,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  let last: readonly string[] = [];
  const remembering: Pick<Session, "pulumi"> = {
    pulumi: (args, options) => {
      if (changing.has(args[0] ?? "")) {
        last = [`The state before \`pulumi ${args.join(" ")}\`: ${stateOf(session)}`];
      }
      return session.pulumi(args, options);
    },
  };
  try {
    return await work(Object.assign(Object.create(session) as Session, remembering));
  } catch (cause) {
    throw told(cause, [textOf(cause), ...last]);
  }
}

/** Without where in a program a resource was registered, which is most of a state. */
function stateOf({ stateFile }: Session): string {
  const state: unknown = JSON.parse(exportedFrom(stateFile));
  return JSON.stringify(state, (key, value: unknown) =>
    key === "sourcePosition" || key === "stackTrace" ? undefined : value,
  );
}

function told(cause: unknown, lines: readonly string[]): Error {
  const error = new Error(lines.join("\n"), { cause });
  // It is in the text already.
  error.stack = error.message;
  return error;
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
