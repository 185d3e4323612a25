import { decide, each, isNotKnownYet, NotKnownYet, type Check } from "../../policy/unknown";

const later: Check = () => {
  throw new NotKnownYet("the id is made later");
};

describe("decide", () => {
  it("collects the violations of a check and of the checks that it opens", () => {
    const check: Check = () => [
      () => "first",
      () => undefined,
      () => [() => "second", () => ({ message: "third", urn: "urn:x" })],
    ];
    expect(decide(check)).toEqual({
      violations: ["first", "second", { message: "third", urn: "urn:x" }],
      undecided: [],
    });
  });

  it("leaves a check undecided without losing the others", () => {
    expect(decide(() => [() => "before", later, () => "after", later])).toEqual({
      violations: ["before", "after"],
      undecided: ["the id is made later"],
    });
  });

  it("leaves all undecided where nothing can be opened", () => {
    expect(decide(later)).toEqual({ violations: [], undecided: ["the id is made later"] });
  });

  it("hides no defect of a rule", () => {
    expect(() =>
      decide(() => [
        () => {
          throw new TypeError("defect");
        },
      ]),
    ).toThrow("defect");
  });
});

describe("each", () => {
  it("judges an element alone, where reading another one throws", () => {
    const list = new Proxy(["good", "later", "bad"], {
      get: (target, key) => {
        if (key === "1") throw new NotKnownYet("1");
        return Reflect.get(target, key) as unknown;
      },
    });
    const checks = each(list, (element, index) =>
      element === "bad" ? `${index} is bad` : undefined,
    );
    expect(decide(() => checks)).toEqual({ violations: ["2 is bad"], undecided: ["1"] });
  });

  it("opens nothing for an empty list", () => {
    expect(each([], () => "never")).toEqual([]);
  });
});

describe("isNotKnownYet", () => {
  it("knows the SDK's error by what it holds, and nothing else", () => {
    expect(isNotKnownYet(Object.assign(new Error("x"), { unknownTypeSentinel: "" }))).toBe(true);
    expect(isNotKnownYet(new NotKnownYet("x"))).toBe(true);
    expect(isNotKnownYet(new Error("x"))).toBe(false);
    expect(isNotKnownYet({ unknownTypeSentinel: "" })).toBe(false);
  });
});
