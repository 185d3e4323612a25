import * as pulumi from "@pulumi/pulumi";

import { child, namedInStack } from "../../../components/conventions/regional-scope";
import { record } from "../../support/record";

describe("child", () => {
  it("gives a child its name, the region, the caller's tags and the house's", async () => {
    const { result } = await record({ project: "shop", stack: "prod" }, () =>
      child(
        {
          parent: new pulumi.ComponentResource("a:index:Outer", "outer"),
          name: "net",
          region: "eu-west-1",
          tags: { team: "platform" },
        },
        "vpc",
      ),
    );
    expect(result).toEqual({
      childName: "net-vpc",
      region: "eu-west-1",
      tags: {
        team: "platform",
        Name: "net-vpc",
        "archipelago:stack": "shop/prod",
        "archipelago:resource": "net-vpc",
      },
    });
  });
});

describe("namedInStack", () => {
  const nameFor = async (logicalName: string) =>
    (await record({ project: "shop", stack: "prod" }, () => namedInStack("iamRole", logicalName)))
      .result;

  it("is made of project, stack and logical name", async () => {
    expect(await nameFor("net-role")).toBe("shop-prod-net-role");
  });

  it("fits the kind of object", async () => {
    const [first, second] = [await nameFor("x".repeat(80)), await nameFor("x".repeat(81))];
    expect([first.length, second.length]).toEqual([64, 64]);
    expect(first).not.toBe(second);
  });
});
