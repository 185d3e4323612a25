import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { answerOf, awsWorld, problemPaths, textOf } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const topicType = "aws:sns/topic:Topic";
const policyType = "aws:sns/topicPolicy:TopicPolicy";
const document = { Version: "2012-10-17", Statement: [] };

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

function topic(inputs: Properties = {}): CloudObject {
  return world.create(topicType, { name: "alerts", ...inputs });
}

function policy(of: CloudObject, inputs: Properties = {}): CloudObject {
  return world.create(policyType, { arn: of.id, policy: JSON.stringify(document), ...inputs });
}

describe("topics", () => {
  it("are their ARN, and the account's until a policy says otherwise", () => {
    const made = topic();
    expect(made.id).toBe("arn:aws:sns:eu-west-1:123456789012:alerts");
    expect(made.outputs).toMatchObject({ arn: made.id, name: "alerts", owner: "123456789012" });
    expect(textOf(made, "policy")).toContain('"AWS:SourceOwner":"123456789012"');
  });

  it("have their name once per region", () => {
    topic();
    expect(answerOf(() => topic())).toBe(
      'StricterThanAws: The rehearsal refuses a second topic "alerts" with the tags of the first. On AWS CreateTopic ' +
        "answers with the first, and two resources then own one topic.",
    );
    expect(answerOf(() => topic({ tags: { "archipelago:name": "other" } }))).toBe(
      "InvalidParameter: Invalid parameter: Tags Reason: Topic already exists with different tags",
    );
    expect(answerOf(() => topic({ region: "us-east-1" }))).toBe("served");
  });

  it.each([
    ["a FIFO topic", { name: "alerts.fifo", fifoTopic: true }, []],
    ["a FIFO name only", { name: "alerts.fifo" }, ["name"]],
    ["a FIFO topic without the suffix", { name: "alerts", fifoTopic: true }, ["name"]],
    [
      "a scope that there is not",
      { name: "alerts", fifoThroughputScope: "All" },
      ["fifoThroughputScope"],
    ],
    ["a tracing that there is not", { name: "alerts", tracingConfig: "On" }, ["tracingConfig"]],
    [
      "deduplication without FIFO",
      { contentBasedDeduplication: true },
      ["contentBasedDeduplication"],
    ],
    ["a policy that is no JSON", { policy: "{" }, ["policy"]],
  ])("the provider: %s", (_name, inputs, paths) => {
    expect(problemPaths(topicType, inputs)).toEqual(paths);
  });
});

describe("topic policies", () => {
  it("come as text or as a document, and are kept as text", () => {
    const one = policy(topic());
    const two = policy(topic({ name: "other" }), { policy: document });
    expect(one.outputs["policy"]).toBe(JSON.stringify(document));
    expect(two.outputs["policy"]).toBe(one.outputs["policy"]);
    expect(one.outputs["owner"]).toBe("123456789012");
  });

  it("go with their topic", () => {
    const made = topic();
    policy(made);
    const other = policy(topic({ name: "other" }));
    world.delete(made);
    expect(world.all(policyType)).toEqual([other]);
  });

  it("are refused without a topic in the region, without statements, and twice", () => {
    const made = topic();
    expect(answerOf(() => policy(made, { region: "us-east-1" }))).toBe(
      "NotFound: Topic does not exist",
    );
    expect(answerOf(() => policy(made, { policy: "{}" }))).toBe(
      "InvalidParameter: Invalid parameter: Policy Error: null",
    );
    policy(made);
    expect(answerOf(() => policy(made))).toContain(
      `StricterThanAws: The rehearsal refuses a second policy of the topic ${made.id}. On AWS `,
    );
  });
});
