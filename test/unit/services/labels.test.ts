import { labels, selectorLabels } from "../../../components/services/labels";

describe("labels", () => {
  it("hold what selectors match, which can never change", () => {
    expect(selectorLabels("cart")).toEqual({ "app.kubernetes.io/name": "cart" });
    expect(labels("cart", "boutique")).toMatchObject(selectorLabels("cart"));
  });

  it("say what a service is part of", () => {
    expect(labels("cart", "boutique")).toEqual({
      "app.kubernetes.io/name": "cart",
      "app.kubernetes.io/part-of": "boutique",
      "app.kubernetes.io/managed-by": "pulumi",
    });
  });
});
