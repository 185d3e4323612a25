import * as pulumi from "@pulumi/pulumi";

import { nameInStack } from "../../../components/conventions/name-in-stack";
import { nameLimits } from "../../../components/conventions/naming";

const inStack = (stack: string) =>
  pulumi.runtime.setMocks(
    { newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) },
    "archipelago",
    stack,
  );

describe("nameInStack", () => {
  it("sets the stack before the logical name, once", async () => {
    await inStack("dev");
    expect(nameInStack("dynamodbTable", "boutique-wishes")).toBe("dev-boutique-wishes");
    expect(nameInStack("dynamodbTable", "dev-network")).toBe("dev-network");
    expect(nameInStack("dynamodbTable", "developer")).toBe("dev-developer");
  });

  it("keeps two stacks of one account apart, also where the name is cut short", async () => {
    const long = "boutique-recommendation-ap-southeast-2-private";
    await inStack("staging");
    const staging = nameInStack("targetGroup", long, "TCP", "8080");
    await inStack("production");
    const production = nameInStack("targetGroup", long, "TCP", "8080");
    expect(staging).not.toBe(production);
    for (const name of [staging, production]) {
      expect(name).toMatch(nameLimits.targetGroup.pattern);
      expect(name.length).toBeLessThanOrEqual(nameLimits.targetGroup.maxLength);
    }
  });

  it("takes out what load balancers do not allow", async () => {
    await inStack("Team_A.dev");
    expect(nameInStack("loadBalancer", "eu")).toBe("team-a-dev-eu");
  });
});
