/**
 * What holds of every model of ec2, iam, kms and eks: its paths and types are the catalogue's, its facts have
 * sources, its answers are whole and of the declared types.
 */
import {
  checkInputs,
  checkOutputs,
  computedOutputs,
  entryOf,
  hasType,
} from "../../../../../rehearsal/catalogue/catalogue";
import type { Shape } from "../../../../../rehearsal/catalogue/schema";
import { ec2Models } from "../../../../../rehearsal/models/aws/ec2";
import { eksModels } from "../../../../../rehearsal/models/aws/eks";
import { iamModels } from "../../../../../rehearsal/models/aws/iam";
import { kmsModels } from "../../../../../rehearsal/models/aws/kms";
import type { CloudObject, Model, Properties, Value } from "../../../../../rehearsal/world/model";
import {
  allowing,
  cluster,
  nodeTrust,
  podTrust,
  role,
  trust,
} from "../../../../support/aws-account";
import { awsWorld, network, textOf } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const models: readonly Model[] = [...ec2Models, ...iamModels, ...kmsModels, ...eksModels];
const cases = models.map((model) => [model.type, model] as const);

/** Types that come with others, or that a reference may name but no stack here registers. */
const unregistered = [
  "aws:ec2/networkInterface:NetworkInterface",
  "aws:ec2/instance:Instance",
  "aws:ec2/vpcIpamPool:VpcIpamPool",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  "aws:ec2/carrierGateway:CarrierGateway",
  "aws:ec2/localGateway:LocalGateway",
  "aws:ec2transitgateway/transitGateway:TransitGateway",
  "aws:iam/policy:Policy",
];

/** Whether the type's inputs have that path. */
function takes(type: string, path: string): boolean {
  return !checkInputs(type, nested(path.split("."))).some(({ reason }) => isUnknown(reason));
}

/** Told apart from what else is wrong with inputs of one property only: missing ones, and a wrong type. */
function isUnknown(reason: string): boolean {
  return reason.startsWith("unknown property");
}

/** Properties with something at a path; a step that ends in `[]` is a list. */
function nested([step = "", ...rest]: readonly string[]): Properties {
  const inner: Value = rest.length === 0 ? "x" : nested(rest);
  const name = step.replace("[]", "");
  return { [name]: step.endsWith("[]") ? [inner] : inner };
}

function inputNames({ required, optional }: Shape): readonly string[] {
  return [...Object.keys(required ?? {}), ...Object.keys(optional ?? {})];
}

/** One object of every type, each as it should be. */
function everything(world: TestWorld): ReadonlyMap<string, CloudObject> {
  const net = network(world);
  const main = cluster(world, { enabledClusterLogTypes: ["audit"] });
  const [subnetId = ""] = net.subnetIds;
  const made: CloudObject[] = [...world.all("aws:ec2/vpc:Vpc"), main];
  const create = (type: string, inputs: Properties): CloudObject => {
    const object = world.create(type, inputs);
    made.push(object);
    return object;
  };
  const eip = create("aws:ec2/eip:Eip", { domain: "vpc" });
  create("aws:ec2/natGateway:NatGateway", { subnetId, allocationId: eip.id });
  const table = create("aws:ec2/routeTable:RouteTable", { vpcId: net.vpcId });
  const gatewayId = world.all("aws:ec2/internetGateway:InternetGateway")[0]?.id ?? "";
  const routeTableId = table.id;
  create("aws:ec2/route:Route", { routeTableId, destinationCidrBlock: "0.0.0.0/0", gatewayId });
  create("aws:ec2/routeTableAssociation:RouteTableAssociation", { routeTableId, subnetId });
  create("aws:ec2/vpcEndpoint:VpcEndpoint", {
    vpcId: net.vpcId,
    serviceName: "com.amazonaws.eu-west-1.s3",
  });
  create("aws:ec2/vpcEndpoint:VpcEndpoint", {
    vpcId: net.vpcId,
    vpcEndpointType: "Interface",
    serviceName: "com.amazonaws.eu-west-1.sts",
    subnetIds: [subnetId],
  });
  create("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: net.vpcId });
  for (const type of ["Ingress", "Egress"]) {
    const token = `aws:vpc/securityGroup${type}Rule:SecurityGroup${type}Rule`;
    create(token, { securityGroupId: net.groupId, cidrIpv4: "10.0.0.0/8", ipProtocol: "-1" });
  }
  const writer = role(world, "writer", trust("vpc-flow-logs.amazonaws.com", "sts:AssumeRole"));
  const group = world.create("aws:cloudwatch/logGroup:LogGroup", { name: "flow" });
  create("aws:ec2/flowLog:FlowLog", {
    vpcId: net.vpcId,
    trafficType: "ALL",
    iamRoleArn: textOf(writer, "arn"),
    logDestination: textOf(group, "arn"),
  });
  create("aws:iam/rolePolicy:RolePolicy", {
    role: "writer",
    name: "own",
    policy: allowing("logs:*"),
  });
  create("aws:kms/alias:Alias", {
    name: "alias/app",
    targetKeyId: world.all("aws:kms/key:Key")[0]?.id ?? "",
  });
  const principalArn = textOf(role(world, "nodes", nodeTrust), "arn");
  const clusterName = main.id;
  create("aws:eks/accessEntry:AccessEntry", { clusterName, principalArn, type: "EC2" });
  create("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", {
    clusterName,
    principalArn,
    policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy",
    accessScope: { type: "cluster" },
  });
  create("aws:eks/addon:Addon", { clusterName, addonName: "metrics-server" });
  create("aws:eks/podIdentityAssociation:PodIdentityAssociation", {
    clusterName,
    namespace: "shop",
    serviceAccount: "cart",
    roleArn: textOf(role(world, "cart", podTrust), "arn"),
  });
  const others = models
    .flatMap(({ type }) => world.all(type))
    .filter(({ urn }) => urn !== undefined);
  return new Map([...others, ...made].map((object) => [object.type, object]));
}

describe.each(cases)("%s", (type, model) => {
  it("is a type of the catalogue", () => {
    expect(hasType(type)).toBe(true);
  });

  it("is replaced for inputs that it takes", () => {
    expect(takes(type, "nothingOfTheKind")).toBe(false);
    expect(model.replaceOn.filter((path) => !takes(type, path))).toEqual([]);
  });

  it("has defaults for inputs that it takes, of the declared types", () => {
    const problems = checkInputs(type, model.defaults ?? {});
    expect(problems.filter(({ path }) => Object.hasOwn(model.defaults ?? {}, path))).toEqual([]);
  });

  it("refers to types that exist, through inputs that it takes", () => {
    const references = model.references ?? [];
    expect(references.filter(({ path }) => !takes(type, path)).map(({ path }) => path)).toEqual([]);
    const named = references.flatMap(({ to }) => to);
    expect(named.filter((other) => !hasType(other) && !unregistered.includes(other))).toEqual([]);
    for (const { missing } of references) expect(missing("it").message.length).toBeGreaterThan(0);
  });

  it("names its sources with the date they were read", () => {
    expect(model.sources.length).toBeGreaterThan(0);
    expect(model.sources.filter((source) => !source.includes("(read 2026-"))).toEqual([]);
    expect(model.seconds.source.length).toBeGreaterThan(0);
  });

  it("has a name rule that its own names keep", () => {
    if (!model.name) return;
    const { property, pattern, maxLength } = model.name;
    expect(inputNames(entryOf(type).inputs)).toContain(property);
    expect(pattern.test(type === "aws:kms/alias:Alias" ? "alias/shop-1" : "shop-1")).toBe(true);
    expect(pattern.test("shop|1")).toBe(false);
    expect(maxLength).toBeGreaterThanOrEqual(64);
  });
});

describe("an object of every type", () => {
  const objects = everything(awsWorld());

  it("can be made", () => {
    expect(models.map(({ type }) => type).filter((type) => !objects.has(type))).toEqual([]);
  });

  it.each(models.map(({ type }) => type))("answers all that %s computes", (type) => {
    const outputs = objects.get(type)?.outputs ?? {};
    const absent = computedOutputs(type).filter((name) => (outputs[name] ?? null) === null);
    expect(absent).toEqual([]);
    expect(checkOutputs(type, outputs)).toEqual([]);
  });
});
