import { mentioning } from "../../../../../rehearsal/models/aws/lookups";
import { awsWorld, network } from "../../../../support/aws-world";

describe("a look-up", () => {
  it("finds what mentions an id, of the types and in the region asked for", () => {
    const world = awsWorld();
    const { vpcId, subnetIds } = network(world);
    const types = ["aws:ec2/subnet:Subnet"];
    const ids = mentioning(world, vpcId, types).map(({ id }) => id);
    expect([...ids].sort()).toEqual([...subnetIds].sort());
    expect(mentioning(world, vpcId, types, "us-east-1")).toEqual([]);
    expect(mentioning(world, vpcId, ["aws:ec2/eip:Eip"])).toEqual([]);
    expect(mentioning(world, "", types)).toEqual([]);
  });
});
