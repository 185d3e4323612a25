import {
  associationId,
  entryId,
  entryPrincipal,
} from "../../../../../rehearsal/models/aws/eks-names";

describe("the names of EKS", () => {
  it("are joined by a colon for an entry and by hashes for an association", () => {
    expect(entryId("main", "arn:aws:iam::1:role/a")).toBe("main:arn:aws:iam::1:role/a");
    const parts = { policyArn: "p", clusterName: "main", principalArn: "a" };
    expect(associationId(parts)).toBe("main#a#p");
  });

  it("name the role where a session calls", () => {
    const session = "arn:aws:sts::123456789012:assumed-role/deployer/run";
    expect(entryPrincipal(session)).toBe("arn:aws:iam::123456789012:role/deployer");
    const user = "arn:aws:iam::123456789012:user/ann";
    expect(entryPrincipal(user)).toBe(user);
  });
});
