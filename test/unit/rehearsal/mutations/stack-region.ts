// A region of a stack, to make more in it.
import type { Properties } from "../../../../rehearsal/world/model";
import type { RehearsedStack } from "../../../support/rehearsed-stack";

export interface StackRegion {
  readonly region: string;
  /** Makes an object there, or of Kubernetes in the cluster there; answers its id. */
  readonly make: (type: string, name: string, inputs: Properties) => string;
  /** The id of an object that the stack has made there, by a part of its name. */
  readonly known: (type: string, name: string) => string;
}

/** A region that the stack is in. */
export function regionIn(stack: RehearsedStack, region: string): StackRegion {
  return { region, make: maker(stack, region), known: knownOf(stack, region) };
}

function maker(stack: RehearsedStack, region: string): StackRegion["make"] {
  const inCluster = stack.made.find(
    ({ type, name }) => type.includes("NodeClass") && name.includes(region),
  );
  return (type, name, inputs) => {
    const isKubernetes = type.startsWith("kubernetes:");
    const isGlobal = /:(?:iam|route53)\//.test(type);
    const whole = isKubernetes || isGlobal ? inputs : { ...inputs, region };
    const provider = isKubernetes ? inCluster?.config : undefined;
    return stack.make(type, `more-${region}-${name}`, whole, provider).id;
  };
}

function knownOf({ made }: RehearsedStack, region: string): StackRegion["known"] {
  const global = /:(?:iam|route53)\//;
  return (type, name) => {
    const found = made.find(
      (one) =>
        one.type === type &&
        one.name.includes(name) &&
        (one.name.includes(region) || global.test(type)),
    );
    if (!found) throw new Error(`the stack has no ${type} ${name} in ${region}`);
    return found.made.id;
  };
}

/** Types that are named more than once. */
export const types = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  group: "aws:ec2/securityGroup:SecurityGroup",
  eip: "aws:ec2/eip:Eip",
  nat: "aws:ec2/natGateway:NatGateway",
  table: "aws:ec2/routeTable:RouteTable",
  route: "aws:ec2/route:Route",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  flowLog: "aws:ec2/flowLog:FlowLog",
  gateway: "aws:ec2/internetGateway:InternetGateway",
  role: "aws:iam/role:Role",
  key: "aws:kms/key:Key",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
} as const;
