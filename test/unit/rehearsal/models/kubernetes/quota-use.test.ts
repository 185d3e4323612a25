import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import { quotaExceeded } from "../../../../../rehearsal/models/kubernetes/quota-use";
import { resourceQuotaModel } from "../../../../../rehearsal/models/kubernetes/quotas";
import type { Properties } from "../../../../../rehearsal/world/model";
import { cart, clusterArn, clusterWorld, inShop, reasonsOf, withAt } from "./cluster";

const quota = (hard: Properties, more: Properties = {}): Properties => ({
  metadata: inShop("compute"),
  spec: { hard, ...more },
});

describe("a namespace's quota", () => {
  it.each<[string, Properties, string | undefined]>([
    ["enough pods", { pods: "3" }, undefined],
    ["too few pods", { pods: "2" }, "requested: pods=1, used: pods=2, limited: pods=2"],
    ["just enough CPU", { "requests.cpu": "600m" }, undefined],
    [
      "too little CPU",
      { cpu: "500m" },
      "exceeded quota: compute, requested: cpu=200m, used: cpu=400m, limited: cpu=500m",
    ],
    [
      "too little memory",
      { "limits.memory": "256Mi" },
      "requested: limits.memory=128Mi, used: limits.memory=256Mi, limited: limits.memory=256Mi",
    ],
    ["nothing that pods ask for", { services: "0" }, undefined],
  ])("leaves three pods %s", (_what, hard, words) => {
    const world = clusterWorld();
    world.create(resourceQuotaModel.type, quota(hard));
    const sentence = quotaExceeded(world, clusterArn, cart);
    if (words === undefined) expect(sentence).toBeUndefined();
    else expect(sentence).toContain(words);
  });

  it("counts the other Deployments of the namespace, not those of another", () => {
    const world = clusterWorld();
    world.create(kinds.Deployment.type, withAt(cart, ["metadata", "name"], "other"));
    world.create(resourceQuotaModel.type, quota({ pods: "5" }));
    expect(reasonsOf(() => world.create(kinds.Deployment.type, cart)).at(-1)).toContain(
      "is forbidden: exceeded quota: compute, requested: pods=1, used: pods=5, limited: pods=5",
    );
    world.create(kinds.Namespace.type, { metadata: { name: "free" } });
    const elsewhere = withAt(cart, ["metadata", "namespace"], "free");
    expect(world.create(kinds.Deployment.type, elsewhere).id).toBe("free/cart");
  });

  it("passes over a quota with scopes", () => {
    const world = clusterWorld();
    world.create(resourceQuotaModel.type, quota({ pods: "0" }, { scopes: ["BestEffort"] }));
    expect(quotaExceeded(world, clusterArn, cart)).toBeUndefined();
  });
});
