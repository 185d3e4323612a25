import { conceal } from "../../../stacks/secret-settings";

const values = { account: { id: "a-secret-id", tiny: "abc" }, sizes: { host: "plain" } };
const isSecret = (key: string) => key === "account";

describe("conceal", () => {
  it("hides values under a secret setting, and words that hold one anywhere", () => {
    const problems = [
      { path: "account.id", value: "a-secret-id", allowed: "digits, not abc", mend: "Mend." },
      { path: "account", value: 5, allowed: "a map", mend: "Mend." },
      { path: "name", value: "a", allowed: "not a-secret-id", mend: "Drop a-secret-id." },
      { path: "account.role", allowed: "a role", mend: "Add it." },
    ];
    expect(conceal(problems, values, isSecret)).toEqual([
      { path: "account.id", value: "[secret]", allowed: "digits, not abc", mend: "Mend." },
      { path: "account", value: "[secret]", allowed: "a map", mend: "Mend." },
      { path: "name", value: "a", allowed: "not [secret]", mend: "Drop [secret]." },
      { path: "account.role", allowed: "a role", mend: "Add it." },
    ]);
  });

  it("hides what a system got from secret sizes", () => {
    const problem = { path: "services.web.public.host", value: "x", allowed: "y", mend: "Mend." };
    expect(conceal([problem], values, (key) => key === "sizes")).toEqual([
      { ...problem, value: "[secret]" },
    ]);
    expect(conceal([problem], values, isSecret)).toEqual([problem]);
  });

  it("changes nothing where nothing is secret", () => {
    const problems = [{ path: "account.id", value: "a-secret-id", allowed: "x", mend: "y" }];
    expect(conceal(problems, values, () => false)).toBe(problems);
  });
});
