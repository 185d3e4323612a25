/** The environment in which Pulumi runs during a rehearsal. */
import type { Folders } from "./folders";

/** The ports of the provider stand-ins, all of one server. */
const packages = ["aws", "kubernetes", "docker"];

// What would let a rehearsal reach the user's own accounts, clusters or Pulumi login, or change how it runs.
const foreign = /^(PULUMI_|AWS_|KUBE)/;
const kept = new Set(["PULUMI_PARALLEL", "PULUMI_DEBUG_GRPC"]);

export interface EnvironmentOptions {
  readonly stack: string;
  readonly folders: Folders;
  readonly passphrase: string;
  /** The port of the stand-ins; without it Pulumi finds no provider at all. */
  readonly standInPort?: number;
  /** State is written at the end of a run only: many times faster, but a killed run loses it. */
  readonly skipCheckpoints?: boolean;
}

/** The whole environment: the caller's own without what is foreign to a rehearsal, and the rehearsal's. */
export function pulumiEnvironment(
  inherited: NodeJS.ProcessEnv,
  { stack, folders, passphrase, standInPort, skipCheckpoints }: EnvironmentOptions,
): NodeJS.ProcessEnv {
  const clean = Object.entries(inherited).filter(([name]) => kept.has(name) || !foreign.test(name));
  return {
    ...Object.fromEntries(clean),
    // Without metadata: Pulumi writes that to a second file in place, and a kill in between leaves it empty and the
    // state unreadable (gocloud.dev blob/fileblob/attrs.go, read 2026-11).
    PULUMI_BACKEND_URL: `file://${folders.state}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_HOME: folders.pulumiHome,
    PULUMI_STACK: stack,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // No download of plugins, and none from PATH: the stand-ins are all there is.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    // An Output that is concatenated to a string is an error here, not a warning.
    PULUMI_ERROR_OUTPUT_STRING: "true",
    // Most of what the engine allocates is short-lived, such as a checkpoint's text: it collects garbage less often.
    GOGC: inherited["GOGC"] ?? "400",
    // Allows --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
    ...(standInPort === undefined
      ? {}
      : { PULUMI_DEBUG_PROVIDERS: packages.map((name) => `${name}:${standInPort}`).join(",") }),
    ...(skipCheckpoints === true ? { PULUMI_SKIP_CHECKPOINTS: "true" } : {}),
  };
}
