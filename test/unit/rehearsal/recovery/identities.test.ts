import { inputNames } from "../../../../rehearsal/catalogue/catalogue";
import { models } from "../../../../rehearsal/models/index";
import { identityTags } from "../../../../rehearsal/recovery/decisions";
import { identityOf, idOfArn, type Identity } from "../../../../rehearsal/recovery/identities";
import type { CloudObject } from "../../../../rehearsal/world/model";
import { rehearseStack } from "../../../support/rehearsed-stack";

/** Modelled types that no program registers: they come with others. */
const brought = ["rehearsal:ecr:Image"];
const types = [...models.keys()].filter((type) => !brought.includes(type));

describe("the table of identities", () => {
  it.each(types)("has a row for %s, with a dated source", (type) => {
    expect(identityOf(type)?.source).toMatch(/20\d\d-\d\d|v\d+\.\d+\.\d+/);
  });

  it.each(types)("knows whether %s is of the whole account", (type) => {
    const identity = identityOf(type);
    if (identity?.by !== "tags") return;
    expect(identity.global === true).toBe(models.get(type)?.placement === "global");
  });

  it.each(types.filter((type) => identityOf(type)?.by === "inputs"))(
    "knows whether %s carries tags",
    (type) => {
      const identity = identityOf(type);
      const taggable = type.startsWith("aws:") && inputNames(type).includes("tags");
      expect(identity?.by === "inputs" && identity.taggable === true).toBe(taggable);
    },
  );

  it("has none for what nobody has looked up, and knows that Pulumi makes its own things itself", () => {
    expect(identityOf("aws:s3/bucket:Bucket")).toBeUndefined();
    expect(identityOf("random:index/randomId:RandomId")).toBeUndefined();
    expect(identityOf("pulumi:providers:aws")?.by).toBe("nothing");
  });
});

/** The id by which the table finds an object; `nothing` where there is nothing to find. */
function idFound(identity: Identity | undefined, object: CloudObject): string | undefined {
  const { inputs, outputs } = object;
  if (identity === undefined) return undefined;
  if (identity.by === "nothing") return "nothing";
  if (identity.by !== "tags") return identity.id(inputs);
  // The provider tells no ARN of a NAT gateway.
  const ownArn = `arn:aws:ec2:eu-west-1:123456789012:natgateway/${object.id}`;
  const arn = outputs["arn"] ?? outputs["associationArn"] ?? ownArn;
  return idOfArn(identity, typeof arn === "string" ? arn : "");
}

function idExpected(identity: Identity | undefined, object: CloudObject): string | undefined {
  if (identity?.by === "nothing") return "nothing";
  if (identity?.by !== "import") return object.id;
  return `${models.get(object.type)?.importedAs?.(object) ?? ""}@${object.scope}`;
}

it("finds everything in a whole stack by its own id", async () => {
  const { world } = await rehearseStack("dev");
  const objects = world.inspect({}).objects.filter(({ urn }) => urn !== undefined);
  const found = new Set(objects.map(({ type }) => type));
  expect(found.size).toBeGreaterThan(40);
  const wrong = objects.flatMap((object) => {
    const identity = identityOf(object.type);
    const [id, expected] = [idFound(identity, object), idExpected(identity, object)];
    return id !== undefined && id === expected ? [] : `${object.type}: ${id ?? "none"}`;
  });
  expect(wrong).toEqual([]);
  const byTags = objects.filter(({ type }) => identityOf(type)?.by === "tags");
  const bare = byTags.filter(({ inputs }) => {
    const tags = inputs["tags"] as Record<string, unknown> | undefined;
    return !identityTags.every((key) => typeof tags?.[key] === "string");
  });
  expect(bare.map(({ urn }) => urn)).toEqual([]);
  const told = byTags.map(({ type, inputs }) => {
    const tags = inputs["tags"] as Record<string, string>;
    return [type, ...identityTags.map((key) => tags[key])].join(" ");
  });
  expect(new Set(told).size).toBe(told.length);
});

it("takes no ARN of another type for its own", () => {
  const listener = identityOf("aws:lb/listener:Listener");
  const rule = "arn:aws:elasticloadbalancing:eu-west-1:1:listener-rule/app/a/1/2/3";
  if (listener?.by !== "tags") throw new Error("a listener carries tags");
  expect(idOfArn(listener, rule)).toBeUndefined();
  expect(idOfArn(listener, rule.replace("-rule", ""))).toBe(rule.replace("-rule", ""));
  expect(idOfArn(listener, "no ARN")).toBeUndefined();
});

it("names no id where an input is missing or secret", () => {
  const incomplete = types.flatMap((type) => {
    const identity = identityOf(type);
    if (identity?.by !== "inputs" && identity?.by !== "import") return [];
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    const ids = [{}, { name: secret, role: secret, zoneId: secret, metadata: secret }].map(
      (inputs) => identity.id(inputs),
    );
    return ids.filter((id) => id !== undefined);
  });
  expect(incomplete).toEqual([]);
});
