/** What plain data can tell of a key-value store. Pure. */
import type { Problem } from "../conventions/problems";
import {
  type Reading,
  type Shape,
  isMap,
  listOf,
  map,
  oneOf,
  optional,
  readMap,
  such,
  text,
} from "../conventions/shape";
import type { KeyAttribute, KeyValueStoreSpec } from "./declarations";

const keyAttribute: Shape<KeyAttribute> = {
  words: "an attribute's name, or a map with its name and type",
  check: (path, value) =>
    isMap(value) ? typedAttribute.check(path, value) : attributeName.check(path, value),
};
const attributeName = such<string>(keyAttribute.words, (value) => typeof value === "string");
const typedAttribute = map({ name: text, type: oneOf("S", "N", "B") });
const shape = map({
  key: map({ partition: keyAttribute, sort: optional(keyAttribute) }),
  consistency: oneOf("eventual"),
  access: optional(oneOf("read", "readWrite")),
  regions: optional(listOf(text)),
});

/** What of a key-value store's declaration has the right shape. */
export function readKeyValueStore(spec: KeyValueStoreSpec): Reading<KeyValueStoreSpec> {
  return readMap(shape, spec);
}

/** All problems of a store over these regions; paths are relative to its declaration. */
export function checkKeyValueStore(
  spec: KeyValueStoreSpec,
  { homeRegion, regions }: { homeRegion: string; regions: readonly string[] },
): Problem[] {
  const { problems, part } = readKeyValueStore(spec);
  return [
    ...problems,
    ...(part.key ? checkKey(part.key) : []),
    ...checkRegions(part.regions ?? regions, homeRegion),
  ];
}

function checkKey({ partition, sort }: KeyValueStoreSpec["key"]): Problem[] {
  return [
    ...checkAttribute("key.partition", partition),
    ...(sort === undefined ? [] : checkAttribute("key.sort", sort)),
    ...(sort !== undefined && nameOf(sort) === nameOf(partition) ? [sameTwice(nameOf(sort))] : []),
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
      path: typeof key === "string" ? path : `${path}.name`,
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
