// What the providers keep as sets, over all models: the order of such an input is no change of it.
import { models } from "../../../../rehearsal/models/index";
import { diff } from "../../../../rehearsal/world/diff";
import type { Model, Properties, Value } from "../../../../rehearsal/world/model";

const sets = [...models.values()].flatMap((model) =>
  (model.unordered ?? []).map((path): readonly [string, string, Model] => [
    model.type,
    path,
    model,
  ]),
);

/** Inputs with the value at a path of names. */
function holding(path: string, value: Value): Properties {
  return path.split(".").reduceRight((inner, name) => ({ [name]: inner }), value) as Properties;
}

describe("an input that the provider keeps as a set", () => {
  it.each(sets)("%s: %s has no order", (_type, path, model) => {
    const inputs = (...values: readonly string[]): Properties =>
      holding(
        path,
        values.map((value) => ({ value })),
      );
    const turned = diff(model, inputs("a", "b", "c"), inputs("c", "a", "b"));
    expect(turned).toEqual({ changes: {}, replaces: [], deleteBeforeReplace: false });
    expect(diff(model, inputs("a", "b"), inputs("a", "c")).changes).not.toEqual({});
    expect(diff(model, inputs("a", "b"), inputs("a", "b", "b")).changes).not.toEqual({});
  });

  it.each([
    ["aws:lb/loadBalancer:LoadBalancer", "subnets"],
    ["aws:lb/loadBalancer:LoadBalancer", "securityGroups"],
    ["aws:eks/cluster:Cluster", "vpcConfig.subnetIds"],
    ["aws:elasticache/serverlessCache:ServerlessCache", "subnetIds"],
    ["aws:route53/zone:Zone", "vpcs"],
    ["aws:route53/healthCheck:HealthCheck", "childHealthchecks"],
    ["aws:acm/certificate:Certificate", "subjectAlternativeNames"],
    ["aws:dynamodb/table:Table", "replicas"],
    ["aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions"],
  ])("%s: %s is one", (type, path) => {
    expect(models.get(type)?.unordered).toContain(path);
  });

  it("is none of the lists whose order means something", () => {
    const ordered = [
      ["aws:lb/listener:Listener", "defaultActions"],
      ["aws:lb/listenerRule:ListenerRule", "actions"],
      ["aws:elasticache/serverlessCache:ServerlessCache", "snapshotArnsToRestores"],
    ] as const;
    for (const [type, path] of ordered) expect(models.get(type)?.unordered).not.toContain(path);
  });
});
