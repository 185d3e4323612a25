// A program of a user's own that keeps a value in the secret store and reads it from there, from its creation to its end.
import assert from "node:assert/strict";
import * as aws from "@pulumi/aws/provider";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { tagged } from "../../components/conventions/tags";
import { type InlineSession, rehearsingInline } from "./support/inline";
import { killed, recovered } from "./support/killing";
import { assertGone, assertNoLeak, assertSettled, fail, succeed } from "./support/rehearsals";
import { thorough } from "./support/thorough";

const up = ["up", "--skip-preview"];
const destroy = ["destroy", "--skip-preview"];
const versionType = "aws:secretsmanager/secretVersion:SecretVersion";

/** A secret of a fixed name with one value, and a topic that shows what is read of it. */
function declare(session: InlineSession, value: string): void {
  session.declare(() => {
    const provider = new aws.Provider("account", {
      region: "eu-west-1",
      allowedAccountIds: ["111122223333"],
    });
    const secret = new secretsmanager.Secret(
      "database",
      { name: "shop/database", tags: tagged("database") },
      { provider },
    );
    const version = new secretsmanager.SecretVersion(
      "database",
      { secretId: secret.id, secretString: value },
      { provider },
    );
    const read = secretsmanager.getSecretVersionOutput(
      { secretId: version.secretId, versionId: version.versionId },
      { provider },
    );
    const displayName = pulumi.secret(read.secretString);
    new sns.Topic("reader", { displayName, tags: tagged("reader") }, { provider });
  });
}

/** The versions that the world has. */
async function versionsIn(session: InlineSession) {
  return (await session.world.ask("inspect", { type: versionType })).objects;
}

describe("a secret store", () => {
  it("is written, read, written anew and deleted, and keeps the name", () =>
    rehearsingInline({}, async (session) => {
      declare(session, "one");
      await succeed(session, ...up);
      await assertSettled(session);
      declare(session, "two");
      const { stdout } = await succeed(session, ...up);
      assert.match(stdout, /SecretVersion database.*replaced/);
      assert.match(stdout, /Topic reader.*updated/);
      await assertSettled(session);
      assert.equal((await versionsIn(session)).length, 1);
      await succeed(session, ...destroy);
      await assertGone(session);
      assert.match(await fail(session, ...up), /this name is already scheduled for deletion/);
    }));

  thorough("has one value after a kill, whenever the engine dies", () =>
    rehearsingInline({}, async (session) => {
      const killedAt = async (
        args: readonly string[],
        operation: "create" | "delete",
        moments: readonly boolean[] = [false, true],
      ) => {
        for (const done of moments) {
          const match = { urn: "SecretVersion::database", operation };
          assert.ok(await killed(session, args, { match, done }), `no ${operation}`);
          await recovered(session);
          await assertNoLeak(session, (type) => type === versionType);
        }
        await succeed(session, ...args);
      };
      declare(session, "one");
      await killedAt(up, "create");
      await assertSettled(session);
      assert.equal((await versionsIn(session)).length, 1);
      declare(session, "two");
      await killedAt(up, "create");
      await assertSettled(session);
      declare(session, "three");
      // Of what is replaced nothing is left to delete after that.
      await killedAt(up, "delete", [false]);
      await assertSettled(session);
      assert.equal((await versionsIn(session)).length, 1);
      await killedAt(destroy, "delete");
      await assertGone(session);
    }),
  );
});
