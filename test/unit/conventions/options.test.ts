import { overridable, type Override } from "../../../components/conventions/options";

describe("overridable", () => {
  const args = { cidrBlock: "10.0.0.0/16" };
  const opts = { protect: true };

  it("hands on what we would register where there is no override", () => {
    expect(overridable(undefined, args, opts)).toEqual([args, opts]);
  });

  it("hands our arguments and options to the override and takes what it returns", () => {
    const seen: unknown[] = [];
    const override: Override<typeof args> = (ours, options) => {
      seen.push(ours, options);
      return [{ cidrBlock: "10.9.0.0/16" }, { ...options, retainOnDelete: true }];
    };
    expect(overridable(override, args, opts)).toEqual([
      { cidrBlock: "10.9.0.0/16" },
      { protect: true, retainOnDelete: true },
    ]);
    expect(seen).toEqual([args, opts]);
  });
});
