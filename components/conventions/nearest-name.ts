/** The name a caller probably meant, for the mend of a problem. Pure. */

const furthestEdits = 3;
/** What is longer is no name that somebody misspelt, and slow to compare. */
const longestName = 100;

/**
 * The candidate that is fewest edits away from `name` (case does not count), or undefined where none is
 * near enough to be worth suggesting: at most three edits and at most half of the name's length, which is 100
 * characters at most. Of two
 * equally near candidates the alphabetically first is taken.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longestName) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestEdits = Math.min(furthestEdits, Math.floor(name.length / 2)) + 1;
  for (const candidate of candidates) {
    const edits = editDistance(wanted, candidate.toLowerCase(), bestEdits);
    const better =
      edits < bestEdits || (edits === bestEdits && best !== undefined && candidate < best);
    if (!better) continue;
    best = candidate;
    bestEdits = edits;
  }
  return best;
}

/** `Did you mean "x"?`, or the alternative sentence where nothing is near. */
export function suggestion(name: string, candidates: Iterable<string>, otherwise: string): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? otherwise : `Did you mean ${JSON.stringify(nearest)}?`;
}

/** Levenshtein's distance, given up as `limit + 1` as soon as it cannot be `limit` or less. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, at(previous, column) + 1, at(current, column - 1) + 1));
    }
    if (Math.min(...current) > limit) return limit + 1;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
