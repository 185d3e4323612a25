import { stsInvokes } from "../../../../../rehearsal/models/aws/sts";
import { awsWorld } from "../../../../support/aws-world";
import { caller } from "../../../../support/world-view";

describe("getCallerIdentity", () => {
  const [invoke] = stsInvokes;

  it("answers with the caller's account, ARN and unique id", () => {
    expect(invoke?.token).toBe("aws:index/getCallerIdentity:getCallerIdentity");
    expect(invoke?.answer({}, caller, awsWorld())).toEqual({
      id: "123456789012",
      accountId: "123456789012",
      arn: caller.principalArn,
      userId: expect.stringMatching(/^AROA[0-9A-F]{17}$/) as unknown,
    });
    const user = { ...caller, principalArn: "arn:aws:iam::123456789012:user/ann" };
    expect(invoke?.answer({}, user, awsWorld())["userId"]).toMatch(/^AIDA/);
  });
});
