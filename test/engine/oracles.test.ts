// What the other tests hold after every step can fail: what is changed, deleted or made behind Pulumi's back is seen.
import assert from "node:assert/strict";
import { describe, it } from "mocha";

import { keepingData } from "./support/data";
import { rehearsingInline } from "./support/inline";
import { assertNoLeak, assertSettled, succeed } from "./support/rehearsals";
import { declareSmall, home, smallest } from "./support/small-system";

const provider = { package: "aws", config: { region: home } } as const;
const vpcType = "aws:ec2/vpc:Vpc";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("what happens behind Pulumi's back", () => {
  it("is seen: a change, a leak, a deletion, and data that is made anew", () =>
    rehearsingInline({}, async (session) => {
      declareSmall(session, smallest);
      await succeed(session, "up", "--skip-preview");
      await assertSettled(session);
      const first = async (type: string) => {
        const [object] = (await session.world.ask("inspect", { type })).objects;
        assert.ok(object);
        return { ...object, urn: object.urn ?? "" };
      };

      const { id, urn, inputs } = await first(vpcType);
      const change = { ...provider, urn, type: vpcType, id, oldInputs: inputs, preview: false };
      const tags = { Name: "somebody else's" };
      await session.world.ask("update", { ...change, inputs: { ...inputs, tags } });
      await assert.rejects(assertSettled(session), /no changes were expected/);
      await session.world.ask("update", { ...change, inputs });
      await assertSettled(session);

      const stray = { region: home, cidrBlock: "10.99.0.0/16" };
      const made = { ...provider, urn, type: vpcType, inputs: stray, preview: false };
      const leak = await session.world.ask("create", made);
      await assert.rejects(assertNoLeak(session), new RegExp(leak.id));
      const gone = { ...provider, urn, type: vpcType, id: leak.id, oldInputs: stray };
      await session.world.ask("delete", gone);
      await assertSettled(session);

      const alarm = await first(alarmType);
      await session.world.ask("delete", { ...provider, ...alarm, oldInputs: alarm.inputs });
      await assert.rejects(assertSettled(session), /no changes were expected/);

      const anew = async () => {
        await succeed(session, "destroy", "--skip-preview");
        await succeed(session, "up", "--skip-preview");
      };
      await assert.rejects(keepingData(session, anew), /was deleted and made again: .*Table/);
    }));
});
