import * as pulumi from "@pulumi/pulumi";

import { child } from "../../../components/conventions/regional-scope";
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
