import {
  configMapModel,
  insideOf,
  namespaceModel,
} from "../../../../../rehearsal/models/kubernetes/core";
import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import type { Properties } from "../../../../../rehearsal/world/model";
import {
  cart,
  cartService,
  clusterArn,
  clusterWorld,
  idsOf,
  inShop,
  refusalOf,
  withAt,
} from "./cluster";

describe("Namespace", () => {
  it("is a label of at most 63 characters", () => {
    const made = (name: string) => () =>
      clusterWorld().create(namespaceModel.type, { metadata: { name } });
    expect(refusalOf(made("a.b")).message).toBe(
      'Namespace "a.b" is invalid: metadata.name: Invalid value: "a.b": must not contain dots',
    );
    expect(refusalOf(made("a".repeat(64))).message).toContain("must be no more than 63 bytes");
  });

  it("bears its own name as a label, for selectors", () => {
    const world = clusterWorld();
    const made = world.create(namespaceModel.type, { metadata: { name: "x", labels: { a: "b" } } });
    expect(made.outputs).toMatchObject({
      metadata: { labels: { a: "b", "kubernetes.io/metadata.name": "x" } },
      status: { phase: "Active" },
    });
  });

  it.each(["default", "kube-system"])("%s is there from birth", (name) => {
    const world = clusterWorld();
    expect(
      refusalOf(() => world.create(namespaceModel.type, { metadata: { name } })).message,
    ).toContain(`namespaces "${name}" already exists`);
    const account = { metadata: { name: "x", namespace: name } };
    expect(world.create(kinds.ServiceAccount.type, account).id).toBe(`${name}/x`);
  });

  it("takes everything in it along, and nothing else", () => {
    const world = clusterWorld();
    const other = world.create(namespaceModel.type, { metadata: { name: "other" } });
    world.create(kinds.Deployment.type, cart);
    world.create(kinds.Service.type, cartService);
    const kept = world.create(
      kinds.Service.type,
      withAt(cartService, ["metadata", "namespace"], "other"),
    );
    expect(idsOf(insideOf(world, clusterArn, "shop"))).toEqual(["shop/cart", "shop/cart"]);
    const [shop] = world.all(namespaceModel.type);
    if (shop === undefined) throw new Error("no namespace");
    world.delete(shop);
    expect(insideOf(world, clusterArn, "shop")).toEqual([]);
    expect(world.find(kinds.Service.type, kept.id)).toBe(kept);
    expect(world.find(namespaceModel.type, other.id)).toBe(other);
  });
});

describe("ConfigMap", () => {
  const map = (more: Properties): Properties => ({ metadata: inShop("settings"), ...more });

  it.each<[string, Properties, string]>([
    [
      "a key with a slash",
      { data: { "a/b": "" } },
      'ConfigMap "settings" is invalid: data[a/b]: Invalid value: "a/b": a valid config key',
    ],
    ["a key twice", { data: { a: "" }, binaryData: { a: "" } }, 'data[a]: Duplicate value: "a"'],
    [
      "more than a MiB",
      { data: { a: "x".repeat(1024 * 1024 + 1) } },
      "Too long: may not be more than 1048576 bytes",
    ],
  ])("refuses %s", (_what, more, words) => {
    expect(
      refusalOf(() => clusterWorld().create(configMapModel.type, map(more))).message,
    ).toContain(words);
  });

  it("is replaced when its data changes: the provider's default", () => {
    expect(configMapModel.replaceOn).toEqual(expect.arrayContaining(["data", "binaryData"]));
  });

  it("cannot be changed once it is immutable", () => {
    const world = clusterWorld();
    const made = world.create(configMapModel.type, map({ data: { a: "1" }, immutable: true }));
    expect(refusalOf(() => world.update(made, map({ data: { a: "2" } }))).message).toBe(
      'ConfigMap "settings" is invalid: [immutable: Forbidden: field is immutable when `immutable` is set, data: Forbidden: field is immutable when `immutable` is set]',
    );
  });
});

describe("ServiceAccount", () => {
  it("names pull secrets that could exist", () => {
    const inputs = { metadata: inShop("cart"), imagePullSecrets: [{ name: "Bad_Name" }] };
    expect(
      refusalOf(() => clusterWorld().create(kinds.ServiceAccount.type, inputs)).message,
    ).toContain('imagePullSecrets[0].name: Invalid value: "Bad_Name"');
  });
});
