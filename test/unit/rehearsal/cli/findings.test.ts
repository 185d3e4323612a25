import { renderFindings } from "../../../../rehearsal/cli/findings";
import type { Finding } from "../../../../rehearsal/world/model";

const scope = "arn:aws:eks:eu-west-1:123456789012:cluster/shop";
const policy = (id: string, more: Partial<Finding> = {}): Finding => ({
  scope,
  type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  id,
  problem: "the cluster does not enforce network policies",
  ...more,
});

describe("renderFindings", () => {
  it("says nothing where there is nothing", () => {
    expect(renderFindings([])).toEqual([]);
  });

  it("tells each problem once, with what has it", () => {
    const service = "kubernetes:core/v1:Service";
    const found = [
      policy("shop/a"),
      policy("shop/cart", { type: service, problem: "the Service selects no pod" }),
      ...["shop/b", "shop/c", "shop/d", "shop/e"].map((id) => policy(id)),
      policy("zone", { scope: "global", type: "aws:route53/zone:Zone", problem: "empty" }),
    ];
    expect(renderFindings(found).slice(2)).toEqual([
      "  NetworkPolicy shop/a, shop/b, shop/c and 2 more in shop (eu-west-1): the cluster does not enforce network policies",
      "  Service shop/cart in shop (eu-west-1): the Service selects no pod",
      "  Zone zone in global: empty",
    ]);
  });

  it("keeps clusters apart", () => {
    const other = scope.replace("eu-west-1", "us-east-1");
    expect(renderFindings([policy("a"), policy("a", { scope: other })])).toHaveLength(4);
  });
});
