import { answerOf, problemPaths } from "../../../../support/aws-world";
import { groupType, host, LoadBalancing, ruleType } from "../../../../support/lb-world";

let lb: LoadBalancing;
beforeEach(() => {
  lb = new LoadBalancing();
});

describe("target groups", () => {
  it.each([
    ["whole", { targetType: "ip", port: 80, protocol: "HTTP", vpcId: "v" }, []],
    ["no VPC", { targetType: "ip", port: 80, protocol: "HTTP" }, ["vpcId"]],
    ["lambda needs none", { targetType: "lambda" }, []],
    [
      "a version for TCP",
      { targetType: "ip", port: 80, protocol: "TCP", vpcId: "v", protocolVersion: "GRPC" },
      ["protocolVersion"],
    ],
    [
      "numbers out of range",
      {
        targetType: "ip",
        port: 0,
        protocol: "HTTP",
        vpcId: "v",
        deregistrationDelay: 3601,
        slowStart: 20,
        healthCheck: { interval: 4, timeout: 121, healthyThreshold: 1, unhealthyThreshold: 11 },
      },
      [
        "deregistrationDelay",
        "healthCheck.healthyThreshold",
        "healthCheck.interval",
        "healthCheck.timeout",
        "healthCheck.unhealthyThreshold",
        "port",
        "slowStart",
      ],
    ],
    [
      "a matcher for TCP",
      {
        targetType: "ip",
        port: 80,
        protocol: "TCP",
        vpcId: "v",
        healthCheck: { protocol: "TCP", matcher: "200" },
      },
      ["healthCheck.matcher"],
    ],
    [
      "a path without slash",
      { targetType: "ip", port: 80, protocol: "HTTP", vpcId: "v", healthCheck: { path: "ok" } },
      ["healthCheck.path"],
    ],
    [
      "an algorithm in the SDK's spelling",
      {
        targetType: "ip",
        port: 80,
        protocol: "HTTP",
        vpcId: "v",
        loadBalancingAlgorithmType: "roundRobin",
      },
      ["loadBalancingAlgorithmType"],
    ],
  ])("%s", (_name, inputs, paths) => {
    expect([...problemPaths(groupType, inputs)].sort()).toEqual(paths);
  });

  it.each([
    ["200,202", {}, "served"],
    ["200-499", {}, "served"],
    [
      "200-599",
      {},
      "ValidationError: Health check matcher HTTP code '599' must be within '200-499'",
    ],
    ["ok", {}, "ValidationError: Health check matcher HTTP code 'ok' must be within '200-499'"],
    ["200-599", { protocol: "TCP" }, "served"],
    ["12", { protocolVersion: "GRPC" }, "served"],
    [
      "200",
      { protocolVersion: "GRPC" },
      "Health check matcher GRPC code '200' must be within '0-99'",
    ],
  ])("take the codes %s of a healthy target, %j", (matcher, inputs, answer) => {
    const healthCheck = { protocol: "HTTP", matcher };
    expect(answerOf(() => lb.group({ ...inputs, healthCheck }))).toContain(answer);
  });

  it.each([
    ["traffic-port", []],
    ["8080", []],
    ["http", ["healthCheck.port"]],
  ])("are checked at the port %s", (port, paths) => {
    const inputs = { port: 80, protocol: "HTTP", vpcId: "v", healthCheck: { port } };
    expect(problemPaths(groupType, inputs)).toEqual(paths);
  });

  it("keep the client's address or not, and nothing else", () => {
    const keeping = (preserveClientIp: string) =>
      problemPaths(groupType, { port: 80, protocol: "TCP", vpcId: "v", preserveClientIp });
    expect(keeping("true")).toEqual([]);
    expect(keeping("yes")).toEqual(["preserveClientIp"]);
  });

  it("fill in the health check of gRPC as AWS does", () => {
    const grpc = lb.group({ protocolVersion: "GRPC" });
    expect(grpc.outputs["healthCheck"]).toMatchObject({
      path: "/AWS.ALB/healthcheck",
      matcher: "12",
      protocol: "HTTP",
    });
  });

  it("are refused outside their VPC's region, twice under one name, and with a slow check", () => {
    expect(answerOf(() => lb.group({ region: "us-east-1" }))).toBe(
      `ValidationError: The VPC ID '${lb.net.vpcId}' is not found`,
    );
    expect(answerOf(() => lb.group({ healthCheck: { interval: 10, timeout: 10 } }))).toContain(
      "ValidationError: Health check timeout '10'",
    );
    lb.group();
    expect(answerOf(() => lb.group())).toBe(
      "AlreadyExists: ELBv2 Target Group (cart) already exists",
    );
  });

  it("stay while a rule forwards to them", () => {
    const targets = lb.group();
    const rule = lb.world.create(ruleType, {
      listenerArn: lb.https(lb.balancer()).id,
      actions: [{ type: "forward", forward: { targetGroups: [{ arn: targets.id }] } }],
      conditions: [host],
    });
    expect(
      answerOf(() => {
        lb.world.delete(targets);
      }),
    ).toBe(
      `ResourceInUse: Target group '${targets.id}' is currently in use by a listener or a rule`,
    );
    lb.world.delete(rule);
    expect(
      answerOf(() => {
        lb.world.delete(targets);
      }),
    ).toBe("served");
  });
});
