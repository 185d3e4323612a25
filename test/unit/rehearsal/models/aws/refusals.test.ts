import {
  dependencyViolation,
  ec2NotFound,
  noSuchRole,
} from "../../../../../rehearsal/models/aws/refusals";

describe("AWS's answers", () => {
  it.each([
    [
      ec2NotFound("InvalidSubnetID", "subnet ID")("subnet-1"),
      "InvalidSubnetID.NotFound",
      "The subnet ID 'subnet-1' does not exist",
    ],
    [
      dependencyViolation("vpc", "vpc-1"),
      "DependencyViolation",
      "The vpc 'vpc-1' has dependencies and cannot be deleted.",
    ],
    [noSuchRole("web"), "NoSuchEntity", "The role with name web cannot be found."],
  ])("are in its own words: %#", (refusal, code, message) => {
    expect(refusal).toMatchObject({ code, message });
  });
});
