import {
  entriesOf,
  isUnchanged,
  nameOf,
  operationsOf,
  textIn,
  withEntries,
  withOperations,
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

it("adds operations that are not there", () => {
  const [one, two] = ["one", "two"].map((name) => on.operation("creating", on.network(name)));
  if (one === undefined || two === undefined) throw new Error("there are two");
  expect(withOperations(on.state([], [one]), [two, one])).toEqual(on.state([], [one, two]));
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

it("knows a state that somebody has written meanwhile from one that is only encrypted anew", () => {
  const net = on.network("net", { id: "vpc-1", inputs: { secret: { ciphertext: "v1:a" } } });
  const state = on.state([net], [on.operation("creating", on.network("two"))]);
  const again = on.state(
    [{ ...net, inputs: { secret: { ciphertext: "v1:b" } } }],
    operationsOf(state),
  );
  expect(isUnchanged(state, again)).toBe(true);
  const other = on.network("other", { id: "vpc-7" });
  const manifest = { time: "2026-11-25T17:00:01Z" };
  const written = [
    on.state([net, other], operationsOf(state)),
    on.state([{ ...net, id: "vpc-2" }], operationsOf(state)),
    on.state([{ ...net, delete: true }], operationsOf(state)),
    on.state([net]),
    { ...state, deployment: { ...state.deployment, manifest } },
  ];
  expect(written.map((one) => isUnchanged(state, one))).toEqual(written.map(() => false));
});
