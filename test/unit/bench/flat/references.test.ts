import { referencesIn, referring, sourcesOf } from "../../../../bench/flat/references";

const vpc = sourcesOf({
  urn: "vpc",
  id: "vpc-5b9a4426859ae4fc0",
  outputs: {
    arn: "arn:aws:ec2:vpc/vpc-5b9a4426859ae4fc0",
    state: "ok",
    routes: [{ id: "rtb-77" }],
  },
});

describe("sourcesOf", () => {
  it("are ids and outputs, the longest first, without what is too short to be told from others", () => {
    expect(vpc).toEqual([
      { urn: "vpc", path: ["arn"], text: "arn:aws:ec2:vpc/vpc-5b9a4426859ae4fc0" },
      { urn: "vpc", path: ["id"], text: "vpc-5b9a4426859ae4fc0" },
      { urn: "vpc", path: ["routes", 0, "id"], text: "rtb-77" },
    ]);
  });

  it("name a text once, by the shortest way", () => {
    const outputs = { deep: { arn: "arn:aws:x" }, arn: "arn:aws:x" };
    expect(sourcesOf({ urn: "x", outputs }).map(({ path }) => path)).toEqual([["arn"]]);
  });
});

describe("referring", () => {
  it("puts an output where its text stood, also amid others and in lists and maps", () => {
    const value = {
      vpcId: "vpc-5b9a4426859ae4fc0",
      list: ["rtb-77 of arn:aws:ec2:vpc/vpc-5b9a4426859ae4fc0", "other"],
      count: 3,
      none: null,
    };
    const arn = { urn: "vpc", path: ["arn"] };
    const route = { urn: "vpc", path: ["routes", 0, "id"] };
    expect(referring(value, vpc)).toEqual({
      vpcId: { $parts: [{ urn: "vpc", path: ["id"] }] },
      list: [{ $parts: [route, " of ", arn] }, "other"],
      count: 3,
      none: null,
    });
  });

  it("puts every one where a text stands twice", () => {
    const id = { urn: "vpc", path: ["routes", 0, "id"] };
    expect(referring("rtb-77/rtb-77!", vpc)).toEqual({ $parts: [id, "/", id, "!"] });
  });

  it("leaves alone what comes from nowhere else", () => {
    expect(referring({ a: "", b: "vpc-1" }, vpc)).toEqual({ a: "", b: "vpc-1" });
  });
});

describe("referencesIn", () => {
  it("finds all of them", () => {
    const value = referring({ a: ["vpc-5b9a4426859ae4fc0"], b: { c: "x rtb-77" } }, vpc);
    expect(referencesIn(value).map(({ path }) => path)).toEqual([["id"], ["routes", 0, "id"]]);
  });
});
