import { connectionLost, worded } from "../../../../rehearsal/world/messages";
import { Refusal, StricterThanAws, Unasked } from "../../../../rehearsal/world/model";
import type { Operation } from "../../../../rehearsal/world/operation";

function message(operation: Operation, type: string, refusal = new Refusal("Code", "why")): string {
  return worded(refusal, { operation, type, urn: "u", id: "the-id" }).message;
}

describe("a refusal in the provider's words", () => {
  it("names the service, the resource and the request", () => {
    const start = (operation: Operation, type: string): string | undefined =>
      /\* (.*?), https/.exec(message(operation, type))?.[1];
    expect(start("create", "aws:ec2/vpc:Vpc")).toBe(
      "creating EC2 VPC: operation error EC2: CreateVpc",
    );
    expect(start("delete", "aws:eks/cluster:Cluster")).toBe(
      "deleting EKS Cluster (the-id): operation error EKS: DeleteCluster",
    );
    expect(start("create", "aws:iam/rolePolicyAttachment:RolePolicyAttachment")).toBe(
      "creating IAM Role Policy Attachment: operation error IAM: AttachRolePolicy",
    );
    expect(start("update", "aws:route53/record:Record")).toBe(
      "updating Route 53 Record (the-id): operation error Route 53: ChangeResourceRecordSets",
    );
    expect(start("create", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).toBe(
      "creating EC2 Security Group Ingress Rule: operation error EC2: AuthorizeSecurityGroupIngress",
    );
  });

  it("has the status that goes with the code", () => {
    const status = (code: string): string | undefined =>
      /StatusCode: (\d+)/.exec(message("create", "aws:ec2/vpc:Vpc", new Refusal(code, "w")))?.[1];
    expect(
      [
        "AccessDenied",
        "NoSuchEntity",
        "DeleteConflict",
        "InvalidVpcID.NotFound",
        "InternalFailure",
      ].map(status),
    ).toEqual(["403", "404", "409", "400", "500"]);
  });

  it("keeps its code, and has the same request id every time", () => {
    const refusal = new Refusal("DependencyViolation", "in use");
    const call = { operation: "delete", type: "aws:ec2/vpc:Vpc", urn: "u", id: "i" } as const;
    expect(worded(refusal, call).code).toBe("DependencyViolation");
    expect(worded(refusal, call).message).toBe(worded(refusal, call).message);
  });

  it("says what a lost connection is, without an answer of the service", () => {
    const text = message(
      "create",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      connectionLost("ec2", "eu-west-1"),
    );
    expect(text).toContain("dial tcp: lookup ec2.eu-west-1.amazonaws.com: i/o timeout");
    expect(text).not.toContain("api error");
  });

  it("names no request where the provider refuses by itself, and no service where the rehearsal does", () => {
    const type = "aws:cloudwatch/metricAlarm:MetricAlarm";
    expect(message("create", type, new Unasked("AlreadyExists", "it is there"))).toBe(
      "1 error occurred:\n\t* it is there\n\n",
    );
    const stricter = new StricterThanAws("a second alarm", "the first is overwritten");
    expect(message("create", type, stricter)).toBe(
      "The rehearsal refuses a second alarm. On AWS the first is overwritten.",
    );
  });

  it("is the Kubernetes provider's for what is in a cluster", () => {
    const type = "kubernetes:core/v1:Namespace";
    expect(message("create", type)).toBe(
      "resource the-id was not successfully created by the Kubernetes API server: why",
    );
    expect(message("update", type)).toContain("the Kubernetes API server reported: why");
    expect(message("create", type, new Refusal("ClusterUnreachable", "no way"))).toBe("no way");
  });

  it("is left as it is for other packages", () => {
    expect(message("create", "docker:index/image:Image")).toBe("why");
  });
});
