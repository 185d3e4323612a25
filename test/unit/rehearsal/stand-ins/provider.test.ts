// What a provider does about a world that is told to make faults.
import { Empty } from "../../../../rehearsal/stand-ins/protobuf";
import * as on from "../world/fixture";
import { answer, configure, create, createRequest, Stand } from "./stand";

let stand: Stand;
beforeEach(async () => {
  stand = await Stand.open();
});
afterEach(() => stand.close());
afterAll(on.removeFolders);

const eu = { region: "eu-west-1", allowedAccountIds: '["123456789012"]' };
const cidrBlock = "10.0.0.0/16";

describe("a provider", () => {
  it("asks again for a call that was one too many, as often as the provider is told", async () => {
    const client = stand.connect();
    await configure(client, { ...eu, maxRetries: "4" });
    const throttle = { match: { type: on.topic }, effect: { kind: "throttle" }, times: 3 } as const;
    stand.cloud.world.fault({ add: throttle });
    await create(client, createRequest(on.topic, "a", { name: "a" }));
    stand.cloud.world.fault({ add: { ...throttle, times: 4 } });
    await expect(create(client, createRequest(on.topic, "b", { name: "b" }))).rejects.toThrow(
      "exceeded maximum number of attempts, 4, https response error",
    );
    const results = stand.cloud.world.journal({}).calls.map(({ result }) => result);
    expect(results.filter((result) => result === "Throttling")).toHaveLength(7);
    expect(stand.cloud.objects(on.topic)).toHaveLength(1);
  });

  it("lets a call hang until it is cancelled, and others of the connection go on", async () => {
    const client = stand.connect();
    await configure(client, eu);
    const hang = { kind: "hang", seconds: 100_000 } as const;
    stand.cloud.world.fault({ add: { match: { type: on.topic }, effect: hang } });
    const hanging = expect(
      create(client, createRequest(on.topic, "a", { name: "a" })),
    ).rejects.toThrow("context canceled");
    await create(client, createRequest(on.vpc, "b", { cidrBlock }));
    await answer((done) => client.cancel(new Empty(), done));
    await hanging;
    expect(stand.cloud.objects(on.topic)).toEqual([]);
  });
});
