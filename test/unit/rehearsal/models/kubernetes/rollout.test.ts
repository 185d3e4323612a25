import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import type { Properties } from "../../../../../rehearsal/world/model";
import { cart, clusterWorld, inShop, reasonsOf, withAt, type BadField } from "./cluster";

const type = kinds.Deployment.type;
const pod = ["spec", "template", "spec"] as const;
const container = [...pod, "containers", 0] as const;

describe("a Deployment whose pods would not start", () => {
  const waiting = "Minimum number of live Pods was not attained";

  it.each<BadField>([
    [
      "for want of its service account",
      [...pod, "serviceAccountName"],
      "cart",
      'is forbidden: error looking up service account shop/cart: serviceaccount "cart" not found',
    ],
    [
      "for want of a ConfigMap to mount",
      [...pod, "volumes"],
      [{ name: "settings", configMap: { name: "settings" } }],
      'MountVolume.SetUp failed for volume "settings" : configmap "settings" not found',
    ],
    [
      "for want of a Secret to mount",
      [...pod, "volumes"],
      [{ name: "keys", secret: { secretName: "keys" } }],
      'MountVolume.SetUp failed for volume "keys" : secret "keys" not found',
    ],
    [
      "for want of a ConfigMap in its environment",
      [...container, "envFrom"],
      [{ configMapRef: { name: "settings" } }],
      'Error: configmap "settings" not found',
    ],
    [
      "for want of a Secret in its environment",
      [...container, "env"],
      [{ name: "KEY", valueFrom: { secretKeyRef: { name: "keys", key: "key" } } }],
      'Error: secret "keys" not found',
    ],
  ])("is never ready %s", (_what, path, value, words) => {
    const reasons = reasonsOf(() => clusterWorld().create(type, withAt(cart, path, value)));
    expect(reasons).toContain(waiting);
    expect(reasons.at(-1)).toContain(words);
  });

  it("starts where what it needs is there, or need not be", () => {
    const world = clusterWorld();
    world.create(kinds.ServiceAccount.type, { metadata: inShop("cart") });
    world.create(kinds.ConfigMap.type, { metadata: inShop("settings"), data: {} });
    const volumes: readonly Properties[] = [
      { name: "a", configMap: { name: "settings" } },
      { name: "b", secret: { secretName: "later", optional: true } },
      { name: "c", configMap: { name: "kube-root-ca.crt" } },
    ];
    const inputs = withAt(
      withAt(cart, [...pod, "volumes"], volumes),
      [...pod, "serviceAccountName"],
      "cart",
    );
    expect(world.create(type, inputs).id).toBe("shop/cart");
  });

  it("asks for nothing where it has no replicas", () => {
    const inputs = withAt(
      withAt(cart, ["spec", "replicas"], 0),
      [...pod, "serviceAccountName"],
      "x",
    );
    expect(clusterWorld().create(type, inputs).outputs["status"]).toMatchObject({ replicas: 0 });
  });

  it("is never ready on Auto Mode without a pool that could start a node", () => {
    const world = clusterWorld({ computeConfig: { enabled: true, nodePools: [] } });
    const reasons = reasonsOf(() => world.create(type, cart));
    expect(reasons.at(-1)).toContain("no nodes available to schedule pods");
  });

  it("needs no pool of ours on a cluster without Auto Mode", () => {
    const world = clusterWorld({ computeConfig: { enabled: false } });
    expect(world.create(type, cart).id).toBe("shop/cart");
  });

  it("is found out on update as well", () => {
    const world = clusterWorld();
    const made = world.create(type, cart);
    const inputs = withAt(cart, [...pod, "serviceAccountName"], "gone");
    expect(reasonsOf(() => world.update(made, inputs)).at(-1)).toContain('"gone" not found');
  });
});
