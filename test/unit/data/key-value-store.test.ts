import { KeyValueStore, type KeyValueStoreArgs } from "../../../components/data/key-value-store";
import { identity, named, record, settled, urns, withoutRegion } from "../../support/record";
import { growth, own, recordBoth, refusal, wholeSites } from "../../support/whole-sites";

const regions = ["us-east-1", "eu-west-1", "ap-southeast-2"];
const args = (changes: Partial<KeyValueStoreArgs> = {}): KeyValueStoreArgs => ({
  spec: { key: { partition: "userId" }, consistency: "eventual" },
  homeRegion: "eu-west-1",
  ...changes,
  // Sites are registered where they are made, and so once only.
  sites: changes.sites ?? wholeSites(regions),
});
const make = (changes: () => Partial<KeyValueStoreArgs> = () => ({})) =>
  record({ stack: "prod" }, () => new KeyValueStore("wishes", args(changes())));

describe("KeyValueStore", () => {
  it("registers one table, at home and under itself", async () => {
    const { resources } = await make();
    expect(identity(own(resources))).toMatchSnapshot("identity");
    const table = named(resources, "wishes-table");
    expect(table.parent).toBe(named(resources, "wishes").urn);
    expect(table.inputs["region"]).toBe("eu-west-1");
    expect(withoutRegion(resources)).toEqual([]);
  });

  it("registers the same in a preview, while its ARN is not known", async () => {
    const { preview, update } = await recordBoth(() => new KeyValueStore("wishes", args()));
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect((await settled(preview.result.arn("us-east-1"))).known).toBe(false);
  });

  it("is paid by request, encrypted, and can be set back to any second", async () => {
    const { resources } = await make();
    expect(named(resources, "wishes-table").inputs).toMatchObject({
      name: "prod-wishes",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "userId",
      attributes: [{ name: "userId", type: "S" }],
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      serverSideEncryption: { enabled: true },
      pointInTimeRecovery: { enabled: true },
    });
    expect(named(resources, "wishes-table").inputs).not.toHaveProperty("rangeKey");
  });

  it("declares its key attributes and no others", async () => {
    const { resources } = await make(() => ({
      spec: {
        key: { partition: { name: "user", type: "B" }, sort: { name: "at", type: "N" } },
        consistency: "eventual",
      },
    }));
    expect(named(resources, "wishes-table").inputs).toMatchObject({
      hashKey: "user",
      rangeKey: "at",
      attributes: [
        { name: "user", type: "B" },
        { name: "at", type: "N" },
      ],
    });
  });

  it("has a replica in every other region, in an order that listing does not change", async () => {
    const { resources } = await make();
    const replica = {
      pointInTimeRecovery: true,
      deletionProtectionEnabled: true,
      propagateTags: true,
    };
    expect(named(resources, "wishes-table").inputs["replicas"]).toEqual([
      { regionName: "ap-southeast-2", ...replica },
      { regionName: "us-east-1", ...replica },
    ]);
    const shuffled = await make(() => ({ sites: wholeSites([...regions].reverse()) }));
    expect(growth(own(resources), own(shuffled.resources)).changed).toEqual([]);
  });

  it("grows by its replica list alone, which is updated in place", async () => {
    const before = await make(() => ({ sites: wholeSites(["eu-west-1"]) }));
    const after = await make();
    expect(growth(own(before.resources), own(after.resources))).toEqual({
      added: [],
      removed: [],
      changed: ["aws:dynamodb/table:Table wishes-table"],
    });
    const [old, next] = [before, after].map(({ resources }) => ({
      ...named(resources, "wishes-table").inputs,
    }));
    expect(old?.["replicas"]).toEqual([]);
    delete old?.["replicas"];
    delete next?.["replicas"];
    expect(next).toEqual(old);
  });

  it.each([
    [undefined, true],
    ["protected", true],
    ["disposable", false],
  ] as const)("is protected by default and when asked to be: %s", async (protection, expected) => {
    const { resources } = await make(() => (protection === undefined ? {} : { protection }));
    const table = named(resources, "wishes-table");
    expect(table.protect).toBe(expected);
    expect(table.inputs["deletionProtectionEnabled"]).toBe(expected);
    expect(table.inputs["replicas"]).toMatchObject([
      { deletionProtectionEnabled: expected },
      { deletionProtectionEnabled: expected },
    ]);
  });

  it("lets its caller change the table", async () => {
    const { resources } = await record(
      {},
      () =>
        new KeyValueStore("wishes", args(), {
          override: { table: (a, o) => [{ ...a, tableClass: "STANDARD_INFREQUENT_ACCESS" }, o] },
        }),
    );
    expect(named(resources, "wishes-table").inputs).toMatchObject({
      tableClass: "STANDARD_INFREQUENT_ACCESS",
      billingMode: "PAY_PER_REQUEST",
    });
  });
});

describe("reachable", () => {
  const arn = (region: string) => `arn:aws:dynamodb:${region}:123456789012:wishes-table`;

  it("binds name, ARN and region to the caller's replica", async () => {
    const { result } = await make();
    const wishes = result.reachable("wishes");
    expect(wishes).toMatchObject({ key: "wishes", kind: "keyValueStore" });
    expect((await settled(wishes.binding("name", "us-east-1"))).value).toBe("prod-wishes");
    expect((await settled(wishes.binding("arn", "us-east-1"))).value).toBe(arn("us-east-1"));
    expect(wishes.binding("region", "us-east-1")).toBe("us-east-1");
    expect(() => wishes.binding("host", "us-east-1")).toThrow(RangeError);
  });

  it("is reached at public addresses, and no private one is let through on the way", async () => {
    const { result } = await make();
    const [reach, ...more] = result.reachable("wishes").reach("eu-west-1");
    expect(more).toEqual([]);
    expect(reach).toEqual({
      kind: "addresses",
      cidrs: ["0.0.0.0/0"],
      exceptCidrs: [
        "10.0.0.0/8",
        "100.64.0.0/10",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
      ],
      port: 443,
    });
    expect(() => result.reachable("wishes").reach("sa-east-1")).toThrow(RangeError);
  });

  it("leaves out a VPC of public addresses too", async () => {
    const { result } = await make(() => {
      const sites = wholeSites(["eu-west-1"]);
      const home = sites["eu-west-1"];
      return home === undefined
        ? {}
        : { sites: { "eu-west-1": { ...home, vpcCidr: "11.0.0.0/16" } } };
    });
    expect(result.reachable("wishes").reach("eu-west-1")).toMatchObject([
      { exceptCidrs: expect.arrayContaining(["11.0.0.0/16"]) as unknown },
    ]);
  });

  it.each([
    [undefined, true],
    ["readWrite", true],
    ["read", false],
  ] as const)(
    "allows items of its replicas and indexes, nothing else: %s",
    async (access, writes) => {
      const { result } = await make(() => ({
        spec: { key: { partition: "userId" }, consistency: "eventual", ...(access && { access }) },
      }));
      const [statement, ...more] = result
        .reachable("wishes")
        .statements(["us-east-1", "eu-west-1"]);
      expect(more).toEqual([]);
      expect(statement?.Effect).toBe("Allow");
      expect(statement?.Action.filter((action) => /Put|Update|Delete|Write/.test(action))).toEqual(
        writes
          ? ["BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem"].map(
              (name) => `dynamodb:${name}`,
            )
          : [],
      );
      expect(statement?.Action.filter((action) => /\*|Table/.test(action))).toEqual([
        "dynamodb:DescribeTable",
      ]);
      expect((await settled([statement?.Resource ?? []].flat())).value).toEqual([
        arn("eu-west-1"),
        `${arn("eu-west-1")}/index/*`,
        arn("us-east-1"),
        `${arn("us-east-1")}/index/*`,
      ]);
    },
  );
});

describe("refusal", () => {
  it("lists all problems before anything is registered", async () => {
    const spec = { key: { partition: "" }, consistency: "eventual" } as const;
    const message = await refusal(
      () => new KeyValueStore("wishes", args({ spec, homeRegion: "sa-east-1" })),
    );
    expect(message).toContain("2 problems");
    expect(message).toContain("a list that holds the home region sa-east-1");
  });
});
