import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap";

import { ServiceNamespace } from "../../../components/services/namespace";
import { dependencyNames, identity, named, record, urns } from "../../support/record";
import { own, recordBoth, refusal, wholeSite } from "../../support/whole-sites";

const program = () =>
  new ServiceNamespace("boutique-west", { site: wholeSite("eu-west-1"), namespace: "boutique" });

describe("ServiceNamespace", () => {
  it("registers exactly these children, as in a preview", async () => {
    const { preview, update } = await recordBoth(program);
    expect(identity(own(update.resources))).toMatchSnapshot("identity");
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    const self = named(update.resources, "boutique-west");
    expect(own(update.resources).filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
  });

  it("stands in its region's cluster, once that is ready", async () => {
    const { resources } = await record({}, program);
    const provider = named(resources, "site-eu-west-1");
    for (const name of ["boutique-west-namespace", "boutique-west-deny"]) {
      expect(named(resources, name).provider).toBe(`${provider.urn}::site-eu-west-1-id`);
    }
    expect(dependencyNames(named(resources, "boutique-west-namespace"))).toEqual([
      "site-eu-west-1-ready",
    ]);
  });

  it("admits restricted pods only", async () => {
    const { resources } = await record({}, program);
    expect(named(resources, "boutique-west-namespace").inputs["metadata"]).toMatchObject({
      name: "boutique",
      labels: { "pod-security.kubernetes.io/enforce": "restricted" },
    });
  });

  it("has pods wait for the load balancers' targets", async () => {
    const { resources } = await record({}, program);
    expect(named(resources, "boutique-west-namespace").inputs["metadata"]).toMatchObject({
      labels: { "eks.amazonaws.com/pod-readiness-gate-inject": "enabled" },
    });
  });

  it("lets no packet in or out before anything is in it", async () => {
    const { resources } = await record({}, () => {
      const { ready } = program();
      return new ConfigMap("workload", {}, { dependsOn: [...ready] });
    });
    const denial = named(resources, "boutique-west-deny");
    expect(denial.inputs).toMatchObject({
      metadata: { name: "default-deny", namespace: "boutique" },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    });
    expect(dependencyNames(denial)).toEqual(["boutique-west-namespace"]);
    expect(dependencyNames(named(resources, "workload"))).toEqual(["boutique-west-deny"]);
  });

  it("refuses a name that is none", async () => {
    const make = () =>
      new ServiceNamespace("x", { site: wholeSite("eu-west-1"), namespace: "Boutique" });
    expect(await refusal(make)).toContain('namespace is "Boutique"');
  });
});
