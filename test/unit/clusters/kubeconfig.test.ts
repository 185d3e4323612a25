import { parse } from "yaml";

import { kubeconfig, type KubeconfigTarget } from "../../../components/clusters/kubeconfig";

const target: KubeconfigTarget = {
  clusterName: "prod-west",
  region: "eu-west-1",
  endpoint: "https://api.example.org",
  certificateAuthorityData: "Y2E=",
};

/** The parts of a kubeconfig that a client follows from its current context. */
interface Parsed {
  readonly "current-context": string;
  readonly contexts: { name: string; context: { cluster: string; user: string } }[];
  readonly clusters: { name: string; cluster: Record<string, string> }[];
  readonly users: { name: string; user: { exec: { command: string; args: string[] } } }[];
}

const read = (text: string) => parse(text) as Parsed;

describe("kubeconfig", () => {
  it("leads from the current context to the cluster and a token command", () => {
    const config = read(kubeconfig(target));
    const context = config.contexts.find(({ name }) => name === config["current-context"]);
    const cluster = config.clusters.find(({ name }) => name === context?.context.cluster);
    const user = config.users.find(({ name }) => name === context?.context.user);
    expect(cluster?.cluster).toEqual({
      server: "https://api.example.org",
      "certificate-authority-data": "Y2E=",
    });
    expect(user?.user.exec).toMatchObject({
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: ["eks", "get-token", "--cluster-name", "prod-west", "--region", "eu-west-1"],
      interactiveMode: "Never",
    });
  });

  it("asks for the token as another role where there is one", () => {
    const roleArn = "arn:aws:iam::123456789012:role/deployer";
    const args = read(kubeconfig({ ...target, roleArn })).users[0]?.user.exec.args;
    expect(args?.slice(-2)).toEqual(["--role-arn", roleArn]);
  });

  it("is the same text for the same cluster, whatever the order it is told in", () => {
    const reversed = Object.fromEntries(Object.entries(target).reverse()) as typeof target & object;
    expect(kubeconfig(reversed)).toBe(kubeconfig(target));
  });
});
