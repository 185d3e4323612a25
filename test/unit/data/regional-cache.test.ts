import {
  RegionalCache,
  cacheName,
  cachePort,
  readerPort,
} from "../../../components/data/regional-cache";
import { checkPhysicalName } from "../../../components/conventions/naming";
import {
  identity,
  named,
  ofType,
  record,
  regionsOf,
  settled,
  urns,
  withoutRegion,
} from "../../support/record";
import { own, recordBoth, wholeSite } from "../../support/whole-sites";

const spec = {
  engine: "valkey",
  size: { maxDataGB: 5, maxProcessingUnitsPerSecond: 9000 },
} as const;
const program =
  (protection: "protected" | "disposable" = "protected", letters?: readonly string[]) =>
  () =>
    new RegionalCache("carts", { spec, site: wholeSite("eu-west-1", letters), protection });
const make = (...args: Parameters<typeof program>) => record({ stack: "prod" }, program(...args));

describe("RegionalCache", () => {
  it("registers exactly these children, in its region and under itself", async () => {
    const { resources } = await make();
    expect(identity(own(resources))).toMatchSnapshot("identity");
    const self = named(resources, "carts", RegionalCache.type);
    expect(own(resources).filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual(["eu-west-1"]);
  });

  it("registers the same in a preview, while its endpoint is not known", async () => {
    const { preview, update } = await recordBoth(program());
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect((await settled(preview.result.host)).known).toBe(false);
  });

  it("takes the bounds that were declared", async () => {
    const { resources } = await make();
    expect(named(resources, "carts-cache").inputs).toMatchObject({
      name: "prod-carts",
      description: "Cache carts",
      engine: "valkey",
      majorEngineVersion: "8",
      cacheUsageLimits: {
        dataStorage: { maximum: 5, unit: "GB" },
        ecpuPerSeconds: [{ maximum: 9000 }],
      },
      securityGroupIds: ["carts-sg-id"],
    });
  });

  it("lets in the pods of its cluster and nobody else", async () => {
    const { resources } = await make();
    const rules = resources.filter(({ type }) => type.startsWith("aws:vpc/"));
    expect(rules.map(({ inputs }) => inputs)).toEqual([
      {
        region: "eu-west-1",
        securityGroupId: "carts-sg-id",
        referencedSecurityGroupId: "sg-cluster-eu-west-1",
        ipProtocol: "tcp",
        fromPort: 6379,
        toPort: 6380,
        description: "From the pods of the cluster; network policies say which",
        tags: expect.objectContaining({ Name: "carts-in" }) as unknown,
      },
    ]);
    expect(rules[0]?.deleteBeforeReplace).toBe(true);
    const group = ofType(resources, "aws:ec2/securityGroup:SecurityGroup")[0];
    expect(group?.inputs).not.toHaveProperty("ingress");
    expect(group?.inputs).not.toHaveProperty("egress");
    expect([cachePort, readerPort]).toEqual([6379, 6380]);
  });

  it("stands in at most three isolated subnets, those of its birth", async () => {
    const { resources } = await make("protected", ["a", "b", "c", "d"]);
    const cache = named(resources, "carts-cache");
    expect(cache.inputs["subnetIds"]).toEqual([
      "subnet-isolated-eu-west-1a",
      "subnet-isolated-eu-west-1b",
      "subnet-isolated-eu-west-1c",
    ]);
    expect(cache.ignoreChanges).toEqual(["subnetIds"]);
    expect(cache.deleteBeforeReplace).toBe(true);
  });

  it.each([
    ["protected", ["carts-cache"]],
    ["disposable", []],
  ] as const)("is %s", async (protection, expected) => {
    const { resources } = await make(protection);
    expect(resources.filter((r) => r.protect).map((r) => r.name)).toEqual(expected);
  });

  it("offers the host of its endpoint", async () => {
    const { result } = await make();
    const { value } = await settled(result.host);
    expect(value).toBe("prod-carts.serverless.eu-west-1.cache.amazonaws.com");
  });
});

describe("cacheName", () => {
  it("fits ElastiCache, however long the logical name", async () => {
    await record({ stack: "production" }, () => {
      const names = ["carts-eu-west-1", `boutique-${"k".repeat(40)}-ap-southeast-2`].map(cacheName);
      expect(names.flatMap((name) => checkPhysicalName("name", "serverlessCache", name))).toEqual(
        [],
      );
      expect(new Set(names).size).toBe(2);
    });
  });
});
