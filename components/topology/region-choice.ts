/** Which of the platform's regions something runs in. Pure. */
import { suggestion } from "../conventions/nearest-name";
import type { Problem } from "../conventions/problems";

/** What is wrong with a choice among the platform's regions: none at all, one twice, one that the platform does not have. */
export function checkRegionChoice(
  path: string,
  chosen: readonly string[],
  platform: readonly string[],
): Problem[] {
  const words = `regions of the platform: ${[...platform].sort().join(", ")}`;
  if (chosen.length === 0) {
    return [
      {
        path,
        value: chosen,
        allowed: `at least one of the ${words}`,
        mend: "Name a region, or leave the choice out.",
      },
    ];
  }
  const there = new Set(platform);
  const seen = new Set<string>();
  return chosen.flatMap((region): Problem[] => {
    const again = seen.has(region);
    seen.add(region);
    if (again)
      return [
        { path, value: region, allowed: "every region once", mend: "Take the repetition out." },
      ];
    if (there.has(region)) return [];
    return [
      {
        path,
        value: region,
        allowed: words,
        mend: suggestion(region, there, "Add it to the platform, or take it out."),
      },
    ];
  });
}
