// What tests go through that count as one: calls at which there was a fault, generated inputs, steps of lives.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/**
 * Has the tests that this process starts from here on tell what they go through (test/support/extent.ts).
 *
 * @returns {{ told(): string[] }} takes away what was told, and answers a line for each kind, such as `1624 faults`
 */
export function countCases() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "archipelago-cases-"));
  const file = path.join(folder, "cases");
  process.env.ARCHIPELAGO_CASES = file;
  return {
    told() {
      const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
      fs.rmSync(folder, { recursive: true });
      return summed(text);
    },
  };
}

/**
 * Adds up lines of a count and a kind.
 *
 * @param {string} text
 */
export function summed(text) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const line of text.split("\n").filter(Boolean)) {
    const [count = "", ...kind] = line.split(" ");
    const name = kind.join(" ");
    counts.set(name, (counts.get(name) ?? 0) + Number(count));
  }
  return [...counts].map(([kind, count]) => `${count} ${kind}`).sort();
}
