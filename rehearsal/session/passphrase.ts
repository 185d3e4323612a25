/**
 * The passphrase of a rehearsal's secrets: made up when the rehearsal is begun, and checked before each
 * use, because Pulumi itself would say no more than that it is incorrect, and only half-way through.
 */
import { createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { RehearsalError } from "./errors";

// How Pulumi derives the key and what it encrypts to know a right passphrase again
// (pulumi/pulumi v3.259.0, sdk/go/common/resource/config/crypt.go and pkg/secrets/passphrase/manager.go).
const iterations = 1_000_000;
const keyBytes = 32;
const tagBytes = 16;
const known = "pulumi";

/** The passphrase in the file; a new one where there is no file yet. */
export function passphraseIn(file: string): string {
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

/**
 * Throws a RehearsalError where the salt in the rendered settings was made with another passphrase.
 *
 * @param salt `v1:<salt>:v1:<nonce>:<text>`, the parts in base64
 */
export async function checkPassphrase(
  passphrase: string,
  salt: string,
  file: string,
): Promise<void> {
  if (await opens(passphrase, salt)) return;
  throw new RehearsalError(
    `The passphrase in ${file} is not the one that this rehearsal was begun with; nothing was changed. ` +
      "Put the former one back, or forget the rehearsal with `npm run down -- <stack> --forget`.",
  );
}

async function opens(passphrase: string, salt: string): Promise<boolean> {
  const [, keySalt, , nonce, text] = salt.split(":");
  if (keySalt === undefined || nonce === undefined || text === undefined) return false;
  const derive = promisify(pbkdf2);
  const key = await derive(
    passphrase,
    Buffer.from(keySalt, "base64"),
    iterations,
    keyBytes,
    "sha256",
  );
  const bytes = Buffer.from(text, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
    return plain.toString() === known;
  } catch {
    return false;
  }
}
