import { checkImage } from "../../../components/topology/image-reference";

const digest = `sha256:${"0a".repeat(32)}`;

describe("checkImage", () => {
  it.each([
    "nginx",
    "nginx:1.29",
    "library/nginx:latest",
    "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice:v0.10.6",
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/boutique/wishes:3f2a1c",
    "localhost:5000/a__b/c---d/e.f_g:Tag_1.2-3",
    `registry.example.com/cart@${digest}`,
    `registry.example.com/cart:v1@${digest}`,
  ])("takes %s", (reference) => {
    expect(checkImage("image", reference)).toEqual([]);
  });

  it.each([
    "",
    "Cart",
    "registry.example.com/Cart:v1",
    "https://registry.example.com/cart",
    "cart:",
    "cart:v1:v2",
    "cart: v1",
    "cart\n",
    "cart:-v1",
    `cart:${"t".repeat(129)}`,
    "cart@sha256:abc",
    `cart@md5:${"0a".repeat(32)}`,
    "a//b",
    "a/_b",
    "a___b",
    `registry.example.com/${"a".repeat(250)}`,
  ])("refuses %j", (reference) => {
    expect(checkImage("services.cart.image", reference)).toEqual([
      expect.objectContaining({ path: "services.cart.image", value: reference }),
    ]);
  });

  it("does not stumble over a long text", () => {
    expect(checkImage("image", `${"a".repeat(100_000)}!`)).toHaveLength(1);
    expect(checkImage("image", `${"a-".repeat(50_000)}!`)).toHaveLength(1);
  });
});
