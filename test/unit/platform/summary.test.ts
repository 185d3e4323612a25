import { summarise } from "../../../components/platform/summary";
import { microservice } from "../../../components/services/declarations";
import { platformSite, smallSystem, systemContext } from "../../support/platforms";
import { record } from "../../support/record";
import { httpSpec } from "../../support/service-specs";

const summaryOf = async (make = () => systemContext()) =>
  (await record({}, () => summarise(make()))).result;

describe("summarise", () => {
  it("says where every service is found", async () => {
    const frontend = microservice(httpSpec({ public: { host: "shop" }, privatePort: 20001 }));
    const { services } = smallSystem();
    const tax = microservice(httpSpec({ regions: ["us-east-1"], port: 9090, privatePort: 20002 }));
    const sweeper = services["sweeper"];
    if (sweeper === undefined) throw new Error("no sweeper");
    const spec = { stores: {}, services: { frontend, tax, sweeper } };
    expect(await summaryOf(() => systemContext(spec))).toEqual({
      frontend: {
        regions: ["eu-west-1", "us-east-1"],
        clusterAddress: "frontend.boutique.svc.cluster.local:80",
        privateAddress: "frontend.int.shop.example.com:20001",
        publicUrl: "https://shop.shop.example.com",
      },
      tax: {
        regions: ["us-east-1"],
        clusterAddress: "tax.boutique.svc.cluster.local:80",
        privateAddress: "tax.int.shop.example.com:20002",
      },
      sweeper: { regions: ["eu-west-1"] },
    });
  });

  it("names no public URL while there is no public zone", async () => {
    const summary = await summaryOf(() =>
      systemContext(smallSystem(), platformSite(undefined, { publicZone: undefined })),
    );
    expect(summary["frontend"]).not.toHaveProperty("publicUrl");
    expect(summary["frontend"]).toHaveProperty("privateAddress");
  });

  it("sorts the regions", async () => {
    const backwards = () => platformSite(["us-east-1", "eu-west-1"]);
    const summary = await summaryOf(() => systemContext(smallSystem(), backwards()));
    expect(summary["cart"]?.regions).toEqual(["eu-west-1", "us-east-1"]);
  });
});
