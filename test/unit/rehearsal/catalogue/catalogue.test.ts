import {
  allTypes,
  checkConfig,
  checkInputs,
  checkInvoke,
  checkOutputs,
  computedOutputs,
  entryOf,
  hasType,
  inputNames,
  invokeOf,
  outputNames,
} from "../../../../rehearsal/catalogue/catalogue";
import { invokeTokens, resourceTypes } from "../../../../rehearsal/catalogue/types";
import type { Properties } from "../../../../rehearsal/world/model";

const vpc = "aws:ec2/vpc:Vpc";
const nodeClass = "kubernetes:eks.amazonaws.com/v1:NodeClass";
const nodePool = "kubernetes:karpenter.sh/v1:NodePool";
const binding = "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding";
const identity = "aws:index/getCallerIdentity:getCallerIdentity";

describe("what the catalogue holds", () => {
  it("is every type that is listed, and the custom kinds", () => {
    expect(allTypes()).toEqual([...resourceTypes, nodeClass, nodePool, binding].sort());
    expect(allTypes().every(hasType)).toBe(true);
    expect(invokeTokens.map((token) => invokeOf(token).file)).toEqual([
      "ecr/getAuthorizationToken.d.ts",
      "getCallerIdentity.d.ts",
      "secretsmanager/getSecretVersion.d.ts",
    ]);
  });

  it.each(["aws:ec2/vpc:Subnet", "gcp:a:b", "kubernetes", "", "aws:toString", "toString:a"])(
    "is not %j",
    (type) => {
      expect(hasType(type)).toBe(false);
    },
  );

  it("says how to add what it lacks", () => {
    for (const ask of [entryOf, invokeOf, outputNames, inputNames]) {
      expect(() => ask("aws:s3/bucket:Bucket")).toThrow(
        'aws:s3/bucket:Bucket is not in the rehearsal\'s catalogue: add it to rehearsal/catalogue/types.ts, run "npm run catalogue"',
      );
    }
    expect(() => checkInputs("aws:constructor", {})).toThrow("is not in the rehearsal's catalogue");
    expect(() => checkInputs("gcp:a:b", {})).toThrow("stands in for aws, kubernetes, docker only");
  });

  it("names inputs and outputs", () => {
    const gateway = "aws:ec2/internetGateway:InternetGateway";
    expect(inputNames(gateway)).toEqual(["region", "tags", "vpcId"]);
    expect(outputNames(gateway)).toEqual(["arn", "ownerId", "region", "tags", "tagsAll", "vpcId"]);
    expect(computedOutputs(gateway)).toEqual(["arn", "ownerId", "tagsAll"]);
    expect(outputNames(nodePool)).toEqual(["apiVersion", "kind", "metadata", "spec", "status"]);
  });

  it("knows what a custom kind never changes", () => {
    expect(entryOf(nodePool)).toMatchObject({
      file: "custom-kinds/node-pool.json",
      immutable: ["spec.template.spec.nodeClassRef.group", "spec.template.spec.nodeClassRef.kind"],
    });
    expect(entryOf(vpc).immutable).toBeUndefined();
  });
});

describe("checking inputs", () => {
  it.each<[string, Properties, string]>([
    [vpc, { cidrBlok: "10.0.0.0/16" }, "cidrBlok: unknown property; did you mean cidrBlock?"],
    [vpc, { enableDnsSupport: "true" }, 'enableDnsSupport: expected true or false, got "true"'],
    [
      "aws:eks/cluster:Cluster",
      { roleArn: "a", vpcConfig: { subnetIds: ["a", 3] } },
      "vpcConfig.subnetIds[1]: expected a string, got 3",
    ],
    [
      "aws:iam/role:Role",
      { assumeRolePolicy: { Version: "2012", Statement: [] } },
      'assumeRolePolicy.Version: expected one of "2012-10-17", "2008-10-17", got "2012"',
    ],
    [
      "docker:index/image:Image",
      { imageName: "a", build: { builderVersion: "v1" } },
      'build.builderVersion: expected one of "BuilderV1", "BuilderBuildKit", got "v1"',
    ],
    [
      "kubernetes:core/v1:Namespace",
      { apiVersion: "v1", kind: "Namespce" },
      'kind: expected one of "Namespace", got "Namespce"',
    ],
    [
      "kubernetes:core/v1:ConfigMap",
      { metadata: { labels: { "app.kubernetes.io/name": 1 } } },
      'metadata.labels["app.kubernetes.io/name"]: expected a string, got 1',
    ],
  ])("of %s names the property", (type, inputs, problem) => {
    expect(checkInputs(type, inputs).map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      problem,
    ]);
  });

  it("lets a value pass that TypeScript would take though the SDK does not list it", () => {
    const record = { zoneId: "Z1", name: "a", type: "HTTPS" };
    expect(checkInputs("aws:route53/record:Record", record)).toEqual([]);
  });
});

describe("custom kinds", () => {
  const node = { apiVersion: "eks.amazonaws.com/v1", kind: "NodeClass", metadata: { name: "own" } };
  const terms = {
    subnetSelectorTerms: [{ tags: { "kubernetes.io/role/internal-elb": "1" } }],
    securityGroupSelectorTerms: [{ id: "sg-0123456789abcdef0" }],
  };

  it("take a node class and a node pool as EKS documents them", () => {
    expect(
      checkInputs(nodeClass, {
        ...node,
        spec: {
          ...terms,
          role: "own-nodes",
          networkPolicy: "DefaultDeny",
          networkPolicyEventLogs: "Enabled",
          ephemeralStorage: { size: "80Gi", iops: 3000, throughput: 125 },
          tags: { Name: "own" },
        },
      }),
    ).toEqual([]);
    expect(
      checkInputs(nodePool, {
        apiVersion: "karpenter.sh/v1",
        kind: "NodePool",
        metadata: { name: "own" },
        spec: {
          limits: { cpu: "64", memory: "256Gi" },
          disruption: { consolidateAfter: "30s", budgets: [{ nodes: "10%" }] },
          template: {
            metadata: { labels: { "example.com/pool": "own" } },
            spec: {
              nodeClassRef: { group: "eks.amazonaws.com", kind: "NodeClass", name: "own" },
              requirements: [
                { key: "kubernetes.io/arch", operator: "In", values: ["arm64"] },
                { key: "eks.amazonaws.com/instance-generation", operator: "Gt", values: ["4"] },
              ],
              expireAfter: "336h",
            },
          },
        },
      }),
    ).toEqual([]);
  });

  it.each<[string, Properties, string]>([
    ["an ARN for a role's name", { role: "arn:aws:iam::1:role/x" }, "spec.role"],
    ["neither role nor profile", {}, "spec"],
    ["both role and profile", { role: "x", instanceProfile: "y" }, "spec"],
    ["no subnets", { role: "x", subnetSelectorTerms: [] }, "spec.subnetSelectorTerms"],
    ["an unknown policy", { role: "x", networkPolicy: "Deny" }, "spec.networkPolicy"],
    [
      "too large a disk",
      { role: "x", ephemeralStorage: { size: "59001Gi" } },
      "spec.ephemeralStorage.size",
    ],
    [
      "too few operations",
      { role: "x", ephemeralStorage: { iops: 100 } },
      "spec.ephemeralStorage.iops",
    ],
    [
      "pod subnets without pod groups",
      { role: "x", podSubnetSelectorTerms: [{ id: "subnet-1" }] },
      "spec",
    ],
    [
      "a term that says two things",
      { role: "x", securityGroupSelectorTerms: [{ id: "sg-1", name: "a" }] },
      "spec.securityGroupSelectorTerms[0]",
    ],
  ])("refuse a node class with %s", (_, more, path) => {
    const problems = checkInputs(nodeClass, { ...node, spec: { ...terms, ...more } });
    expect(problems.map((problem) => problem.path)).toEqual([path]);
  });

  const bound = {
    serviceRef: { name: "web", port: 80 },
    targetGroupARN:
      "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef",
    targetType: "ip",
  };

  it.each<[string, Properties, readonly string[]]>([
    ["as EKS documents it", bound, []],
    ["a named port", { ...bound, serviceRef: { name: "web", port: "http" } }, []],
    [
      "a security group that may reach it",
      {
        ...bound,
        networking: {
          ingress: [{ from: [{ securityGroup: { groupID: "sg-1" } }], ports: [{ port: 80 }] }],
        },
      },
      [],
    ],
    ["no target type", { ...bound, targetType: null }, ["spec.targetType"]],
    ["an unknown target type", { ...bound, targetType: "lambda" }, ["spec.targetType"]],
    ["a load balancer's ARN", { ...bound, targetGroupARN: "arn:aws:x" }, ["spec.targetGroupARN"]],
    [
      "an address range, which Auto Mode lacks",
      {
        ...bound,
        networking: { ingress: [{ from: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [] }] },
      },
      [
        "spec.networking.ingress[0].from[0].ipBlock",
        "spec.networking.ingress[0].from[0].securityGroup",
      ],
    ],
  ])("hold a target group binding with %s", (_, inner, expected) => {
    const inputs = { apiVersion: "eks.amazonaws.com/v1", kind: "TargetGroupBinding", spec: inner };
    expect(checkInputs(binding, inputs).map(({ path }) => path)).toEqual(expected);
  });
});

describe("checking outputs", () => {
  it("passes what is missing, and refuses what the SDK does not declare", () => {
    expect(checkOutputs(vpc, { arn: "arn:aws:ec2:eu-west-1:1:vpc/vpc-1" })).toEqual([]);
    expect(checkOutputs(vpc, { arm: "x", tagsAll: { a: 1 } }).map(({ path }) => path)).toEqual([
      "arm",
      "tagsAll.a",
    ]);
  });

  it("passes what is missing further inside too", () => {
    const vpcConfig = { subnetIds: ["subnet-1"] };
    expect(checkOutputs("aws:eks/cluster:Cluster", { vpcConfig })).toEqual([]);
  });
});

describe("checking an invoke's arguments", () => {
  it("knows their names and types", () => {
    expect(checkInvoke(identity, {})).toEqual([]);
    expect(checkInvoke(identity, { region: "eu-west-1" })).toEqual([
      { path: "region", reason: "unknown property" },
    ]);
  });
});

describe("checking a provider's configuration", () => {
  it("reads values that Pulumi sends as JSON text, and passes what Pulumi adds", () => {
    expect(
      checkConfig("aws", {
        region: "eu-west-1",
        skipCredentialsValidation: "true",
        maxRetries: "3",
        allowedAccountIds: '["123456789012"]',
        assumeRoles: '[{"roleArn":"arn:aws:iam::123456789012:role/deploy"}]',
        version: "7.48.0",
        __internal: {},
      }),
    ).toEqual([]);
    expect(checkConfig("kubernetes", { kubeconfig: "{}", enableServerSideApply: "true" })).toEqual(
      [],
    );
    expect(checkConfig("aws", { skipCredentialsValidation: true })).toEqual([]);
  });

  it.each<[Properties, string, string]>([
    [{ reggion: "eu-west-1" }, "reggion", "unknown property; did you mean region?"],
    [{ maxRetries: '"3"' }, "maxRetries", 'expected a number, got "3"'],
    [{ maxRetries: "many" }, "maxRetries", 'expected a number, got "many"'],
    [
      { assumeRoles: '[{"rolArn":"a"}]' },
      "assumeRoles[0].rolArn",
      "unknown property; did you mean roleArn?",
    ],
    [{ region: 1 }, "region", "expected a string, got 1"],
  ])("refuses %j", (config, path, reason) => {
    expect(checkConfig("aws", config)).toEqual([{ path, reason }]);
  });

  it("refuses a package without a stand-in", () => {
    expect(() => checkConfig("gcp", {})).toThrow("stands in for aws, kubernetes, docker only");
  });
});
