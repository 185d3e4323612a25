import { faultProblems } from "../../../../rehearsal/world/fault-problems";
import * as on from "./fixture";
import { registry } from "./tiny";

const problems = (given: unknown): readonly string[] => faultProblems(given, registry);
const fail = { kind: "fail" };
const ofRule = (rule: object): readonly string[] =>
  problems({ rules: [{ match: {}, effect: fail, ...rule }] });
const ofOutage = (outage: object): readonly string[] => problems({ down: [outage] });

describe("faults", () => {
  it("may be none, and everything that there is", () => {
    expect(problems({})).toEqual([]);
    const operation = ["create", "delete"];
    const match = { type: on.vpc, urn: "::a", operation, region: "eu-west-1" };
    const effects = [
      { kind: "fail", code: "InUse", message: "in use" },
      { kind: "halfComplete" },
      { kind: "hang", seconds: 0.5, done: true },
      { kind: "throttle" },
    ];
    const unhealthy = { match: { urn: "::a", region: "eu-west-1" }, effect: { kind: "unhealthy" } };
    const rules = [...effects.map((effect) => ({ match, effect, nth: 2, times: 3 })), unhealthy];
    const down = [
      { region: "eu-west-1" },
      { region: "eu-west-1", service: "eks" },
      { region: "eu-west-1", service: "ec2", plane: "data" },
      { region: "eu-west-1", service: "kubernetes", plane: "control" },
      { region: "global", service: "iam" },
    ];
    expect(problems({ rules, down })).toEqual([]);
  });

  it("are told all that is wrong with them at once, and where", () => {
    const given = {
      rule: [],
      rules: [
        { match: { typ: on.vpc }, effect: { kind: "explode" }, nth: 0 },
        { effect: { kind: "hang", seconds: "long" } },
      ],
      down: [{ region: "eu-west-9" }],
    };
    expect(problems(given)).toEqual([
      "rules.0.match.typ: there is no such key; there are type, urn, operation, region",
      'rules.0.effect.kind: one of fail, halfComplete, hang, throttle, unhealthy is wanted, not "explode"',
      "rules.0.nth: a whole number of at least 1 is wanted, not 0",
      "rules.1.match: is missing",
      "rules.1.effect.seconds: a number of seconds above 0 is wanted",
      'down.0.region: AWS has no region "eu-west-9"',
      "rule: there is no such key; there are rules, down",
    ]);
  });

  it("are a map of lists", () => {
    expect(problems(null)).toEqual(["a map with the keys rules, down is wanted"]);
    expect(problems({ rules: {}, down: "eu-west-1" })).toEqual([
      "rules: a list is wanted",
      "down: a list is wanted",
    ]);
    expect(problems({ rules: [1] })).toEqual([
      "rules.0: a map with the keys match, effect, nth, times is wanted",
    ]);
  });

  it.each([
    [{ nth: 1.5 }, "rules.0.nth: a whole number of at least 1 is wanted, not 1.5"],
    [{ times: -1 }, "rules.0.times: a whole number of at least 1 is wanted, not -1"],
    [
      { match: { type: "aws:ec2/vpc:Vcp" } },
      "rules.0.match.type: the rehearsal knows no type aws:ec2/vpc:Vcp; aws:ec2/vpc:Vpc?",
    ],
    [
      { match: { operation: ["create", "destroy"] } },
      "rules.0.match.operation: one or several of create, read, update, delete, invoke are wanted",
    ],
    [
      { match: { operation: [] } },
      "rules.0.match.operation: one or several of create, read, update, delete, invoke are wanted",
    ],
    [{ match: { urn: 1 } }, "rules.0.match.urn: text is wanted"],
    [{ match: { region: "Ireland" } }, 'rules.0.match.region: AWS has no region "Ireland"'],
    [
      { effect: { kind: "fail", seconds: 1 } },
      "rules.0.effect.seconds: there is no such key; there are kind, code, message",
    ],
    [
      { effect: { kind: "hang", seconds: 0 } },
      "rules.0.effect.seconds: a number of seconds above 0 is wanted, not 0",
    ],
    [
      { effect: { kind: "hang", seconds: 1, done: "no" } },
      "rules.0.effect.done: true or false is wanted",
    ],
  ])("may not have the rule %j", (rule, problem) => {
    expect(ofRule(rule)).toEqual([problem]);
  });

  it("say nothing of calls and of what is always well where something is not", () => {
    const match = { type: on.vpc, operation: "create" };
    const sick = { match, effect: { kind: "unhealthy" }, nth: 2, times: 1 };
    expect(ofRule(sick)).toEqual([
      "rules.0: nth is of calls, and unhealthy meets none",
      "rules.0: times is of calls, and unhealthy meets none",
      "rules.0: operation is of calls, and unhealthy meets none",
      "rules.0: aws:ec2/vpc:Vpc is never unhealthy here; there are aws:route53/healthCheck:HealthCheck, " +
        "aws:lb/targetGroup:TargetGroup, kubernetes:apps/v1:Deployment",
    ]);
  });

  it("may meet a data source", () => {
    expect(ofRule({ match: { type: "aws:index/getCallerIdentity:getCallerIdentity" } })).toEqual(
      [],
    );
  });

  it.each([
    [{ service: "eks" }, "down.0.region: is missing"],
    [{ region: "global" }, "down.0: global needs a service"],
    [{ region: "eu-west-1", plane: "data" }, "down.0: a plane needs a service"],
    [
      { region: "eu-west-1", service: "esk" },
      "down.0.service: the rehearsal knows no service esk; eks?",
    ],
    [
      { region: "eu-west-1", service: "iam" },
      "down.0: iam is not in eu-west-1; there are cloudwatch, ec2, eks, kubernetes, sns",
    ],
    [{ region: "global", service: "eks" }, "down.0: eks is not in global; there are iam"],
    [
      { region: "eu-west-1", service: "sns", plane: "data" },
      "down.0: nothing depends on the data plane of sns here; it does on cloudwatch, dynamodb, ec2, elasticache, lb",
    ],
    [
      { region: "eu-west-1", service: "eks", plane: "both" },
      'down.0.plane: one of control, data is wanted, not "both"',
    ],
  ])("may not take %j down", (outage, problem) => {
    expect(ofOutage(outage)).toEqual([problem]);
  });
});
