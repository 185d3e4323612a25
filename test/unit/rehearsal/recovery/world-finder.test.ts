import { identityOf } from "../../../../rehearsal/recovery/identities";
import { inWorld } from "../../../../rehearsal/recovery/world-finder";
import type { Inspected } from "../../../../rehearsal/world/protocol";
import * as on from "./killed";

const object = (id: string, scope: string, tags: object): Inspected => ({
  type: on.vpc,
  id,
  scope,
  inputs: { tags: { ...tags } },
  outputs: {},
  order: 1,
});

it("finds what carries the tags, of that type and in that region", async () => {
  const asked: unknown[] = [];
  const find = inWorld((request) => {
    asked.push(request);
    const objects = [
      object("vpc-1", "eu-west-1", { ...on.tagsOf("net"), team: "shop" }),
      object("vpc-2", "eu-west-1", on.tagsOf("other")),
      object("vpc-3", "us-east-1", on.tagsOf("net")),
      { ...object("vpc-4", "eu-west-1", {}), inputs: {} },
    ];
    return Promise.resolve({ objects });
  });
  const identity = identityOf(on.vpc);
  if (identity?.by !== "tags") throw new Error("a VPC carries tags");
  const tags = { "archipelago:stack": "tiny/dev", "archipelago:resource": "net" };
  const search = { type: on.vpc, identity, tags, provider: undefined, asOf: undefined };
  expect(await find({ ...search, region: "eu-west-1" })).toEqual({ ids: ["vpc-1"] });
  expect(await find({ ...search, region: undefined })).toEqual({ ids: ["vpc-1", "vpc-3"] });
  expect(asked).toEqual([{ type: on.vpc }, { type: on.vpc }]);
});
