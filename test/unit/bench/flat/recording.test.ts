import { type ExportedResource, flattened } from "../../../../bench/flat/recording";

const urn = (type: string, name: string) => `urn:pulumi:dev::archipelago::${type}::${name}`;
const account = urn("pulumi:providers:aws", "account");
const component = urn("archipelago:index:Network", "net");
const vpc = urn("archipelago:index:Network$aws:ec2/vpc:Vpc", "net-vpc");
const gate = urn("aws:ec2/eip:Eip", "gate");

const provider: ExportedResource = {
  urn: account,
  type: "pulumi:providers:aws",
  custom: true,
  id: "19f07556",
  inputs: { region: "eu-west-1", allowedAccountIds: '["1"]', skip: "true", version: "7" },
  propertyDependencies: { region: [], allowedAccountIds: [], skip: [] },
};

const recorded: readonly ExportedResource[] = [
  provider,
  { urn: gate, type: "aws:ec2/eip:Eip", custom: true, id: "eipalloc-9", inputs: {} },
  { urn: component, type: "archipelago:index:Network", custom: false, dependencies: [gate] },
  {
    urn: vpc,
    type: "aws:ec2/vpc:Vpc",
    custom: true,
    id: "vpc-5b9a4426",
    parent: component,
    provider: `${account}::19f07556`,
    protect: true,
    inputs: { cidrBlock: "10.0.0.0/16", tagsAll: {}, __defaults: ["tenancy"] },
    propertyDependencies: { cidrBlock: [] },
  },
];

function child(more: Partial<ExportedResource>): ExportedResource {
  return { urn: urn("aws:x/y:Z", "child"), type: "aws:x/y:Z", custom: true, ...more };
}

const flatOf = (more: Partial<ExportedResource>) => flattened([...recorded, child(more)]).at(-1);

describe("flattened", () => {
  it("leaves components out, and keeps what the program gave and no more", () => {
    const [, , flat] = flattened(recorded);
    expect(flattened(recorded).map(({ name }) => name)).toEqual(["account", "gate", "net-vpc"]);
    expect(flat).toMatchObject({ inputs: { cidrBlock: "10.0.0.0/16" }, provider: account });
    expect(flat).toMatchObject({ protect: true });
  });

  it("lets a resource wait for what the components around it wait for", () => {
    expect(flattened(recorded)[2]?.dependsOn).toEqual([gate]);
  });

  it("makes an output of what an input comes from, and waits for the others only", () => {
    const flat = flatOf({
      inputs: { vpcId: "vpc-5b9a4426" },
      propertyDependencies: { vpcId: [vpc] },
      dependencies: [vpc, gate],
    });
    expect(flat?.inputs).toEqual({ vpcId: { $parts: [{ urn: vpc, path: ["id"] }] } });
    expect(flat?.dependsOn).toEqual([gate]);
  });

  it("takes no text for an output that its input does not come from", () => {
    const inputs = { note: "vpc-5b9a4426" };
    expect(flatOf({ inputs, propertyDependencies: { note: [] } })?.inputs).toEqual(inputs);
  });

  it("marks secrets, also with outputs in them", () => {
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: '"of vpc-5b9a4426"',
    };
    const flat = flatOf({ inputs: { token: secret }, propertyDependencies: { token: [vpc] } });
    expect(flat?.inputs).toEqual({
      token: { $secret: { $parts: ["of ", { urn: vpc, path: ["id"] }] } },
    });
  });

  it("takes out what a provider filled in, at any depth", () => {
    const inputs = { logs: [{ kind: "all", days: 7, __defaults: ["days"] }] };
    expect(flatOf({ inputs, propertyDependencies: { logs: [] } })?.inputs).toEqual({
      logs: [{ kind: "all" }],
    });
  });

  it("reads a provider's settings, which are kept as JSON", () => {
    expect(flattened([provider])[0]?.inputs).toEqual({
      region: "eu-west-1",
      allowedAccountIds: ["1"],
      skip: true,
    });
  });
});
