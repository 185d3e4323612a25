import { isPrincipalArn } from "../../../components/clusters/access";
import { administrator, recordCluster } from "../../support/clusters";
import { dependencyNames, named } from "../../support/record";

describe("access entries", () => {
  it("make administrators cluster administrators", async () => {
    const { resources } = await recordCluster();
    const name = "west-access-administrator-123456789012-role/operator";
    expect(named(resources, name).inputs).toMatchObject({
      clusterName: "prod-west",
      principalArn: administrator,
      type: "STANDARD",
    });
    const policy = named(resources, `${name}-policy`);
    expect(policy.inputs).toMatchObject({
      principalArn: administrator,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    });
    expect(dependencyNames(policy)).toContain(name);
    expect(policy.deleteBeforeReplace).toBe(true);
  });

  it("let nodes join", async () => {
    const { resources } = await recordCluster();
    const nodeRole = "arn:aws:iam::123456789012:role/prod-west-node-role";
    expect(named(resources, "west-access-nodes").inputs).toMatchObject({
      principalArn: nodeRole,
      type: "EC2",
    });
    expect(named(resources, "west-access-nodes-policy").inputs).toMatchObject({
      principalArn: nodeRole,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy",
    });
  });
});

describe("isPrincipalArn", () => {
  it.each([
    "arn:aws:iam::123456789012:role/operator",
    "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
    "arn:aws:iam::123456789012:user/break-glass",
  ])("takes %s", (arn) => {
    expect(isPrincipalArn(arn)).toBe(true);
  });

  it.each([
    "operator",
    "arn:aws:iam::123456789012:root",
    "arn:aws:iam::123456789012:group/operators",
    "arn:aws:sts::123456789012:assumed-role/operator/session",
    "arn:aws:iam::1234:role/operator",
  ])("refuses %s", (arn) => {
    expect(isPrincipalArn(arn)).toBe(false);
  });
});
