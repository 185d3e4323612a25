/** What plain data can tell of a key-value store. Pure. */
import type { Problem } from "../conventions/problems";
import type { KeyAttribute, KeyValueStoreSpec } from "./declarations";

/** All problems of a store over these regions; paths are relative to its declaration. */
export function checkKeyValueStore(
  spec: KeyValueStoreSpec,
  { homeRegion, regions }: { homeRegion: string; regions: readonly string[] },
): Problem[] {
  const { partition, sort } = spec.key;
  return [
    ...checkAttribute("key.partition", partition),
    ...(sort === undefined ? [] : checkAttribute("key.sort", sort)),
    ...(sort !== undefined && nameOf(sort) === nameOf(partition) ? [sameTwice(nameOf(sort))] : []),
    ...checkRegions(spec.regions ?? regions, homeRegion),
  ];
}

function nameOf(key: KeyAttribute): string {
  return typeof key === "string" ? key : key.name;
}

function checkAttribute(path: string, key: KeyAttribute): Problem[] {
  const name = nameOf(key);
  if (name.length >= 1 && name.length <= 255) return [];
  return [
    {
      path,
      value: name,
      allowed: "an attribute name of 1 to 255 characters",
      mend: "Name the attribute that holds the key.",
    },
  ];
}

function sameTwice(name: string): Problem {
  return {
    path: "key.sort",
    value: name,
    allowed: "another attribute than the partition key's",
    mend: "Leave the sort key out, or name the attribute that orders items.",
  };
}

function checkRegions(regions: readonly string[], homeRegion: string): Problem[] {
  if (regions.includes(homeRegion)) return [];
  return [
    {
      path: "regions",
      value: regions,
      allowed: `a list that holds the home region ${homeRegion}`,
      mend: `Add ${homeRegion}: the replica there is the table itself.`,
    },
  ];
}
