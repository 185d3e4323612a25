import fc from "fast-check";

import { PublicZone, checkDomain, type DomainZone } from "../../../components/routing/public-zone";
import { identity, named, record, settled, urns } from "../../support/record";
import { recordBoth, refusal } from "../../support/whole-sites";

const name = "shop.example.com";
const create = (zone: DomainZone, protection?: "protected" | "disposable") =>
  record(
    {},
    () => new PublicZone("public", { domain: { name, zone }, ...(protection && { protection }) }),
  );

describe("an existing zone", () => {
  it("is used as it is", async () => {
    const { resources, result } = await create({ kind: "existing", id: "Z0123456789" });
    expect(identity(resources)).toEqual(["archipelago:index:PublicZone public"]);
    expect(result.site).toEqual({ zoneId: "Z0123456789", name });
    expect(result.delegated).toBe(true);
    expect(result.nameServers).toBeUndefined();
  });
});

describe("a created zone", () => {
  it("is registered under the component, as in a preview", async () => {
    const domain = { name, zone: { kind: "create", delegated: true } } as const;
    const { preview, update } = await recordBoth(() => new PublicZone("public", { domain }));
    expect(identity(update.resources)).toMatchSnapshot("identity");
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    const zone = named(update.resources, "public-zone");
    expect(zone.parent).toBe(named(update.resources, "public").urn);
    expect(zone.inputs).toMatchObject({ name, tags: { Name: "public-zone" } });
    expect(Object.keys(zone.inputs)).not.toContain("vpcs");
  });

  it.each([true, false])("says whether it is delegated: %s", async (delegated) => {
    const { result } = await create({ kind: "create", delegated });
    expect(result.delegated).toBe(delegated);
    expect((await settled(result.nameServers ?? [])).value).toHaveLength(4);
  });

  it.each([
    [undefined, true],
    ["protected", true],
    ["disposable", false],
  ] as const)("is protected by default and when asked to be: %s", async (protection, expected) => {
    const { resources } = await create({ kind: "create", delegated: true }, protection);
    expect(named(resources, "public-zone").protect).toBe(expected);
  });
});

describe("checkDomain", () => {
  const zone = { kind: "create", delegated: false } as const;

  it.each([
    "Shop.example.com",
    "localhost",
    "*.example.com",
    "shop.example.com.",
    `${"a".repeat(60)}.io`,
  ])("finds the name %s", (bad) => {
    expect(checkDomain({ name: bad, zone })).toMatchObject([{ path: "name", value: bad }]);
  });

  it("takes whatever leaves room for a certificate's asterisk", () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        const refused = checkDomain({ name: domain, zone }).length > 0;
        expect(refused).toBe(`*.${domain}`.length > 64 || domain !== domain.toLowerCase());
      }),
    );
  });

  it.each(["/hostedzone/Z0123", "z0123", ""])("finds the zone id %j", (id) => {
    expect(checkDomain({ name, zone: { kind: "existing", id } })).toMatchObject([
      { path: "zone.id", value: id },
    ]);
  });

  it("refuses before anything is registered", async () => {
    const domain = { name: "Shop", zone: { kind: "existing", id: "no" } } as const;
    expect(await refusal(() => new PublicZone("public", { domain }))).toContain("2 problems");
  });
});
