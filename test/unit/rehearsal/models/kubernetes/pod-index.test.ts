import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import { podsOf } from "../../../../../rehearsal/models/kubernetes/pod-index";
import type { CloudObject } from "../../../../../rehearsal/world/model";

let order = 0;

function object(name: string, labels = {}, namespace = "shop", scope = "one"): CloudObject {
  const outputs = { metadata: { name, namespace }, spec: { template: { metadata: { labels } } } };
  const id = `${namespace}/${name}`;
  return { type: kinds.Deployment.type, id, scope, inputs: outputs, outputs, order: ++order };
}

const shared = { system: "shop" };
const cart = { ...shared, app: "cart" };
const pods = podsOf([
  object("cart", cart),
  object("web", { ...shared, app: "web" }),
  object("cart", cart, "other"),
  object("cart", cart, "shop", "two"),
]);

describe("the pods of Deployments", () => {
  it("are found by the Deployment's name in its namespace and cluster", () => {
    expect(pods.ofDeployment(object("x"), "web")).toBe(true);
    expect(pods.ofDeployment(object("x", {}, "other"), "web")).toBe(false);
    expect(pods.ofDeployment(object("x", {}, "shop", "two"), "web")).toBe(false);
  });

  it("are narrowed down by the label that fewest of them have", () => {
    const here = object("x");
    expect(pods.beside(here, {})).toHaveLength(2);
    expect(pods.beside(here, shared)).toHaveLength(2);
    expect(pods.beside(here, cart)).toEqual([cart]);
    expect(pods.beside(here, { ...shared, app: "none" })).toEqual([]);
    expect(pods.beside(object("x", {}, "nowhere"), {})).toEqual([]);
  });
});
