/** The program itself, as Pulumi runs it. */
import { setAllConfig } from "@pulumi/pulumi/runtime";

import { urns } from "../../support/record";
import { recordStack, recordWhole, settingsOf } from "../../support/stacks";

type Program = typeof import("../../../stacks/index");

describe("stacks/index.ts", () => {
  it("registers what the tests take for the program, and tells where services are found", async () => {
    const expected = await recordStack("dev");
    const { resources, result } = await recordWhole("dev", () => {
      const config = Object.entries(settingsOf("dev"));
      setAllConfig(Object.fromEntries(config.map(([key, value]) => [`archipelago:${key}`, value])));
      return jest.requireActual<Program>("../../../stacks/index");
    });
    expect(urns(resources)).toEqual(urns(expected.resources));
    const inputs = (all: typeof resources) => new Map(all.map((r) => [r.urn, r.inputs]));
    expect(inputs(resources)).toEqual(inputs(expected.resources));
    expect(Object.keys(result.services).sort()).toEqual(
      Object.keys(expected.result.system.services).sort(),
    );
    expect(result.services["frontend"]?.publicUrl).toBe("https://shop.dev.example.com");
    expect(result.nameServers).toBeDefined();
  });
});
