// Covers plugins.js and policy-proxy.js as far as no engine is needed; test/engine does the rest.
import { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { environmentOf } from "../../../../tools/language-host/plugins.js";
import { stackEnvironment } from "../../../../tools/language-host/policy-proxy.js";

describe("environmentOf", () => {
  it("reads the engine's list, values with equals signs included", () => {
    expect(environmentOf(["A=1", "B=x=y", "C="])).toEqual({ A: "1", B: "x=y", C: "" });
  });
});

describe("stackEnvironment", () => {
  it("tells a policy pack which stack it judges", () => {
    const request = new AnalyzerStackConfigureRequest().setStack("dev").setProject("archipelago");
    request.setDryRun(true).getConfigMap().set("archipelago:name", "x");
    expect(stackEnvironment(request)).toEqual({
      PULUMI_NODEJS_PROJECT: "archipelago",
      PULUMI_NODEJS_STACK: "dev",
      PULUMI_NODEJS_DRY_RUN: "true",
      PULUMI_CONFIG: '{"archipelago:name":"x"}',
    });
  });

  it("is empty where there is no stack", () => {
    expect(stackEnvironment(undefined)).toEqual({});
  });
});
