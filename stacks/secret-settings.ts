/** Keeps what is secret in a stack's file out of the errors about it. Pure. */
import type { Problem } from "../components/conventions/problems";

const shown = "[secret]";
/** A shorter text is a word of everybody's, and no secret is told by it. */
const shortestSecret = 4;

/** The problems without any value that stands under a secret setting, or that was made from one. */
export function conceal(
  problems: readonly Problem[],
  values: Readonly<Record<string, unknown>>,
  isSecret: (key: string) => boolean,
): readonly Problem[] {
  const secrets = new Map(
    Object.entries(values)
      .filter(([key]) => isSecret(key))
      .map(([key, value]) => [key, textsIn(value)]),
  );
  if (secrets.size === 0) return problems;
  const texts = [...secrets.values()].flat();
  const hidden = (words: string) =>
    texts.reduce((rest, secret) => rest.replaceAll(secret, shown), words);
  return problems.map((problem) => {
    const { path, value, allowed, mend } = problem;
    const words = { allowed: hidden(allowed), mend: hidden(mend) };
    if (value === undefined || !secrets.has(settingOf(path))) return { ...problem, ...words };
    return { path, value: shown, ...words };
  });
}

/** The setting that a problem comes from: a system is made from the sizes. */
function settingOf(path: string): string {
  const [start = ""] = path.split(".");
  return start === "services" || start === "stores" ? "sizes" : start;
}

/** Every text and number in a value, the longest first, so that none hides a longer one. */
function textsIn(value: unknown): string[] {
  const found = new Set<string>();
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === "object" && next !== null)
      for (const one of Object.values(next)) pending.push(one);
    else if (String(next).length >= shortestSecret) found.add(String(next));
  }
  return [...found].sort((a, b) => b.length - a.length);
}
