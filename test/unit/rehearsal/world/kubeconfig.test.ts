import { stringify } from "yaml";
import { sameCluster, targetOf } from "../../../../rehearsal/world/kubeconfig";
import type { Properties } from "../../../../rehearsal/world/model";

function kubeconfig(
  args: readonly string[],
  server = "https://one",
  extra: Properties = {},
): Properties {
  return {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "main",
    contexts: [
      { name: "other", context: { cluster: "b", user: "u" } },
      { name: "main", context: { cluster: "a", user: "u" } },
    ],
    clusters: [
      { name: "a", cluster: { server, "certificate-authority-data": "Zm9v", ...extra } },
      { name: "b", cluster: { server: "https://two" } },
    ],
    users: [{ name: "u", user: { exec: { command: "aws", args } } }],
  };
}

const args = ["--region", "eu-west-1", "eks", "get-token", "--cluster-name", "shop"];

describe("a kubeconfig", () => {
  it("tells the cluster and the caller, as YAML and as JSON", () => {
    const file = kubeconfig([...args, "--role-arn", "arn:role"]);
    const target = {
      server: "https://one",
      clusterName: "shop",
      region: "eu-west-1",
      roleArn: "arn:role",
    };
    expect(targetOf({ kubeconfig: JSON.stringify(file) })).toEqual(target);
    expect(targetOf({ kubeconfig: stringify(file) })).toEqual(target);
  });

  it("tells only what is in it", () => {
    expect(targetOf({ kubeconfig: JSON.stringify(kubeconfig([])) })).toEqual({
      server: "https://one",
    });
    const short = kubeconfig(["--role-arn=arn:role", "-i", "shop"]);
    expect(targetOf({ kubeconfig: JSON.stringify(short) })).toEqual({
      server: "https://one",
      roleArn: "arn:role",
      clusterName: "shop",
    });
  });

  it("yields to the provider's own context and cluster", () => {
    const text = JSON.stringify(kubeconfig(args));
    expect(targetOf({ kubeconfig: text, context: "other" })?.server).toBe("https://two");
    expect(targetOf({ kubeconfig: text, cluster: "b" })?.server).toBe("https://two");
  });

  it("that is none names no target", () => {
    for (const bad of ["", "just text", ": : :\n-", "{}", null]) {
      expect(targetOf({ kubeconfig: bad })).toBeUndefined();
    }
    expect(targetOf({})).toBeUndefined();
  });

  it("is of the same cluster as long as the cluster's own settings are the same", () => {
    const before = { kubeconfig: JSON.stringify(kubeconfig(args)) };
    const otherUser = { kubeconfig: stringify(kubeconfig([...args, "--role-arn", "r"])) };
    expect(sameCluster(before, otherUser)).toBe(true);
    const moved = { kubeconfig: JSON.stringify(kubeconfig(args, "https://new")) };
    expect(sameCluster(before, moved)).toBe(false);
    const extra = kubeconfig(args, "https://one", { "tls-server-name": "x" });
    expect(sameCluster(before, { kubeconfig: JSON.stringify(extra) })).toBe(false);
  });
});
