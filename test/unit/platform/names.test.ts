import { createNames } from "../../../components/platform/names";
import { systemContext } from "../../support/platforms";
import { named, ofType, record } from "../../support/record";

const recordNames = async () =>
  (
    await record({}, () => {
      createNames(systemContext());
    })
  ).resources;

describe("createNames", () => {
  it("names every service that can be called, in the regions it runs in", async () => {
    const resources = await recordNames();
    const records = ofType(resources, "aws:route53/record:Record");
    expect(records.map(({ inputs }) => inputs["name"]).sort()).toEqual([
      "cart.eu-west-1.int.shop.example.com",
      "cart.int.shop.example.com",
      "cart.int.shop.example.com",
      "cart.us-east-1.int.shop.example.com",
      "frontend.eu-west-1.int.shop.example.com",
      "frontend.int.shop.example.com",
      "frontend.int.shop.example.com",
      "frontend.us-east-1.int.shop.example.com",
      "tax.eu-west-1.int.shop.example.com",
      "tax.int.shop.example.com",
    ]);
    expect(new Set(records.map(({ inputs }) => inputs["zoneId"]))).toEqual(new Set(["ZPRIVATE"]));
  });

  it("leads to the private entry of the region", async () => {
    const record = named(await recordNames(), "boutique-tax-name-eu-west-1");
    expect(record.inputs["aliases"]).toMatchObject([
      { name: "private.eu-west-1.elb.amazonaws.com" },
    ]);
  });
});
