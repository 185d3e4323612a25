import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import { cart, clusterWorld, refusalOf, withAt, type BadField } from "./cluster";

const template = ["spec", "template"] as const;
const pod = [...template, "spec"] as const;
const container = [...pod, "containers", 0] as const;
const at = "spec.template.spec.containers[0]";

describe("containers", () => {
  it.each<BadField>([
    ["no containers", [...pod, "containers"], [], "spec.template.spec.containers: Required value"],
    [
      "a container's bad name",
      [...container, "name"],
      "Server",
      `${at}.name: Invalid value: "Server": a lowercase RFC 1123 label`,
    ],
    [
      "a container's long name",
      [...container, "name"],
      "a".repeat(64),
      "must be no more than 63 bytes",
    ],
    ["no image", [...container, "image"], undefined, `${at}.image: Required value`],
    ["an empty image", [...container, "image"], "", `${at}.image: Required value`],
    [
      "an image with a blank",
      [...container, "image"],
      "cart:1 ",
      `${at}.image: Invalid value: "cart:1 ": must not have leading or trailing whitespace`,
    ],
    [
      "a port's protocol that there is not",
      [...container, "ports", 0, "protocol"],
      "HTTP",
      `${at}.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"`,
    ],
    [
      "a user that is no number of 31 bits",
      [...container, "securityContext", "runAsUser"],
      2 ** 31,
      `${at}.securityContext.runAsUser: Invalid value: 2147483648: must be between 0 and 2147483647, inclusive`,
    ],
    [
      "a port's long name",
      [...container, "ports", 0, "name"],
      "a-very-long-port",
      `${at}.ports[0].name: Invalid value: "a-very-long-port": must be no more than 15 bytes`,
    ],
    [
      "a port of one name twice",
      [...container, "ports"],
      [
        { name: "grpc", containerPort: 1 },
        { name: "grpc", containerPort: 2 },
      ],
      `${at}.ports[1].name: Duplicate value: "grpc"`,
    ],
    [
      "a port out of range",
      [...container, "ports", 0, "containerPort"],
      70000,
      `${at}.ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive`,
    ],
    [
      "a variable's bad name",
      [...container, "env"],
      [{ name: "A=B", value: "" }],
      `${at}.env[0].name: Invalid value: "A=B": a valid environment variable name`,
    ],
    [
      "a variable with value and source",
      [...container, "env"],
      [{ name: "A", value: "1", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }],
      `${at}.env[0].valueFrom: Invalid value: "": may not be specified when \`value\` is not empty`,
    ],
    [
      "a request above its limit",
      [...container, "resources", "requests", "cpu"],
      "301m",
      `${at}.resources.requests: Invalid value: "301m": must be less than or equal to cpu limit of 300m`,
    ],
    [
      "a negative request",
      [...container, "resources", "requests", "cpu"],
      "-1",
      `${at}.resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0`,
    ],
    [
      "a quantity that is none",
      [...container, "resources", "requests", "memory"],
      "64MB",
      'Deployment in version "v1" cannot be handled as a Deployment: quantities must match the regular expression',
    ],
    [
      "a mount of no volume",
      [...container, "volumeMounts"],
      [{ name: "tmp", mountPath: "/tmp" }],
      `${at}.volumeMounts[0].name: Not found: "tmp"`,
    ],
    [
      "privilege without escalation",
      [...container, "securityContext"],
      { allowPrivilegeEscalation: false, privileged: true },
      "cannot set `allowPrivilegeEscalation` to false and `privileged` to true",
    ],
    [
      "an init container of the same name",
      [...pod, "initContainers"],
      [{ name: "server", image: "busybox" }],
      'spec.template.spec.initContainers[0].name: Duplicate value: "server"',
    ],
    [
      "an init container with a probe",
      [...pod, "initContainers"],
      [{ name: "wait", image: "busybox", readinessProbe: { exec: { command: ["true"] } } }],
      "initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always",
    ],
  ])("are refused for %s", (_what, path, value, words) => {
    const inputs = withAt(cart, path, value);
    expect(refusalOf(() => clusterWorld().create(kinds.Deployment.type, inputs)).message).toContain(
      words,
    );
  });
});
