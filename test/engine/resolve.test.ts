// Where the names of a deployed system lead: near each region, when a region fails, when all do.
import assert from "node:assert/strict";
import { describe, it } from "mocha";

import type { Session } from "../../rehearsal/session/session";
import type { Answer, From } from "../../rehearsal/world/dns";
import { rehearsingInline } from "./support/inline";
import { succeed } from "./support/rehearsals";
import { declareSmall, smallDomain as domain, smallest } from "./support/small-system";

const [home, other] = ["eu-west-1", "us-east-1"] as const;
const regions = [home, other] as const;
const near: Readonly<Record<string, string>> = { "eu-central-1": home, "us-west-2": other };
const shop = `shop.${domain}`;
const inner = `wishlist.int.${domain}`;

/** What is asked of one deployed world. */
class Names {
  private constructor(
    private readonly session: Session,
    /** By region. */
    readonly vpcs: Readonly<Record<string, string>>,
    /** The ARNs of the load balancers, by region and whether they are internal. */
    private readonly balancers: ReadonlyMap<string, string>,
  ) {}

  static async of(session: Session): Promise<Names> {
    const objects = async (type: string) => (await session.world.ask("inspect", { type })).objects;
    const vpcs = await objects("aws:ec2/vpc:Vpc");
    const balancers = await objects("aws:lb/loadBalancer:LoadBalancer");
    return new Names(
      session,
      Object.fromEntries(vpcs.map(({ scope, id }) => [scope, id])),
      new Map(
        balancers.map(({ scope, outputs, id }) => [
          `${scope} ${outputs["internal"] === true ? "internal" : "public"}`,
          id,
        ]),
      ),
    );
  }

  async ask(name: string, from: From | string): Promise<Answer> {
    const asker: From = typeof from === "string" ? { internet: true, region: from } : from;
    return this.session.world.ask("resolve", { name, from: asker });
  }

  /** Fails unless the name leads to the region's load balancer of that kind, and to nothing else. */
  async leads(
    name: string,
    from: From | string,
    to: { readonly region: string; readonly kind: "public" | "internal"; readonly open?: boolean },
  ): Promise<void> {
    const answer = await this.ask(name, from);
    const asked = `${name} from ${JSON.stringify(from)}`;
    assert.equal(answer.status, "answered", asked);
    assert.deepEqual(
      answer.answers.map(({ loadBalancerArn, region }) => [loadBalancerArn, region]),
      [[this.balancers.get(`${to.region} ${to.kind}`), to.region]],
      asked,
    );
    assert.equal(answer.ttlSeconds, 60, asked);
    assert.equal(answer.failOpen, to.open ?? false, asked);
    assert.equal(answer.zone?.private, to.kind === "internal", asked);
  }

  vpc(region: string): From {
    return { vpcId: this.vpcs[region] ?? "" };
  }

  async down(...downRegions: readonly string[]): Promise<void> {
    for (const region of regions) {
      await this.session.world.ask("region", { region, down: downRegions.includes(region) });
    }
  }

  /** While `work` lasts, the health checks of the regions find their targets unhealthy. */
  async unhealthy(sick: readonly string[], work: () => Promise<void>): Promise<void> {
    const type = "aws:route53/healthCheck:HealthCheck";
    const effect = { kind: "unhealthy" } as const;
    for (const region of sick) {
      await this.session.world.ask("fault", { add: { match: { type, urn: region }, effect } });
    }
    await work();
    const { faults } = await this.session.world.ask("fault", { list: true });
    for (const { id } of faults) await this.session.world.ask("fault", { remove: id });
  }
}

async function nearest(names: Names): Promise<void> {
  for (const [from, region] of Object.entries(near)) {
    await names.leads(shop, from, { region, kind: "public" });
  }
  for (const region of regions) {
    await names.leads(shop, region, { region, kind: "public" });
    await names.leads(inner, names.vpc(region), { region, kind: "internal" });
  }
}

async function ofEachRegion(names: Names): Promise<void> {
  for (const region of regions) {
    for (const from of regions) {
      await names.leads(`shop.${region}.${domain}`, from, { region, kind: "public" });
      const regional = `wishlist.${region}.int.${domain}`;
      await names.leads(regional, names.vpc(from), { region, kind: "internal" });
    }
  }
  const outside = await names.ask(inner, home);
  assert.deepEqual([outside.status, outside.answers], ["nameError", []]);
}

async function withoutRegions(names: Names): Promise<void> {
  for (const [lost, left] of [
    [home, other],
    [other, home],
  ] as const) {
    await names.down(lost);
    await names.leads(shop, lost, { region: left, kind: "public" });
    // Private names have no health: they follow the region of who asks (docs/decisions/0015).
    await names.leads(inner, names.vpc(lost), { region: lost, kind: "internal" });
    await names.leads(inner, names.vpc(left), { region: left, kind: "internal" });
    await names.leads(`shop.${lost}.${domain}`, left, { region: lost, kind: "public" });
  }
  await names.down(...regions);
  for (const region of regions) {
    await names.leads(shop, region, { region, kind: "public", open: true });
  }
  await names.down();
}

async function withoutHealth(names: Names): Promise<void> {
  await names.unhealthy([home], async () => {
    await names.leads(shop, home, { region: other, kind: "public" });
    await names.leads(inner, names.vpc(home), { region: home, kind: "internal" });
  });
  await names.unhealthy(regions, async () => {
    for (const region of regions) {
      await names.leads(shop, region, { region, kind: "public", open: true });
    }
  });
}

describe("the names of a deployed system", () => {
  it("lead to the nearest region that is healthy, and to the nearest of all where none is", () =>
    rehearsingInline({}, async (session) => {
      declareSmall(session, { ...smallest, regions: { [home]: "ab", [other]: "ab" } });
      await succeed(session, "up", "--skip-preview");
      const names = await Names.of(session);
      await nearest(names);
      await ofEachRegion(names);
      await withoutRegions(names);
      await withoutHealth(names);
      await nearest(names);
    }));
});
