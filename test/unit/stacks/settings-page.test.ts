/** docs/settings.md against the shape of the settings. */
import { readFileSync } from "node:fs";
import path from "node:path";

import { maps, settings } from "../../../stacks/settings-schema";

const page = readFileSync(path.resolve(__dirname, "../../../docs/settings.md"), "utf8");

/** Every setting that holds no map, and every map whose keys are its own choice. */
function leaves(shape: object, at = ""): string[] {
  if (!("entries" in shape)) return [at];
  return Object.entries(shape.entries as Record<string, object>).flatMap(([key, inner]) =>
    leaves(inner, at === "" ? key : `${at}.${key}`),
  );
}

/** The keys of a region, as its refusal tells them. */
function keysOfRegion(): string[] {
  const problems = maps.platform.check("platform", { regions: { "eu-west-1": { nonsense: 1 } } });
  const told = problems.find(({ path: where }) => where.endsWith(".nonsense"))?.allowed ?? "";
  return told.replace("only the keys ", "").split(", ");
}

it("has a row for every setting, and for nothing else", () => {
  const rows = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, key]) => key ?? "");
  const regions = keysOfRegion().map((key) => `platform.regions.<region>.${key}`);
  expect(regions).toContain("platform.regions.<region>.zones");
  expect(rows.sort()).toEqual([...leaves(settings), ...regions].sort());
});
