import { nodeClassSpec, nodePoolSpec } from "../../../components/clusters/node-plan";

const placement = { roleName: "role", subnetIds: ["subnet-1"], securityGroupId: "sg-1" };

describe("nodeClassSpec", () => {
  it("lets pods talk until a policy selects them, unless told otherwise", () => {
    expect(nodeClassSpec(placement, {}).networkPolicy).toBe("DefaultAllow");
    expect(nodeClassSpec(placement, { networkPolicy: "DefaultDeny" }).networkPolicy).toBe(
      "DefaultDeny",
    );
  });
});

describe("nodePoolSpec", () => {
  const values = (spec: ReturnType<typeof nodePoolSpec>, key: string) =>
    spec.template.spec.requirements.find((requirement) => requirement.key === key)?.values;

  it("has bounds and on-demand amd64 nodes by default", () => {
    const spec = nodePoolSpec({});
    expect(spec.limits).toEqual({ cpu: "200", memory: "800Gi" });
    expect(values(spec, "kubernetes.io/arch")).toEqual(["amd64"]);
    expect(values(spec, "karpenter.sh/capacity-type")).toEqual(["on-demand"]);
  });

  it("does not depend on the order of choices", () => {
    const one = nodePoolSpec({
      architectures: ["arm64", "amd64"],
      capacityTypes: ["spot", "on-demand"],
    });
    const other = nodePoolSpec({
      architectures: ["amd64", "arm64"],
      capacityTypes: ["on-demand", "spot"],
    });
    expect(one).toEqual(other);
    expect(values(one, "kubernetes.io/arch")).toEqual(["amd64", "arm64"]);
  });

  it("names the node class that the cluster gets", () => {
    expect(nodePoolSpec({}).template.spec.nodeClassRef).toEqual({
      group: "eks.amazonaws.com",
      kind: "NodeClass",
      name: "archipelago",
    });
  });

  it("replaces few nodes at a time, and each before AWS would", () => {
    const { disruption, template } = nodePoolSpec({});
    expect(disruption.budgets).toEqual([{ nodes: "10%" }]);
    const hours = Number.parseInt(template.spec.expireAfter, 10);
    const graceHours = Number.parseInt(template.spec.terminationGracePeriod, 10);
    expect(hours + graceHours).toBeLessThanOrEqual(21 * 24);
  });
});
