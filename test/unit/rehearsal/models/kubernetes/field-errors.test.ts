import {
  duplicate,
  forbidden,
  invalid,
  invalidValue,
  notFound,
  required,
  tooLong,
  unsupported,
} from "../../../../../rehearsal/models/kubernetes/field-errors";

describe("the API server's sentences", () => {
  it.each([
    [invalidValue("a.b", "x", "no"), 'a.b: Invalid value: "x": no'],
    [invalidValue("a[0]", 3, "no"), "a[0]: Invalid value: 3: no"],
    [invalidValue("a", { b: "c" }, "no"), 'a: Invalid value: {"b":"c"}: no'],
    [required("a"), "a: Required value"],
    [required("a", "say so"), "a: Required value: say so"],
    [duplicate("a", "x"), 'a: Duplicate value: "x"'],
    [forbidden("a", "no"), "a: Forbidden: no"],
    [notFound("a", "x"), 'a: Not found: "x"'],
    [unsupported("a", "x", ["y", "z"]), 'a: Unsupported value: "x": supported values: "y", "z"'],
    [tooLong("a", 63), "a: Too long: may not be more than 63 bytes"],
  ])("%s", (sentence, expected) => {
    expect(sentence).toBe(expected);
  });

  it("make one answer: bare where there is one, in brackets and without repeats where there are more", () => {
    expect(invalid("Service", "x", ["a", "a"])).toMatchObject({
      code: "Invalid",
      message: 'Service "x" is invalid: a',
    });
    expect(invalid("Deployment.apps", "x", ["a", "b", "a"]).message).toBe(
      'Deployment.apps "x" is invalid: [a, b]',
    );
  });
});
