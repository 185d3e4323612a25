/** Looks for secrets where none may be, and makes sure that they were where they may be. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

import type { Session } from "../../../rehearsal/session/session";
import { parseExport } from "../../../rehearsal/session/state";
import { succeed } from "./rehearsals";

/** By way: what stays the same in plain text, in a URL, and in JSON. */
export type Canaries = Readonly<Record<string, string>>;

/** A secret with the canary in it, and with characters that do not stay the same. */
export function whole(canary: string): string {
  return `${canary} "ü"\\&%/+=${canary}`;
}

/** What a canary looks like where it has leaked, in plain text or in base64 at any offset. */
function traces(canary: string): string[] {
  const encoded = [0, 1, 2].map((offset) => {
    const text = Buffer.from("x".repeat(offset) + canary).toString("base64");
    // The digits at both ends hold bits of the neighbours too.
    return text.slice(offset === 0 ? 0 : 4, -4);
  });
  return [canary, ...encoded, Buffer.from(canary).toString("hex")];
}

/** Fails where one of the canaries is in the text. */
export function assertNowhereIn(text: string, where: string, sought: Canaries): void {
  for (const [way, canary] of Object.entries(sought)) {
    for (const trace of traces(canary)) {
      const found = text.indexOf(trace);
      const around = text.slice(Math.max(0, found - 60), found + 60);
      assert.equal(found, -1, `${where} holds the secret from ${way}: ...${around}...`);
    }
  }
}

/** Fails where one of the canaries is in a file of the rehearsal. Answers what was searched, by path. */
export function assertInNoFile(
  { folders }: Session,
  sought: Canaries,
): ReadonlyMap<string, string> {
  const files = fs
    .readdirSync(folders.directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const searched = new Map(files.map((file) => [file, textOf(file)]));
  for (const [file, text] of searched)
    assertNowhereIn(text, path.relative(folders.directory, file), sought);
  return searched;
}

/** A file's text; what is compressed is read through. */
function textOf(file: string): string {
  const bytes = fs.readFileSync(file);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("latin1");
}

/**
 * Fails where a file that keeps something of every secret was not among those searched after a run, or keeps nothing of
 * any: then the search would find nothing whatever leaked.
 */
export function assertSearched(session: Session, searched: ReadonlyMap<string, string>): void {
  const { folders, stateFile, stack } = session;
  const expected: readonly (readonly [string, inside: string, mark: string])[] = [
    ["the state", stateFile, '"ciphertext"'],
    ["the state's backup", `${stateFile}.bak`, '"ciphertext"'],
    ["the state's history", path.join(folders.state, ".pulumi", "history"), '"ciphertext"'],
    ["the event log", path.join(folders.logs, "events.json"), "[secret]"],
    ["the world", folders.world, "secret:sha256:"],
    ["the rendered settings", path.join(folders.project, `Pulumi.${stack}.yaml`), "secure:"],
  ];
  const missed = expected.filter(
    ([, inside, mark]) =>
      ![...searched].some(([file, text]) => file.startsWith(inside) && text.includes(mark)),
  );
  assert.deepEqual(
    missed.map(([what, , mark]) => `${what}, with ${mark} in it`),
    [],
    "not searched",
  );
}

/**
 * Fails where a canary is not where it was to go.
 *
 * @param places by way: ends of URNs of resources whose inputs or outputs hold it
 */
export async function assertEntered(
  session: Session,
  sought: Canaries,
  places: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const { stdout } = await succeed(session, "stack", "export", "--show-secrets");
  const { resources } = parseExport(stdout);
  const missing = Object.entries(sought).flatMap(([way, canary]) =>
    (places[way] ?? ["any resource"])
      .filter(
        (place) =>
          !resources.some(
            ({ urn, inputs, outputs }) =>
              urn.endsWith(place) && JSON.stringify({ inputs, outputs }).includes(canary),
          ),
      )
      .map((place) => `the secret from ${way} in ${place}`),
  );
  assert.deepEqual(missing, [], "never got in");
}
