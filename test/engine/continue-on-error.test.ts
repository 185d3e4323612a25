// What `--continue-on-error` of the engine does to a state and to its user (docs/runbooks/recover.md).
import assert from "node:assert/strict";
import { describe, it } from "mocha";

import type { FaultRule } from "../../rehearsal/world/faults";
import { rehearsingInline } from "./support/inline";
import { pastFailures, repaired } from "./support/mishaps";
import { assertNoLeak, assertSettled, fail, succeed } from "./support/rehearsals";
import { declareSmall, smallest, type SmallSystem } from "./support/small-system";

const binding = "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding";

describe("--continue-on-error", () => {
  const wishlist = smallest.services["wishlist"] ?? {};
  const keeping: SmallSystem = { ...smallest, services: { shop: { keeps: ["carts"] }, wishlist } };
  const calling: SmallSystem = {
    ...smallest,
    services: { shop: { calls: ["wishlist"] }, wishlist },
  };

  it("may delete what a skipped resource depended on: the state is refused until it is repaired", () =>
    rehearsingInline({}, async (session) => {
      const up = ["up", "--skip-preview"];
      declareSmall(session, keeping);
      await succeed(session, ...up);
      declareSmall(session, calling);
      // The Deployment waits for this policy, and so its change is skipped, while the cache that it had goes.
      const match = { urn: "tiny-shop-eu-west-1-to-wishlist", operation: "create" } as const;
      await session.world.ask("fault", { set: { rules: [{ match, effect: { kind: "fail" } }] } });
      await fail(session, ...up, "--continue-on-error");
      await session.world.ask("fault", { set: {} });
      assert.match(await fail(session, ...up), /snapshot integrity error[^]*`pulumi state repair`/);
      assert.ok(await repaired(session));
      await assertNoLeak(session);
      await succeed(session, ...up);
      await assertSettled(session);
    }));

  it("waits for ever where a deletion before a replacement fails: once interrupted, the next run goes on", () =>
    rehearsingInline({}, async (session) => {
      const up = ["up", "--skip-preview"];
      declareSmall(session, smallest);
      await succeed(session, ...up);
      const { shop = {}, ...others } = smallest.services;
      declareSmall(session, {
        ...smallest,
        services: { ...others, shop: { ...shop, port: 8081 } },
      });
      const match = { type: binding, urn: "tiny-shop-eu-west-1-public-binding" };
      const rule: FaultRule = {
        match: { ...match, operation: "delete" },
        effect: { kind: "fail" },
      };
      await session.world.ask("fault", { set: { rules: [rule] } });
      const { exitCode, stdout, stderr } = await pastFailures(session, up);
      await session.world.ask("fault", { set: {} });
      assert.notEqual(exitCode, 0);
      assert.match(stdout + stderr, /cancel/i);
      await assertNoLeak(session);
      await succeed(session, ...up);
      await assertSettled(session);
    }));
});
