import { knownOutputs } from "../../../../rehearsal/catalogue/catalogue";
import { unknown } from "../../../../rehearsal/world/model";

const cluster = "aws:eks/cluster:Cluster";
const subnetIds = ["subnet-1", "subnet-2"];

describe("knownOutputs", () => {
  it("makes unknown, inside what a caller gives, what the provider will add", () => {
    const outputs = knownOutputs(cluster, { roleArn: "r", vpcConfig: { subnetIds } }, {}, unknown);
    expect(outputs["roleArn"]).toBe("r");
    expect(outputs["vpcConfig"]).toMatchObject({
      subnetIds,
      clusterSecurityGroupId: unknown,
      vpcId: unknown,
    });
  });

  it("keeps what the provider had added before", () => {
    const before = { vpcConfig: { subnetIds, clusterSecurityGroupId: "sg-1", vpcId: "vpc-1" } };
    const outputs = knownOutputs(cluster, { vpcConfig: { subnetIds } }, before, unknown);
    expect(outputs["vpcConfig"]).toMatchObject({ clusterSecurityGroupId: "sg-1", vpcId: "vpc-1" });
  });

  it("goes into lists, each item beside the one that stood in its place", () => {
    const table = "aws:dynamodb/table:Table";
    const replicas = [{ regionName: "us-east-1" }, { regionName: "eu-west-2" }];
    const before = { replicas: [{ regionName: "us-east-1", arn: "arn:1" }] };
    const outputs = knownOutputs(table, { replicas }, before, unknown);
    expect(outputs["replicas"]).toMatchObject([{ arn: "arn:1" }, { arn: unknown }]);
  });

  it("adds nothing to unknown values, plain maps, or Kubernetes objects", () => {
    const map = { tags: { Name: "x" } };
    expect(knownOutputs("aws:ec2/vpc:Vpc", map, {}, unknown)).toEqual(map);
    expect(knownOutputs(cluster, { vpcConfig: unknown }, {}, unknown)).toEqual({
      vpcConfig: unknown,
    });
    const metadata = { metadata: { name: "n" } };
    expect(knownOutputs("kubernetes:core/v1:Namespace", metadata, {}, unknown)).toEqual(metadata);
  });
});
