import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  customKinds,
  invokeTokens,
  packageOf,
  resourceTypes,
} from "../../../../rehearsal/catalogue/types";

describe("the list of types", () => {
  it.each([
    ["resource types", resourceTypes],
    ["invokes", invokeTokens],
    ["custom kinds", customKinds],
  ])("has its %s sorted and once each", (_, list) => {
    expect([...new Set(list)].sort()).toEqual(list);
  });

  it("names every file of custom kinds", () => {
    const folder = join(__dirname, "../../../../rehearsal/catalogue/custom-kinds");
    expect(customKinds.map((kind) => `${kind}.json`)).toEqual(readdirSync(folder).sort());
  });
});

describe("packageOf", () => {
  it.each([
    ["aws:ec2/vpc:Vpc", "aws"],
    ["kubernetes:eks.amazonaws.com/v1:NodeClass", "kubernetes"],
    ["docker:index/image:Image", "docker"],
  ])("%s is of %s", (token, name) => {
    expect(packageOf(token)).toBe(name);
  });

  it.each(["gcp:compute/network:Network", "toString:a:b", "aws", ""])("refuses %j", (token) => {
    expect(() => packageOf(token)).toThrow("stands in for aws, kubernetes, docker only");
  });
});
