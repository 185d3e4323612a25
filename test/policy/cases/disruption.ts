import { notKnownYet, type Registration } from "../../../policy/harness";
import { inProduction, one, refused, type Cases } from "./case";
import {
  autoscaler,
  budget,
  cluster,
  container,
  deployment,
  inCluster,
  web,
  zoneSpread,
} from "./kubernetes";

const budgetType = "kubernetes:policy/v1:PodDisruptionBudget";

const a = cluster("a");
const b = cluster("b");

const other = { matchLabels: { app: "other" } };

/** A workload with these constraints. */
function spread(replicas: number | undefined, ...constraints: readonly object[]): Registration {
  const pod = { containers: [container()], topologySpreadConstraints: constraints };
  return inCluster("a", "apps/v1:Deployment", "web", deployment(pod, replicas));
}

export const disruptionCases: Cases = {
  "disruption-budgets-let-go": {
    refuses: {
      "none may be unavailable": refused(
        budgetType,
        { spec: { maxUnavailable: 0 } },
        /maxUnavailable lets no pod go/,
      ),
      "a patch, after which none may be": refused(
        `${budgetType}Patch`,
        { spec: { maxUnavailable: 0 } },
        /maxUnavailable lets no pod go/,
      ),
      "none in a hundred": refused(budgetType, { spec: { maxUnavailable: "0%" } }, /no pod go/),
      "all must be available": refused(
        budgetType,
        { spec: { minAvailable: "100%" } },
        /minAvailable lets no pod go/,
      ),
    },
    accepts: {
      "one may be unavailable": one(budgetType, { spec: { maxUnavailable: 1 } }),
      "some must be available": one(budgetType, { spec: { minAvailable: "50%" } }),
    },
    undecided: {
      "a number from elsewhere": one(budgetType, { spec: { maxUnavailable: notKnownYet } }),
    },
  },
  "workloads-have-disruption-budgets": {
    refuses: {
      "none at all": { resources: [a, web("a", 2)], says: [/a-web has no disruption budget/] },
      "one in the other cluster only": {
        resources: [a, b, web("a", 2), budget("b", { maxUnavailable: 1 })],
        says: [/a-web has no disruption budget/],
      },
      "one for other pods": {
        resources: [
          a,
          web("a", 2),
          budget("a", { maxUnavailable: 1, selector: { matchLabels: { app: "other" } } }),
        ],
        says: [/no disruption budget/],
      },
      "one for other pods, by an expression": {
        resources: [
          a,
          web("a", 2),
          budget("a", {
            selector: { matchExpressions: [{ key: "app", operator: "In", values: ["api"] }] },
          }),
        ],
        says: [/no disruption budget/],
      },
      two: {
        resources: [a, web("a", 2), budget("a", {}), budget("a", {}, "second")],
        says: [/more than one disruption budget/],
      },
      "one that keeps them all": {
        resources: [a, web("a"), autoscaler("a", 3, 9), budget("a", { minAvailable: 3 })],
        says: [/keeps 3 of 3 pods/],
      },
      "one that keeps so large a share that all are kept": {
        resources: [a, web("a", 3), budget("a", { minAvailable: "90%" })],
        says: [/keeps 3 of 3 pods/],
      },
      "one that keeps none": {
        resources: [a, web("a", 3), budget("a", { minAvailable: 0 })],
        says: [/may lose all of its 3 pods/],
      },
      "one that keeps no share": {
        resources: [a, web("a", 3), budget("a", { minAvailable: "0%" })],
        says: [/may lose all of its 3 pods/],
      },
      "one that lets all go": {
        resources: [a, web("a", 3), budget("a", { maxUnavailable: 3 })],
        says: [/may lose all of its 3 pods/],
      },
      "one that lets so large a share go that all go": {
        resources: [a, web("a", 3), budget("a", { maxUnavailable: "70%" })],
        says: [/may lose all of its 3 pods/],
      },
      "one that says no pods": {
        resources: [a, web("a", 2), budget("a", { maxUnavailable: 1, selector: undefined })],
        says: [/no disruption budget/],
      },
      "a workload of a cluster that is being made": {
        resources: [a, { ...web("a", 2), outputs: {} }],
        says: [/no disruption budget/],
      },
    },
    accepts: {
      "one that lets one go": { resources: [a, web("a", 2), budget("a", { maxUnavailable: 1 })] },
      "one for every pod": {
        resources: [a, web("a", 2), budget("a", { maxUnavailable: 1, selector: {} })],
      },
      "one by an expression": {
        resources: [
          a,
          web("a", 2),
          budget("a", {
            maxUnavailable: 1,
            selector: {
              matchExpressions: [
                { key: "app", operator: "In", values: ["web", "api"] },
                { key: "tier", operator: "DoesNotExist" },
                { key: "app", operator: "Exists" },
                { key: "app", operator: "NotIn", values: ["db"] },
              ],
            },
          }),
        ],
      },
      "one that keeps fewer": {
        resources: [a, web("a"), autoscaler("a", 3, 9), budget("a", { minAvailable: 2 })],
      },
      "one that keeps a share": {
        resources: [a, web("a", 3), budget("a", { minAvailable: "60%" })],
      },
      "one that lets a share go": {
        resources: [a, web("a", 3), budget("a", { maxUnavailable: "50%" })],
      },
      "a single pod": { resources: [a, web("a", 1)] },
    },
    undecided: {
      "a share from elsewhere": {
        resources: [a, web("a", 3), budget("a", { minAvailable: notKnownYet })],
      },
      "a number from elsewhere": { resources: [a, web("a"), autoscaler("a", notKnownYet, 9)] },
      "a selector from elsewhere": {
        resources: [a, web("a", 2), budget("a", { selector: notKnownYet })],
      },
    },
  },
  "pods-spread-over-zones": {
    refuses: {
      "no constraint": { resources: [a, spread(3)], says: [/pods of a-web may all run in one/] },
      "no constraint, where an autoscaler adds pods": {
        resources: [a, spread(undefined), autoscaler("a", 1, 9)],
        says: [/may all run in one zone/],
      },
      "a constraint over nodes": {
        resources: [a, spread(3, { ...zoneSpread, topologyKey: "kubernetes.io/hostname" })],
        says: [/may all run in one zone/],
      },
      "a loose constraint": {
        resources: [a, spread(3, { ...zoneSpread, maxSkew: 5 })],
        says: [/may all run in one zone/],
      },
      "a constraint over no pods": {
        resources: [a, spread(3, { ...zoneSpread, labelSelector: undefined })],
        says: [/may all run in one zone/],
      },
      "a constraint over other pods": {
        resources: [a, spread(3, { ...zoneSpread, labelSelector: other })],
        says: [/may all run in one zone/],
      },
      "a workload of a cluster that is being made": {
        resources: [a, { ...spread(3), outputs: {} }],
        says: [/may all run in one zone/],
      },
    },
    accepts: {
      "a constraint over zones": { resources: [a, spread(3, zoneSpread)] },
      "a constraint over every pod": {
        resources: [a, spread(3, { ...zoneSpread, labelSelector: {} })],
      },
      "a constraint beside others": {
        resources: [a, spread(3, { ...zoneSpread, labelSelector: other }, zoneSpread)],
      },
      "a single pod": { resources: [a, spread(1)] },
      "a single pod, which is what Kubernetes runs unless it is told": {
        resources: [a, spread(undefined)],
      },
    },
    undecided: {
      "constraints from elsewhere": {
        resources: [
          a,
          inCluster(
            "a",
            "apps/v1:Deployment",
            "web",
            deployment({ topologySpreadConstraints: notKnownYet }, 3),
          ),
        ],
      },
      "labels from elsewhere": {
        resources: [
          a,
          spread(3, { ...zoneSpread, labelSelector: { matchLabels: { app: notKnownYet } } }),
        ],
      },
    },
  },
  "replicas-survive-a-loss": {
    refuses: {
      "one pod": inProduction({ resources: [a, web("a", 1)], says: [/may run 1 pods; 2/] }),
      "the default of an autoscaler": inProduction({
        resources: [a, web("a"), autoscaler("a", undefined, 9)],
        says: [/may run 1 pods/],
      }),
      "an autoscaler that may go down to one": inProduction({
        resources: [a, web("a"), autoscaler("a", 1, 9)],
        says: [/may run 1 pods/],
      }),
      "fewer than are demanded": {
        resources: [a, web("a", 2)],
        stack: "live",
        config: { protectedStacks: ["live"], minimumReplicas: 3 },
        says: [/may run 2 pods; 3/],
      },
    },
    accepts: {
      "two pods": inProduction({ resources: [a, web("a", 2)] }),
      "an autoscaler with a floor": inProduction({
        resources: [a, web("a"), autoscaler("a", 2, 9)],
      }),
      "one pod in a stack that is not protected": { resources: [a, web("a", 1)] },
      "an autoscaler of another namespace": {
        resources: [
          a,
          web("a", 2),
          inCluster("a", "autoscaling/v2:HorizontalPodAutoscaler", "other", {
            metadata: { name: "web", namespace: "other" },
            spec: { scaleTargetRef: { kind: "Deployment", name: "web" }, minReplicas: 1 },
          }),
        ],
        stack: "production",
      },
    },
    undecided: {
      "a floor from elsewhere": inProduction({
        resources: [a, web("a"), autoscaler("a", notKnownYet, 9)],
      }),
    },
  },
  "capacity-survives-a-lost-cluster": {
    refuses: {
      "two clusters that may grow by half": {
        resources: [a, b, ...["a", "b"].flatMap((c) => [web(c), autoscaler(c, 4, 6)])],
        says: [/shop\/web runs 8 pods in 2 clusters; with 1 lost, the others allow 6/],
      },
      "three that lose two": {
        resources: ["a", "b", "c"].flatMap((c) => [cluster(c), web(c), autoscaler(c, 3, 8)]),
        config: { lostClusters: 2 },
        says: [/with 2 lost, the others allow 8/],
      },
      "the largest, which goes first": {
        resources: [
          ...[a, b, web("a"), web("b")],
          ...[autoscaler("a", 2, 30), autoscaler("b", 2, 3)],
        ],
        says: [/the others allow 3/],
      },
    },
    accepts: {
      "two clusters that may double": {
        resources: [a, b, ...["a", "b"].flatMap((c) => [web(c), autoscaler(c, 4, 8)])],
      },
      "one cluster": { resources: [a, web("a"), autoscaler("a", 4, 4)] },
      "what is not scaled": { resources: [a, b, web("a", 1), web("b", 1)] },
      "more lost than there are": {
        resources: [a, b, ...["a", "b"].flatMap((c) => [web(c), autoscaler(c, 4, 4)])],
        config: { lostClusters: 2 },
      },
    },
    undecided: {
      "a floor from elsewhere": {
        resources: [a, b, ...["a", "b"].flatMap((c) => [web(c), autoscaler(c, notKnownYet, 6)])],
      },
    },
  },
};
