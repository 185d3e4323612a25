/** The order in which things are written down means nothing. */
import fc from "fast-check";

import { boutique, type Sizes } from "../../../stacks/boutique";
import type { RawSettings } from "../../../stacks/settings";
import { whole } from "../../support/extent";
import { recordStack, recordWhole, program, settingsOf, type Tree } from "../../support/stacks";
import { growth } from "../../support/whole-sites";

const runs = whole ? 10 : 2;

/** The same entries in the order of those ranks. */
function reordered<T>(record: Readonly<Record<string, T>>, ranks: readonly number[]) {
  const rank = new Map(Object.keys(record).map((key, index) => [key, ranks[index] ?? 0]));
  const entries = Object.entries(record);
  entries.sort(([a], [b]) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  return Object.fromEntries(entries);
}

/** The same settings, with maps and lists in another order. */
function shuffled(raw: RawSettings, ranks: readonly number[]): RawSettings {
  const platform = JSON.parse(raw["platform"] ?? "{}") as Tree & { regions: Tree };
  const regions = Object.entries(reordered(platform.regions, ranks)).map(([region, spec]) => {
    const { zones } = spec as { zones: string[] };
    const byRank = Object.keys(
      reordered(Object.fromEntries(zones.map((zone) => [zone, 0])), ranks),
    );
    return [region, { zones: byRank }];
  });
  const shuffledPlatform = { ...platform, regions: Object.fromEntries(regions) as Tree };
  return reordered({ ...raw, platform: JSON.stringify(reordered(shuffledPlatform, ranks)) }, ranks);
}

describe("the order of regions, zones, settings, services and stores", () => {
  it("changes nothing that is registered", async () => {
    const settings = settingsOf("staging");
    const { resources: expected } = await recordStack("staging", settings);
    const ranks = fc.array(fc.integer(), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(ranks, ranks, async (forSettings, forParts) => {
        const declare = (sizes: Sizes) => {
          const { stores, services } = boutique(sizes);
          return {
            stores: reordered(stores, forParts),
            services: reordered(services, forParts),
          };
        };
        const { resources } = await recordWhole("staging", () =>
          program(shuffled(settings, forSettings), declare),
        );
        expect(growth(expected, resources)).toEqual({ added: [], removed: [], changed: [] });
      }),
      { numRuns: runs, examples: [[descending, descending]] },
    );
  });
});

/** Everything backwards. */
const descending = Array.from({ length: 12 }, (_, index) => -index);
