import type { Properties } from "../../../../rehearsal/world/model";
import { storeStates } from "../../../../rehearsal/world/store-states";
import * as on from "./fixture";
import { Net } from "./net";

afterAll(on.removeFolders);

const replica = (regionName: string, more: Properties = {}): Properties => ({
  regionName,
  ...more,
});
const tableOf = (...replicas: Properties[]): Net => {
  const net = new Net();
  net.put("aws:dynamodb/table:Table", "orders", { name: "orders", replicas }, "eu-west-1");
  return net;
};
const states = (net: Net): Record<string, string> =>
  Object.fromEntries(storeStates(net.state).map(({ region, state }) => [region, state]));

describe("a table", () => {
  it("is cut off where it is away, and elsewhere keeps writes for that region", () => {
    const net = tableOf(replica("us-east-1"), replica("us-west-2"));
    const all = { "eu-west-1": "reachable", "us-east-1": "reachable", "us-west-2": "reachable" };
    expect(states(net)).toEqual(all);
    net.down("us-east-1/dynamodb");
    expect(states(net)).toEqual(all);
    net.down("us-east-1/dynamodb/data");
    expect(states(net)).toEqual({
      "eu-west-1": "writesPending",
      "us-east-1": "cutOff",
      "us-west-2": "writesPending",
    });
  });

  it("of strong consistency takes no writes without two of its three regions", () => {
    const strong = { consistencyMode: "STRONG" };
    const net = tableOf(replica("us-east-1", strong), replica("us-east-2", strong));
    net.down("us-east-1");
    expect(states(net)["eu-west-1"]).toBe("writesPending");
    net.down("us-east-2");
    expect(states(net)).toEqual({
      "eu-west-1": "readOnly",
      "us-east-1": "cutOff",
      "us-east-2": "cutOff",
    });
  });

  it("counts a witness, which holds nothing, among them", () => {
    const net = new Net();
    const replicas = [replica("us-east-1", { consistencyMode: "STRONG" })];
    const globalTableWitness = { regionName: "us-east-2" };
    const outputs = { replicas, globalTableWitness };
    net.put("aws:dynamodb/table:Table", "orders", outputs, "us-west-2");
    net.down("us-east-1");
    expect(states(net)).toEqual({ "us-west-2": "writesPending", "us-east-1": "cutOff" });
    net.down("us-east-2");
    expect(states(net)["us-west-2"]).toBe("readOnly");
  });
});

describe("a cache", () => {
  it("is lost with its region, and with its data plane only", () => {
    const net = new Net();
    const type = "aws:elasticache/serverlessCache:ServerlessCache";
    for (const region of ["eu-west-1", "us-east-1"]) net.put(type, `c-${region}`, {}, region);
    net.down("eu-west-1");
    net.down("us-east-1/elasticache");
    expect(storeStates(net.state)).toEqual([
      { kind: "cache", name: "c-eu-west-1", region: "eu-west-1", state: "lost" },
      { kind: "cache", name: "c-us-east-1", region: "us-east-1", state: "reachable" },
    ]);
  });
});
