import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import { enforced, violation } from "../../../../../rehearsal/models/kubernetes/pod-security";
import type { Properties } from "../../../../../rehearsal/world/model";
import { cart, clusterWorld, reasonsOf, restrictedPod, withAt } from "./cluster";

const restricted = { "pod-security.kubernetes.io/enforce": "restricted" };
const baseline = { "pod-security.kubernetes.io/enforce": "baseline" };
const bare: Properties = {
  containers: [
    { name: "a", image: "a" },
    { name: "b", image: "b" },
  ],
};
const context = ["containers", 0, "securityContext"] as const;

describe("Pod Security", () => {
  it("reads the level and the version of a namespace", () => {
    expect(enforced({})).toEqual({ level: "privileged", version: "latest" });
    expect(
      enforced({ ...restricted, "pod-security.kubernetes.io/enforce-version": "v1.34" }),
    ).toEqual({ level: "restricted", version: "v1.34" });
  });

  it("lets in what asks for nothing", () => {
    expect(violation(restrictedPod, restricted)).toBeUndefined();
    expect(violation(bare, baseline)).toBeUndefined();
    expect(violation(bare, {})).toBeUndefined();
  });

  it("lists all that a bare pod lacks, in the order of the admission controller", () => {
    expect(violation(bare, restricted)).toBe(
      'violates PodSecurity "restricted:latest": ' +
        'allowPrivilegeEscalation != false (containers "a", "b" must set securityContext.allowPrivilegeEscalation=false), ' +
        'unrestricted capabilities (containers "a", "b" must set securityContext.capabilities.drop=["ALL"]), ' +
        'runAsNonRoot != true (pod or containers "a", "b" must set securityContext.runAsNonRoot=true), ' +
        'seccompProfile (pod or containers "a", "b" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    );
  });

  it.each<[string, readonly (string | number)[], Properties[string], string]>([
    ["the host's network", ["hostNetwork"], true, "host namespaces (hostNetwork=true)"],
    [
      "a host's port",
      ["containers", 0, "ports"],
      [{ containerPort: 1, hostPort: 80 }],
      'hostPort (container "server" uses hostPort 80)',
    ],
    [
      "privilege",
      [...context, "privileged"],
      true,
      'privileged (container "server" must not set securityContext.privileged=true)',
    ],
    [
      "a capability",
      [...context, "capabilities", "add"],
      ["NET_ADMIN"],
      'must not include "NET_ADMIN" in securityContext.capabilities.add',
    ],
  ])("turns away %s at both levels", (_what, path, value, words) => {
    const pod = withAt(restrictedPod, path, value);
    expect(violation(pod, restricted)).toContain(words);
    expect(violation(pod, baseline)).toContain(words);
  });

  it.each<[string, readonly (string | number)[], Properties[string], string]>([
    [
      "root by number",
      ["securityContext", "runAsUser"],
      0,
      "runAsUser=0 (pod must not set runAsUser=0)",
    ],
    [
      "root of one container",
      [...context, "runAsUser"],
      0,
      'runAsUser=0 (container "server" must not set runAsUser=0)',
    ],
    [
      "root allowed",
      ["securityContext", "runAsNonRoot"],
      false,
      "runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)",
    ],
    [
      "no seccomp profile",
      ["securityContext", "seccompProfile", "type"],
      "Unconfined",
      'seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
    [
      "a volume of the host",
      ["volumes"],
      [{ name: "logs", hostPath: { path: "/var" } }],
      'restricted volume types (volume "logs" uses restricted volume type "hostPath")',
    ],
    [
      "escalation",
      [...context, "allowPrivilegeEscalation"],
      true,
      'allowPrivilegeEscalation != false (container "server" must set',
    ],
  ])("turns away %s only where it is restricted", (_what, path, value, words) => {
    const pod = withAt(restrictedPod, path, value);
    expect(violation(pod, restricted)).toContain(words);
    if (!words.startsWith("restricted volume")) expect(violation(pod, baseline)).toBeUndefined();
    else expect(violation(pod, baseline)).toContain('hostPath volumes (volume "logs")');
  });

  it("lets a container bind a low port", () => {
    const pod = withAt(restrictedPod, [...context, "capabilities", "add"], ["NET_BIND_SERVICE"]);
    expect(violation(pod, restricted)).toBeUndefined();
  });

  it("keeps a Deployment of a restricted namespace from being ready", () => {
    const world = clusterWorld();
    world.create(kinds.Namespace.type, { metadata: { name: "tight", labels: restricted } });
    const moved = withAt(cart, ["metadata", "namespace"], "tight");
    expect(world.create(kinds.Deployment.type, moved).id).toBe("tight/cart");
    const loose = withAt(
      withAt(moved, ["metadata", "name"], "loose"),
      ["spec", "template", "spec", "securityContext"],
      {},
    );
    expect(reasonsOf(() => world.create(kinds.Deployment.type, loose)).at(-1)).toMatch(
      /^Error creating: pods "loose-[0-9a-f]{10}-[0-9a-f]{5}" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true/,
    );
  });
});
