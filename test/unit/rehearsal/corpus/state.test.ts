import { corpusText, importable } from "../../../../rehearsal/corpus/state";

const urn = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;
const account = urn("pulumi:providers:aws", "account");
const table = urn("aws:dynamodb/table:Table", "table");
const alarm = urn("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm");

/** What Pulumi exports; `run` is in everything that differs from one recording to the next. */
function exported(run: string, ...order: readonly string[]): string {
  const providerId = `aaaaaaaa-bbbb-4ccc-8ddd-00000000000${run}`;
  const provider = `${account}::${providerId}`;
  const of = { created: `day ${run}`, modified: `day ${run}`, sourcePosition: `/home/${run}` };
  const all: Readonly<Record<string, object>> = {
    account: { urn: account, type: "pulumi:providers:aws", id: providerId, ...of },
    table: {
      urn: table,
      type: "aws:dynamodb/table:Table",
      id: `table-000000${run}`,
      provider,
      inputs: { __defaults: ["name"], name: `table-000000${run}`, hashKey: "user" },
      outputs: { arn: `arn:aws:dynamodb:::table/table-000000${run}` },
      stackTrace: [{ sourcePosition: `/home/${run}` }],
      ...of,
    },
    alarm: {
      urn: alarm,
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      id: "alarm-0000001",
      provider,
      inputs: { __defaults: [], name: "alarm-0000001", tableName: `table-000000${run}` },
      dependencies: [table],
      propertyDependencies: { tableName: [table] },
      ...of,
    },
  };
  const manifest = { time: `day ${run}`, magic: run, version: "v3.259.0" };
  const secrets = { type: "passphrase", state: { salt: run } };
  const resources = order.map((name) => all[name]);
  return JSON.stringify({
    version: 3,
    deployment: { manifest, secrets_providers: secrets, resources },
  });
}

interface State {
  readonly version: number;
  readonly deployment: {
    readonly resources: readonly Readonly<Record<string, unknown>>[];
    readonly manifest?: object;
    readonly secrets_providers?: object;
  };
}

const read = (text: string): State => JSON.parse(text) as State;

describe("a state in the corpus", () => {
  const text = corpusText(exported("1", "account", "table", "alarm"));

  it("is the same whoever records it and whenever", () => {
    expect(corpusText(exported("2", "account", "table", "alarm"))).toBe(text);
    expect(text).not.toMatch(/day \d|\/home|table-000000/);
  });

  it("holds a resource a line, none before what the engine reads first", () => {
    expect(corpusText(exported("1", "table", "alarm", "account"))).toBe(text);
    const urns = read(text).deployment.resources.map((resource) => resource["urn"]);
    expect(urns).toEqual([account, table, alarm]);
    expect(text.trimEnd().split("\n")).toHaveLength(urns.length + 2);
  });

  it("names what the engine made up after what it is of, wherever it is named", () => {
    const [provider, made, named] = read(text).deployment.resources;
    const name = /table-[0-9a-f]{7}/.exec(text)?.[0];
    expect(made).toMatchObject({
      id: name,
      inputs: { name, hashKey: "user" },
      outputs: { arn: `arn:aws:dynamodb:::table/${name ?? ""}` },
      provider: `${account}::${String(provider?.["id"])}`,
    });
    expect(provider?.["id"]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    // A name that the program wrote stays, even where it ends as if it were made up.
    expect(named).toMatchObject({ id: "alarm-0000001", inputs: { tableName: name } });
    expect(named).not.toHaveProperty("dependencies");
  });

  it("is none of a run that was broken off", () => {
    const broken = read(exported("1", "account"));
    const deployment = { ...broken.deployment, pending_operations: [{ type: "creating" }] };
    expect(() => corpusText(JSON.stringify({ version: 3, deployment }))).toThrow(
      "pending operations",
    );
  });

  it("can be imported, its secrets to be encrypted by the importing stack", () => {
    const state = read(importable(text, "v1:salt"));
    expect(state.deployment.resources).toEqual(read(text).deployment.resources);
    expect(state.deployment.secrets_providers).toEqual({
      type: "passphrase",
      state: { salt: "v1:salt" },
    });
    expect(state.version).toBe(3);
  });
});
