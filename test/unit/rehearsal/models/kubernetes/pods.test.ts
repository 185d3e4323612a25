import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import { cart, clusterWorld, refusalOf, withAt, type BadField } from "./cluster";

const template = ["spec", "template"] as const;
const pod = [...template, "spec"] as const;

describe("a pod template", () => {
  it.each<BadField>([
    [
      "a group below none",
      [...pod, "securityContext"],
      { fsGroup: -1 },
      "spec.template.spec.securityContext.fsGroup: Invalid value: -1: must be between 0 and 2147483647, inclusive",
    ],
    [
      "a DNS policy that there is not",
      [...pod, "dnsPolicy"],
      "Host",
      'spec.template.spec.dnsPolicy: Unsupported value: "Host": supported values: "ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"',
    ],
    [
      "a policy for volumes that there is not",
      [...pod, "securityContext"],
      { fsGroupChangePolicy: "Never" },
      'spec.template.spec.securityContext.fsGroupChangePolicy: Unsupported value: "Never": supported values: "Always", "OnRootMismatch"',
    ],
    [
      "a volume without type",
      [...pod, "volumes"],
      [{ name: "tmp" }],
      "spec.template.spec.volumes[0]: Required value: must specify a volume type",
    ],
    [
      "a volume of two types",
      [...pod, "volumes"],
      [{ name: "tmp", emptyDir: {}, configMap: { name: "a" } }],
      "volumes[0].configMap: Forbidden: may not specify more than 1 volume type",
    ],
    [
      "two volumes of one name",
      [...pod, "volumes"],
      [
        { name: "tmp", emptyDir: {} },
        { name: "tmp", emptyDir: {} },
      ],
      'spec.template.spec.volumes[1].name: Duplicate value: "tmp"',
    ],
    [
      "a spread of no skew",
      [...pod, "topologySpreadConstraints"],
      [{ maxSkew: 0, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" }],
      "topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero",
    ],
    [
      "a spread that is not known",
      [...pod, "topologySpreadConstraints"],
      [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "Never" }],
      'whenUnsatisfiable: Unsupported value: "Never": supported values: "DoNotSchedule", "ScheduleAnyway"',
    ],
    [
      "a spread twice",
      [...pod, "topologySpreadConstraints"],
      [
        { maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" },
        { maxSkew: 2, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" },
      ],
      'Duplicate value: "{zone, DoNotSchedule}"',
    ],
    [
      "a negative grace",
      [...pod, "terminationGracePeriodSeconds"],
      -1,
      "terminationGracePeriodSeconds: Invalid value: -1: must be greater than or equal to 0",
    ],
    [
      "pods that stop",
      [...pod, "restartPolicy"],
      "Never",
      'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
    ],
    [
      "a template's long label",
      [...template, "metadata", "labels"],
      { app: "cart", tier: "x".repeat(64) },
      "spec.template.labels: Invalid value:",
    ],
  ])("are refused for %s", (_what, path, value, words) => {
    const inputs = withAt(cart, path, value);
    expect(refusalOf(() => clusterWorld().create(kinds.Deployment.type, inputs)).message).toContain(
      words,
    );
  });
});
