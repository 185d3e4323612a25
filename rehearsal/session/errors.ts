/** Something that the user can mend: shown as its message alone. */
export class RehearsalError extends Error {}

/** The folder of a rehearsal cannot be written; nothing was changed. */
export class NotWritable extends RehearsalError {
  constructor(directory: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `The rehearsal's folder ${directory} cannot be written, and nothing was changed (${why}). ` +
        "Make it writable: state, world and passphrase of a rehearsal are kept there.",
    );
  }
}
