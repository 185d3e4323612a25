import type { Properties } from "../../../../rehearsal/world/model";
import { textAt } from "../../../../rehearsal/world/paths";
import * as on from "./fixture";

afterAll(on.removeFolders);

const user = "arn:aws:iam::123456789012:user/rehearsal";
const deployer = "arn:aws:iam::123456789012:role/deploy";

interface Setting {
  readonly cloud: on.Caller;
  readonly server: string;
}

function setting(principalArn = user): Setting {
  const cloud = new on.Caller();
  const { outputs } = cloud.create(on.cluster, "c", { name: "one" });
  cloud.create(on.accessEntry, "e", { clusterName: "one", principalArn });
  return { cloud, server: textAt(outputs, "endpoint") ?? "" };
}

const make = (cloud: on.Caller, target: Properties | null, more: Properties = {}): string =>
  cloud.create(on.namespace, "n", { metadata: { name: "shop" } }, { ...more, target }).id;

describe("a call into a cluster", () => {
  it("reaches the cluster behind the kubeconfig's address, for one with an access entry", () => {
    const { cloud, server } = setting();
    expect(make(cloud, { server })).toBe("shop");
    expect(cloud.objects(on.namespace)[0]).toMatchObject({
      id: "shop",
      scope: "arn:aws:eks:eu-west-1:123456789012:cluster/one",
    });
    const inOther = setting(deployer);
    expect(make(inOther.cloud, { server: inOther.server, roleArn: deployer })).toBe("shop");
  });

  it("does not get through where there is no cluster, or its region is down", () => {
    const { cloud, server } = setting();
    const nowhere = "lookup nowhere: no such host";
    expect(() => make(cloud, { server: "https://nowhere" })).toThrow(nowhere);
    expect(() => make(cloud, null)).toThrow("unable to load Kubernetes client configuration");
    cloud.world.region({ region: "eu-west-1", down: true });
    expect(() => make(cloud, { server })).toThrow(
      /^configured Kubernetes cluster is unreachable: .*dial tcp: lookup .*eks\.amazonaws\.com: no such host$/,
    );
  });

  it("hears nothing while the API servers of its region are down, whatever becomes of EKS", () => {
    const { cloud, server } = setting();
    const goes = (service: string, down: boolean) =>
      cloud.world.region({ region: "eu-west-1", service, down });
    goes("eks", true);
    expect(make(cloud, { server })).toBe("shop");
    goes("kubernetes", true);
    expect(() => make(cloud, { server })).toThrow(
      /^configured Kubernetes cluster is unreachable: .*openapi\/v2\?timeout=32s": net\/http: TLS handshake timeout$/,
    );
  });

  it("is turned away without an access entry, or with a token for another cluster", () => {
    const { cloud, server } = setting();
    const credentials = "the server has asked for the client to provide credentials";
    expect(() => make(cloud, { server, roleArn: deployer })).toThrow(credentials);
    expect(() => make(cloud, { server, clusterName: "two" })).toThrow(credentials);
    expect(() => make(cloud, { server, clusterName: "one", region: "us-east-1" })).toThrow(
      credentials,
    );
    expect(make(cloud, { server, clusterName: "one", region: "eu-west-1" })).toBe("shop");
  });

  it("takes a session for the role that it is of", () => {
    const { cloud, server } = setting(deployer);
    const roleArn = "arn:aws:sts::123456789012:assumed-role/deploy/me";
    expect(make(cloud, { server, roleArn })).toBe("shop");
  });

  it("is kept in the state, unless the provider forgets what it cannot reach", () => {
    const { cloud, server } = setting();
    make(cloud, { server });
    cloud.world.region({ region: "eu-west-1", down: true });
    const as = { target: { server } };
    expect(() => cloud.read(on.namespace, "shop", {}, as)).toThrow("unreachable");
    expect(() => {
      cloud.delete(on.namespace, "shop", {}, as);
    }).toThrow("unreachable");
    const forgetting = { ...as, deleteUnreachable: "true" };
    expect(cloud.read(on.namespace, "shop", {}, forgetting)).toBeNull();
    cloud.delete(on.namespace, "shop", {}, forgetting);
    expect(cloud.objects(on.namespace)).toHaveLength(1);
  });
});
