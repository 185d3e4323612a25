import {
  entriesOf,
  nameOf,
  operationsOf,
  textIn,
  withEntries,
} from "../../../../rehearsal/recovery/deployment";
import * as on from "./killed";

it("reads what a stack has, also of one that has never been deployed", () => {
  const operation = on.operation("creating", on.network("net"));
  const state = on.state([on.network("net")], [operation]);
  expect(entriesOf(state)).toEqual([on.account, on.network("net")]);
  expect(operationsOf(state)).toEqual([operation]);
  const never = { version: 3, deployment: null };
  expect([...entriesOf(never), ...operationsOf(never)]).toEqual([]);
});

it("changes the resources and leaves the rest as it is", () => {
  const state = on.state([on.network("net")], [on.operation("creating", on.account)]);
  expect(withEntries(state, [on.account])).toEqual(on.state([]));
});

it("finds texts at a path, and no other value", () => {
  const inputs = { name: "n", empty: "", count: 1, metadata: { name: "m" }, list: ["x"] };
  const texts = ["name", "metadata.name", "empty", "count", "metadata", "list.0", "no.name"].map(
    (path) => textIn(inputs, path),
  );
  expect(texts).toEqual(["n", "m", ...Array.from({ length: 5 }, () => undefined)]);
  expect(textIn(undefined, "name")).toBeUndefined();
});

it("knows the logical name in a URN", () => {
  expect(nameOf(on.network("net").urn)).toBe("net");
});
