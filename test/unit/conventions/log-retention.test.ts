import { checkLogRetention, logRetentions } from "../../../components/conventions/log-retention";

describe("checkLogRetention", () => {
  it("takes every retention of CloudWatch's list", () => {
    expect(logRetentions.flatMap((days) => checkLogRetention("days", days))).toEqual([]);
  });

  it.each([
    [0, "Write 1, the next longer one."],
    [31, "Write 60, the next longer one."],
    [5000, "Write 3653, the longest."],
    [7.5, "Write 14, the next longer one."],
  ])("refuses %d days", (days, mend) => {
    expect(checkLogRetention("logs.days", days)).toEqual([
      expect.objectContaining({ path: "logs.days", value: days, mend }),
    ]);
  });
});
