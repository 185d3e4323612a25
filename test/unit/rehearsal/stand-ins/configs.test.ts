import { configForWorld, diffConfig } from "../../../../rehearsal/stand-ins/configs";
import { secret } from "../../../../rehearsal/stand-ins/envelopes";
import { unknown } from "../../../../rehearsal/world/model";

const kubeconfig = (server: string, token = "t"): string =>
  JSON.stringify({
    "current-context": "c",
    contexts: [{ name: "c", context: { cluster: "c", user: "u" } }],
    clusters: [{ name: "c", cluster: { server } }],
    users: [{ name: "u", user: { token, exec: { args: ["--role-arn", "arn:role"] } } }],
  });

describe("what the world sees of a configuration", () => {
  it("has the target of a kubeconfig and nothing else of it", () => {
    const config = configForWorld({
      kubeconfig: secret(kubeconfig("https://one", "canary")),
      namespace: "shop",
    });
    expect(config).toEqual({
      namespace: "shop",
      target: { server: "https://one", roleArn: "arn:role" },
    });
    expect(JSON.stringify(config)).not.toContain("canary");
  });

  it("has no secret text", () => {
    const config = configForWorld({ region: "eu-west-1", secretKey: secret("canary") });
    expect(config["region"]).toBe("eu-west-1");
    expect(JSON.stringify(config)).not.toContain("canary");
  });
});

describe("a change of a configuration", () => {
  const kubernetes = (olds: object, news: object): readonly string[] =>
    diffConfig("kubernetes", { ...olds }, { ...news }).replaces;

  it("replaces an AWS provider for another region only", () => {
    const diff = diffConfig("aws", { region: "a", profile: "x" }, { region: "b", profile: "y" });
    expect(diff).toEqual({ diffs: ["profile", "region"], replaces: ["region"] });
    expect(diffConfig("aws", { region: "a" }, { region: "a", profile: "y" }).replaces).toEqual([]);
    expect(diffConfig("aws", {}, { region: "a" })).toEqual({ diffs: ["region"], replaces: [] });
    expect(diffConfig("aws", { region: "a" }, { region: "a" })).toEqual({
      diffs: [],
      replaces: [],
    });
  });

  it("replaces a Kubernetes provider for another cluster, not for another user", () => {
    const one = { kubeconfig: kubeconfig("https://one") };
    expect(kubernetes(one, { kubeconfig: secret(kubeconfig("https://two")) })).toEqual([
      "kubeconfig",
    ]);
    expect(kubernetes(one, { kubeconfig: kubeconfig("https://one", "new") })).toEqual([]);
    expect(kubernetes(one, { ...one, namespace: "shop" })).toEqual([]);
    expect(kubernetes(one, { kubeconfig: unknown })).toEqual(["kubeconfig"]);
  });

  it("replaces a Kubernetes provider with an identifier only when that changes", () => {
    const one = { kubeconfig: kubeconfig("https://one"), clusterIdentifier: "a" };
    expect(kubernetes(one, { ...one, kubeconfig: unknown })).toEqual([]);
    expect(kubernetes(one, { ...one, kubeconfig: kubeconfig("https://two") })).toEqual([]);
    expect(kubernetes(one, { ...one, clusterIdentifier: "b" })).toEqual(["clusterIdentifier"]);
  });

  it("leaves other providers in place", () => {
    expect(diffConfig("docker", { host: "a" }, { host: "b" })).toEqual({
      diffs: ["host"],
      replaces: [],
    });
  });
});
