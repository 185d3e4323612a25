// What earlier versions have deployed stays: today's program previews each recorded state without a loss.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "mocha";

import {
  currentVersion,
  isReleased,
  recordedStates,
  rehearsalFolder,
  stateFile,
} from "../../rehearsal/corpus/places";
import { corpusText } from "../../rehearsal/corpus/state";
import { readProject, stacksOf } from "../../rehearsal/session/project";
import { whole } from "../support/extent";
import { losses } from "./support/losses";
import { changes, importState, inSession, rehearsing, succeed } from "./support/rehearsals";

const root = path.join(__dirname, "..", "..");
const version = currentVersion(root);
const recorded = recordedStates(root);

/** Each takes its 10 seconds or more; all of them are previewed with ARCHIPELAGO_ALL=1. */
const usual = ["dev", "production"];
const previewed = recorded.filter(({ stack }) => whole || usual.includes(stack));

describe("an upgrade", () => {
  it("can be tried from every stack of this version", () => {
    const stacks = recorded.filter((state) => state.version === version).map(({ stack }) => stack);
    assert.deepEqual(stacks.sort(), stacksOf(readProject(root)), "run `npm run corpus`");
  });

  for (const { version: from, stack } of previewed) {
    it(`from ${from} takes nothing away from ${stack}`, async () => {
      const directory = rehearsalFolder(root, stack);
      fs.rmSync(directory, { recursive: true, force: true });
      try {
        await inSession({ stack, directory }, async (session) => {
          await importState(session, fs.readFileSync(stateFile(root, from, stack), "utf8"));
          const { events } = await succeed(session, "preview");
          assert.deepEqual(losses(events), []);
          if (from !== version || isReleased(root, version)) return;
          assert.deepEqual(changes(events), [], "the recording is stale: run `npm run corpus`");
        });
      } finally {
        fs.rmSync(directory, { recursive: true, force: true });
      }
    });
  }

  it("that takes something away is told with what to do", () => {
    const projectDirectory = path.join(__dirname, "fixtures", "policy");
    return rehearsing({ stack: "plain", projectDirectory }, async (session) => {
      await succeed(session, "up", "--skip-preview");
      const { stdout } = await succeed(session, "stack", "export", "--show-secrets");
      // As if an earlier version had called the log group otherwise, and had the topic elsewhere.
      const earlier = corpusText(stdout)
        .replaceAll("logGroup:LogGroup::logs", "logGroup:LogGroup::journal")
        .replace(/("type":"aws:sns.topic:Topic".*?"region":)"eu-west-1"/, '$1"us-east-1"');
      await importState(session, earlier);
      const { events } = await succeed(session, "preview");
      assert.deepEqual(losses(events), [
        "delete aws:cloudwatch/logGroup:LogGroup journal: nothing of this name, type and parents is " +
          "declared any more. Give what has taken its place an alias of the former name, type or parent.",
        "replace aws:sns/topic:Topic topic: region cannot be changed in place. " +
          "Leave it as it was, or take the new value for new stacks only.",
      ]);
    });
  });
});
