/** How components hand options to their children, and how a caller changes a child. */
import type * as pulumi from "@pulumi/pulumi";

/** A caller's change of one child: gets what we would register, returns what shall be registered. Pure. */
export type Override<A> = (
  args: A,
  opts: pulumi.CustomResourceOptions,
) => readonly [args: A, opts: pulumi.CustomResourceOptions];

/** Arguments and options for one child, after the caller's override if there is one. Spread it into `new`. */
export function overridable<A>(
  override: Override<A> | undefined,
  args: A,
  opts: pulumi.CustomResourceOptions,
): [args: A, opts: pulumi.CustomResourceOptions] {
  if (override === undefined) return [args, opts];
  const [changedArgs, changedOpts] = override(args, opts);
  return [changedArgs, changedOpts];
}
