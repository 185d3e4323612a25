import { checkHosts, privateLabel, type HostRequest } from "../../../components/topology/hosts";

function wants(key: string, host: string): HostRequest {
  return { key, host, path: `services.${key}.public.host` };
}

describe("checkHosts", () => {
  it("takes hosts of their own", () => {
    expect(checkHosts([wants("frontend", "shop"), wants("wishes", "wishes-2")])).toEqual([]);
    expect(checkHosts([])).toEqual([]);
  });

  it("refuses a host that two services want, whichever comes first", () => {
    const requests = [wants("frontend", "shop"), wants("admin", "shop")];
    const expected = [
      {
        path: "services.frontend.public.host",
        value: "shop",
        allowed: "a public host of its own; the service admin has this one",
        mend: "Choose another host, or let one service answer for both.",
      },
    ];
    expect(checkHosts(requests)).toEqual(expected);
    expect(checkHosts([...requests].reverse())).toEqual(expected);
  });

  it.each(["", "Shop", "shop.example", "-shop", "*", "s".repeat(64), privateLabel])(
    "refuses the host %j",
    (host) => {
      expect(checkHosts([wants("frontend", host)])).toEqual([
        expect.objectContaining({ path: "services.frontend.public.host", value: host }),
      ]);
    },
  );

  it("tells a bad host that two services want twice", () => {
    expect(checkHosts([wants("a", "X"), wants("b", "X")])).toHaveLength(2);
  });
});
