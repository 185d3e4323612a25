/** Takes a rehearsed stack down: in two steps where it is protected, as on AWS. */
import type { Session } from "../session/session";
import type { Settings } from "../session/settings";
import type { DeployedResource } from "../session/state";
import { nameIn } from "../session/state";
import type { Inspected, InspectRequest, InspectResult } from "../world/protocol";

type Print = (text: string) => void;

/** What of a session a teardown needs. */
export interface Stack extends Pick<
  Session,
  "stack" | "project" | "settings" | "pulumi" | "change" | "exportState"
> {
  readonly world: { ask(verb: "inspect", request: InspectRequest): Promise<InspectResult> };
}

/** The settings with the protection taken off. */
export function disposable(settings: Settings, project: string): Settings {
  return { ...settings, config: { ...settings.config, [`${project}:protection`]: "disposable" } };
}

function isProtected({ settings, project }: Stack): boolean {
  // A stack that says nothing is protected: so says the default in Pulumi.yaml.
  return settings.config?.[`${project}:protection`] !== "disposable";
}

/** Destroys the stack and says what is left. Answers Pulumi's exit code. */
export async function tearDown(
  session: Stack,
  flags: readonly string[],
  print: Print,
): Promise<number> {
  const { resources } = await session.exportState();
  if (isProtected(session) && resources.length > 0) {
    const lifted = await liftProtection(session, print);
    if (lifted !== 0) return lifted;
    print(`Step 2 of 2: ${session.stack} is destroyed.`);
  }
  // What is kept is read after the protection has been lifted: lifting it may let more of it go.
  const before = await session.exportState();
  const { exitCode } = await session.pulumi(["destroy", "--skip-preview", ...flags], {
    output: "inherit",
  });
  if (exitCode === 0) {
    const { objects } = await session.world.ask("inspect", { leaks: [] });
    for (const line of leftovers(before.resources, objects)) print(line);
  }
  return exitCode;
}

async function liftProtection(session: Stack, print: Print): Promise<number> {
  print(`${session.stack} is protected, so its teardown takes two steps.`);
  print(
    `Step 1 of 2: ${session.project}:protection becomes disposable in the rehearsal's copy of the settings, ` +
      "and that is applied.",
  );
  session.change((settings) => disposable(settings, session.project));
  // The policy pack forbids just this, and is right: only a teardown may do it.
  const { exitCode } = await session.pulumi(["up", "--skip-preview"], {
    output: "inherit",
    judged: false,
  });
  return exitCode;
}

/** What exists after a teardown, told apart: kept because the program says so, or left behind. */
export function leftovers(
  before: readonly DeployedResource[],
  objects: readonly Inspected[],
): readonly string[] {
  const retained = new Set(
    before.filter((resource) => resource.retainOnDelete).map(({ urn }) => urn),
  );
  const own = objects.filter(({ urn }) => urn !== undefined);
  const line = ({ urn, type, id, scope }: Inspected): string =>
    `  ${nameIn(urn ?? "")} (${type}) ${id} in ${scope}`;
  const kept = own.filter(({ urn }) => retained.has(urn ?? ""));
  const left = own.filter(({ urn }) => !retained.has(urn ?? ""));
  return [
    ...(kept.length > 0 ? ["Retained, as the program declares:", ...kept.map(line)] : []),
    ...(left.length > 0 ? ["Left behind, which is a defect:", ...left.map(line)] : []),
    ...(own.length === 0 ? ["Nothing is left in the rehearsal cloud."] : []),
  ];
}
