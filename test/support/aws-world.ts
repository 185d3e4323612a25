/** A world with the AWS models and a small network in it, for the tests of models that stand in one. */
import { awsModels } from "../../rehearsal/models/aws/index";
import { Refusal, type CloudObject, type Properties } from "../../rehearsal/world/model";
import { caller, TestWorld } from "./world-view";

/** One VPC in one region. */
export interface TestNetwork {
  readonly vpcId: string;
  /** One subnet per zone asked for, in their order. */
  readonly subnetIds: readonly string[];
  readonly groupId: string;
}

/** An empty world that serves every AWS type. */
export function awsWorld(): TestWorld {
  return new TestWorld(awsModels);
}

/** A VPC with an internet gateway, a security group and a subnet in each zone, given by letter. */
export function network(world: TestWorld, region = caller.region, zones = "abc"): TestNetwork {
  const vpc = world.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16", region });
  world.create("aws:ec2/internetGateway:InternetGateway", { vpcId: vpc.id, region });
  const subnetIds = Array.from(zones, (letter, index) => {
    const subnet = world.create("aws:ec2/subnet:Subnet", {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index}.0/24`,
      availabilityZone: `${region}${letter}`,
      region,
    });
    return subnet.id;
  });
  const group = world.create("aws:ec2/securityGroup:SecurityGroup", {
    vpcId: vpc.id,
    name: "entry",
    region,
  });
  return { vpcId: vpc.id, subnetIds, groupId: group.id };
}

/** What `action` is refused with, as `code: message`; `served` where it is not. */
export function answerOf(action: () => unknown): string {
  try {
    action();
    return "served";
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** The paths that a model's own check finds wrong. */
export function problemPaths(type: string, inputs: Properties): readonly string[] {
  const model = awsModels.find((each) => each.type === type);
  if (!model) throw new Error(`no model for ${type}`);
  return (model.check?.(inputs) ?? []).map(([path]) => path);
}

/** The paths whose change from `before` to `after` replaces the object, the unconditional ones left out. */
export function replacing(type: string, before: Properties, after: Properties): readonly string[] {
  return awsModels.find((each) => each.type === type)?.replaceWhen?.(before, after) ?? [];
}

/** A string output. */
export function textOf(object: CloudObject, name: string): string {
  const value = object.outputs[name];
  return typeof value === "string" ? value : "";
}
