import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import { caller } from "../../../../support/world-view";
import { cart, clusterWorld, emptyWorld, inShop, others, refusalOf, withAt } from "./cluster";

describe("what a caller may do", () => {
  const quota = { metadata: inShop("limits"), spec: { hard: { pods: "10" } } };
  const deed = (as = caller, here = clusterWorld()) =>
    here.create(kinds.ServiceAccount.type, { metadata: inShop("x") }, as);

  it("is nothing for whom no policy allows it", () => {
    expect(refusalOf(() => deed(others.stranger))).toMatchObject({ code: "Forbidden" });
    expect(
      refusalOf(() => emptyWorld().create(kinds.Namespace.type, { metadata: { name: "x" } })),
    ).toMatchObject({ code: "Forbidden" });
  });

  it("is open to the sessions of a role that has an entry", () => {
    const session = "arn:aws:sts::123456789012:assumed-role/deployer/pulumi";
    expect(deed({ ...caller, principalArn: session }).id).toBe("shop/x");
  });

  it("lets a viewer change nothing", () => {
    expect(refusalOf(() => deed(others.viewer))).toMatchObject({
      code: "Forbidden",
      message:
        'serviceaccounts is forbidden: User "arn:aws:iam::123456789012:role/viewer" cannot create resource "serviceaccounts" in API group "" in the namespace "shop"',
    });
  });

  it("keeps a team to its namespace and to workloads", () => {
    const here = clusterWorld();
    expect(deed(others.team, here).id).toBe("shop/x");
    here.create(kinds.Namespace.type, { metadata: { name: "other" } });
    const elsewhere = withAt(cart, ["metadata", "namespace"], "other");
    expect(
      refusalOf(() => here.create(kinds.Deployment.type, elsewhere, others.team)).message,
    ).toContain(
      'cannot create resource "deployments" in API group "apps" in the namespace "other"',
    );
    expect(
      refusalOf(() => here.create(kinds.Namespace.type, { metadata: { name: "n" } }, others.team))
        .message,
    ).toContain('cannot create resource "namespaces" in API group "" at the cluster scope');
    expect(
      refusalOf(() => here.create(kinds.ResourceQuota.type, quota, others.team)).message,
    ).toContain("resourcequotas is forbidden");
  });

  it("asks again on update and deletion", () => {
    const here = clusterWorld();
    const made = deed(caller, here);
    expect(refusalOf(() => here.update(made, made.inputs, others.viewer)).message).toContain(
      'serviceaccounts "x" is forbidden: User "arn:aws:iam::123456789012:role/viewer" cannot patch',
    );
    expect(
      refusalOf(() => {
        here.delete(made, others.viewer);
      }).message,
    ).toContain("cannot delete");
  });
});
