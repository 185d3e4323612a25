import { secondsOf, timedTypes } from "../../../../rehearsal/models/durations";

describe("the durations of AWS types", () => {
  it.each(timedTypes.map((type) => [type]))("%s: whole seconds with a dated source", (type) => {
    const { create, update, delete: remove, source } = secondsOf(type);
    for (const seconds of [create, update, remove]) {
      expect(Number.isInteger(seconds)).toBe(true);
      expect(seconds).toBeGreaterThanOrEqual(0);
      expect(seconds).toBeLessThan(3600);
    }
    expect(source).toMatch(/20\d\d-\d\d/);
  });

  it("says where to add a row for a type that has none", () => {
    expect(() => secondsOf("aws:s3/bucket:Bucket")).toThrow(
      "no durations for aws:s3/bucket:Bucket: add a row to rehearsal/models/durations.ts",
    );
  });
});
