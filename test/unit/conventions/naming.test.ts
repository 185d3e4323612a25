import fc from "fast-check";
import {
  checkPhysicalName,
  isDnsLabel,
  isHostname,
  nameLimits,
  physicalName,
  type NamedKind,
} from "../../../components/conventions/naming";

const part = fc.stringMatching(/^[a-z0-9-]{1,24}$/);
const parts = fc.array(part, { minLength: 1, maxLength: 5 });
const limit = fc.integer({ min: 8, max: 64 });

describe("physicalName", () => {
  it("joins what is short enough", () => {
    expect(physicalName(32, "boutique", "eu-west-1", "public")).toBe("boutique-eu-west-1-public");
  });

  it("keeps the beginning of what is too long and ends with a hash of the whole", () => {
    const name = physicalName(32, "boutique", "recommendation", "ap-southeast-1");
    expect(name).toMatch(/^boutique-recommendation-a-[0-9a-f]{6}$/);
    expect(name).toHaveLength(32);
    expect(name).not.toBe(physicalName(32, "boutique", "recommendation", "ap-southeast-2"));
  });

  it("does not put two hyphens before the hash", () => {
    expect(physicalName(16, "platform", "-", "services")).toMatch(/^platform-[0-9a-f]{6}$/);
  });

  it("hashes what would end with a hyphen", () => {
    expect(physicalName(32, "cart-")).toMatch(/^cart-[0-9a-f]{6}$/);
    expect(physicalName(32, "-")).toMatch(/^[0-9a-f]{6}$/);
  });

  it("is never longer than the limit and never ends with a hyphen", () => {
    fc.assert(
      fc.property(limit, parts, (maxLength, words) => {
        const name = physicalName(maxLength, ...words);
        expect(name.length).toBeLessThanOrEqual(maxLength);
        expect(name.length).toBeGreaterThan(0);
        expect(name.endsWith("-")).toBe(false);
        expect(name).toBe(physicalName(maxLength, ...words));
      }),
    );
  });

  it("gives different wholes different names", () => {
    fc.assert(
      fc.property(limit, parts, parts, (maxLength, a, b) => {
        fc.pre(a.join("-") !== b.join("-"));
        expect(physicalName(maxLength, ...a)).not.toBe(physicalName(maxLength, ...b));
      }),
      { numRuns: 1000 },
    );
  });

  it("tells apart names that share their beginning", () => {
    const stem = "a".repeat(60);
    const names = Array.from({ length: 500 }, (_, at) => physicalName(32, stem, `${at}`));
    expect(new Set(names).size).toBe(500);
  });

  it.each([
    [7, ["a"]],
    [8.5, ["a"]],
    [32, []],
    [32, ["a", ""]],
  ])("throws for a limit of %p with parts %p", (maxLength, words) => {
    expect(() => physicalName(maxLength, ...words)).toThrow(RangeError);
  });
});

describe("DNS names", () => {
  it.each(["a", "cart", "cart-2", "0", "a".repeat(63)])("takes %s as a label", (text) => {
    expect(isDnsLabel(text)).toBe(true);
  });

  it.each(["", "Cart", "-cart", "cart-", "ca_rt", "ca.rt", "cart\n", "a".repeat(64)])(
    "refuses %j as a label",
    (text) => {
      expect(isDnsLabel(text)).toBe(false);
    },
  );

  it.each(["shop.example.com", "int.example.com", "a.b", "xn--bcher-kva.example"])(
    "takes %s as a host name",
    (text) => {
      expect(isHostname(text)).toBe(true);
    },
  );

  it.each([
    "example",
    "example.com.",
    "*.example.com",
    ".com",
    "a..b",
    "10.0.0.1",
    "exa mple.com",
    `${"a.".repeat(127)}com`,
  ])("refuses %j as a host name", (text) => {
    expect(isHostname(text)).toBe(false);
  });
});

describe("checkPhysicalName", () => {
  const taken: Record<NamedKind, readonly string[]> = {
    loadBalancer: ["boutique-eu-west-1-public", "A1"],
    targetGroup: ["boutique-frontend-3f2a1c"],
    eksCluster: ["prod_boutique-eu-west-1"],
    iamRole: ["boutique-cart@production"],
    iamRolePolicy: ["uses"],
    securityGroup: ["boutique public (eu-west-1)"],
    kmsAlias: ["alias/boutique/eu-west-1"],
    dynamodbTable: ["boutique.production-wishes"],
    serverlessCache: ["boutique-carts-eu-west-1"],
    logGroup: ["/aws/eks/boutique/cluster"],
    alarm: ["boutique: frontend 5xx > 1 %"],
    dashboard: ["boutique_eu-west-1"],
    snsTopic: ["boutique-alerts"],
    ecrRepository: ["boutique/wishes", "a1"],
    recordSetIdentifier: ["eu-west-1"],
  };
  const refused: Record<NamedKind, readonly string[]> = {
    loadBalancer: ["internal-boutique", "-a", "a-", "a_b", ""],
    targetGroup: ["a.b", "a-"],
    eksCluster: ["-a", "a.b"],
    iamRole: ["a b", "a/b", ""],
    iamRolePolicy: ["a b"],
    securityGroup: ["sg-1", "naïve"],
    kmsAlias: ["boutique", "alias/aws/eks", "alias/"],
    dynamodbTable: ["ab", "a b c"],
    serverlessCache: ["1a", "a--b", "a-", "Carts"],
    logGroup: ["aws/eks", "a b"],
    alarm: ["", "a\nb"],
    dashboard: ["a.b"],
    snsTopic: ["a.b"],
    ecrRepository: ["a", "Boutique", "a//b", "a_-b"],
    recordSetIdentifier: [""],
  };
  const kinds = Object.keys(nameLimits) as NamedKind[];

  it.each(kinds)("takes good names of a %s and refuses bad ones", (kind) => {
    for (const name of taken[kind]) expect(checkPhysicalName("name", kind, name)).toEqual([]);
    for (const name of refused[kind]) {
      expect(checkPhysicalName("name", kind, name)).toEqual([
        expect.objectContaining({ path: "name", value: name }),
      ]);
    }
  });

  it.each(kinds)(
    "refuses a %s's name of one character too many, and says how many are allowed",
    (kind) => {
      const { maxLength } = nameLimits[kind];
      const [sample = ""] = taken[kind];
      const longest = sample + "a".repeat(maxLength - sample.length);
      expect(checkPhysicalName("name", kind, longest)).toEqual([]);
      expect(checkPhysicalName("name", kind, `${longest}a`)[0]?.allowed).toContain(
        ` ${maxLength} characters`,
      );
    },
  );

  it.each(kinds)("takes what physicalName makes for a %s", (kind) => {
    if (kind === "kmsAlias") return;
    const name = physicalName(
      nameLimits[kind].maxLength,
      "boutique",
      "recommendation".repeat(50),
      "x",
    );
    expect(checkPhysicalName("name", kind, name)).toEqual([]);
  });

  it("says where each rule is written down", () => {
    for (const kind of kinds) expect(nameLimits[kind].source).toMatch(/API, \w+, \w+/);
  });
});
