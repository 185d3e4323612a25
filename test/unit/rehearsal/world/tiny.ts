/** A handful of types, just real enough to try the world with; the real models have tests of their own. */
import {
  NeverReady,
  Refusal,
  type InvokeModel,
  type Model,
  type Properties,
  type Value,
} from "../../../../rehearsal/world/model";
import { isProperties } from "../../../../rehearsal/world/paths";
import type { Failure, Registry } from "../../../../rehearsal/world/registry";

interface Tiny {
  readonly model: Model;
  readonly inputs: readonly string[];
  readonly required?: readonly string[];
  readonly outputs: readonly string[];
}

const seconds = { create: 10, update: 5, delete: 3, source: "made up" };
const bare = { placement: "regional", sources: ["made up"], replaceOn: [], seconds } as const;
const text = (value: Value | undefined): string => (typeof value === "string" ? value : "");
const arn = (service: string, region: string, account: string, what: string): string =>
  `arn:aws:${service}:${region}:${account}:${what}`;

const vpc: Tiny = {
  inputs: ["cidrBlock", "region", "tags"],
  required: ["cidrBlock"],
  outputs: ["arn", "cidrBlock", "defaultSecurityGroupId", "region", "tags", "tagsAll", "ipv6"],
  model: {
    ...bare,
    type: "aws:ec2/vpc:Vpc",
    replaceOn: ["cidrBlock"],
    id: (draft) => `vpc-${draft.hex(17)}`,
    computed: (draft, id) => ({
      arn: arn("ec2", draft.scope, draft.caller.account, `vpc/${id}`),
      defaultSecurityGroupId: `sg-${draft.hex(17, "group")}`,
    }),
    afterCreate: (draft, id, outputs) => {
      draft.world.bring({
        type: "aws:ec2/securityGroup:SecurityGroup",
        id: text(outputs["defaultSecurityGroupId"]),
        scope: draft.scope,
        owner: id,
        outputs: { vpcId: id },
      });
    },
    refuseDelete: (object, world) => {
      const users = world.referrers(object.id).filter((other) => other.owner !== object.id);
      if (users.length === 0) return;
      throw new Refusal(
        "DependencyViolation",
        `The vpc '${object.id}' has dependencies and cannot be deleted.`,
      );
    },
  },
};

const subnet: Tiny = {
  inputs: ["vpcId", "cidrBlock", "mapPublicIpOnLaunch", "region", "tags"],
  required: ["vpcId"],
  outputs: ["arn", "vpcId", "cidrBlock", "mapPublicIpOnLaunch", "region", "tags", "tagsAll"],
  model: {
    ...bare,
    type: "aws:ec2/subnet:Subnet",
    replaceOn: ["vpcId", "cidrBlock"],
    defaults: { mapPublicIpOnLaunch: false },
    references: [
      {
        path: "vpcId",
        to: ["aws:ec2/vpc:Vpc"],
        where: "same",
        missing: (id) => new Refusal("InvalidVpcID.NotFound", `The vpc ID '${id}' does not exist`),
      },
    ],
    id: (draft) => `subnet-${draft.hex(17)}`,
    computed: (draft, id) => ({ arn: arn("ec2", draft.scope, draft.caller.account, id) }),
  },
};

const logGroup: Tiny = {
  inputs: ["name", "namePrefix", "retentionInDays", "kmsKeyId", "region", "tags"],
  outputs: ["arn", "name", "retentionInDays", "kmsKeyId", "region", "tags", "tagsAll"],
  model: {
    ...bare,
    type: "aws:cloudwatch/logGroup:LogGroup",
    replaceOn: ["name"],
    defaults: { retentionInDays: 0 },
    name: {
      property: "name",
      maxLength: 64,
      pattern: /^[\w./-]+$/,
      autoName: "dash",
      unique: "scope",
      taken: () =>
        new Refusal("ResourceAlreadyExistsException", "The specified log group already exists"),
    },
    id: (draft) => text(draft.inputs["name"]),
    computed: (draft, id) => ({
      arn: arn("logs", draft.scope, draft.caller.account, `log-group:${id}`),
    }),
  },
};

const topic: Tiny = {
  inputs: ["name", "password", "region"],
  outputs: ["arn", "name", "password", "token", "subscriptions", "region"],
  model: {
    ...bare,
    type: "aws:sns/topic:Topic",
    secretOutputs: ["token"],
    id: (draft) => arn("sns", draft.scope, draft.caller.account, text(draft.inputs["name"])),
    computed: (draft, id) => ({ arn: id, token: draft.hex(12, "token"), subscriptions: 0 }),
  },
};

/** Counts itself in its topic. */
const subscription: Tiny = {
  inputs: ["topic", "region"],
  outputs: ["topic", "region"],
  model: {
    ...bare,
    type: "aws:sns/topicSubscription:TopicSubscription",
    references: [
      {
        path: "topic",
        to: ["aws:sns/topic:Topic"],
        by: "arn",
        where: "anywhere",
        missing: () => new Refusal("NotFound", "Topic does not exist"),
      },
    ],
    id: (draft) => `${text(draft.inputs["topic"])}:${draft.hex(8)}`,
    importedAs: ({ inputs }) => `of ${text(inputs["topic"])}`,
    computed: () => ({}),
    afterCreate: (draft) => {
      const [found] = draft.world
        .referrers(text(draft.inputs["topic"]))
        .filter((object) => object.type === "aws:sns/topic:Topic");
      const target = found ?? draft.world.find("aws:sns/topic:Topic", text(draft.inputs["topic"]));
      if (target) draft.world.amend(target, { ...target.outputs, subscriptions: 1 });
    },
  },
};

const cluster: Tiny = {
  inputs: ["name", "region"],
  required: ["name"],
  outputs: ["arn", "name", "endpoint", "status", "region"],
  model: {
    ...bare,
    type: "aws:eks/cluster:Cluster",
    replaceOn: ["name"],
    id: (draft) => text(draft.inputs["name"]),
    computed: (draft, id) => ({
      arn: arn("eks", draft.scope, draft.caller.account, `cluster/${id}`),
      endpoint: `https://${draft.hex(32).toUpperCase()}.gr7.${draft.scope}.eks.amazonaws.com`,
      status: "ACTIVE",
    }),
  },
};

const accessEntry: Tiny = {
  inputs: ["clusterName", "principalArn", "region"],
  outputs: ["clusterName", "principalArn", "region"],
  model: {
    ...bare,
    type: "aws:eks/accessEntry:AccessEntry",
    id: ({ inputs }) => `${text(inputs["clusterName"])}:${text(inputs["principalArn"])}`,
    computed: () => ({}),
  },
};

function inCluster(type: string, inputs: readonly string[], more: Partial<Model> = {}): Tiny {
  const metadata = (properties: Properties): Properties =>
    (properties["metadata"] ?? {}) as Properties;
  return {
    inputs: ["metadata", ...inputs],
    outputs: ["metadata", ...inputs, "status"],
    model: {
      ...bare,
      type,
      placement: "cluster",
      replaceOn: ["metadata.name", "metadata.namespace"],
      name: { property: "metadata.name", maxLength: 253, pattern: /^[a-z0-9.-]+$/, unique: "none" },
      deleteBeforeReplace: (before, after) => metadata(before)["name"] === metadata(after)["name"],
      id: ({ inputs: { metadata: given } }) => {
        const { namespace, name } = given as Properties;
        return namespace === undefined ? text(name) : `${text(namespace)}/${text(name)}`;
      },
      computed: ({ inputs: given }) => {
        const data = (given["data"] ?? {}) as Properties;
        return { status: { phase: data["name"] ?? "Active" } };
      },
      ...more,
    },
  };
}

const deployment = inCluster("kubernetes:apps/v1:Deployment", ["spec"], {
  refusePreview: ({ inputs }) => {
    if (inputs["spec"] === "absurd") throw new Refusal("Invalid", "spec is absurd");
  },
  refuseCreate: ({ inputs }) => {
    if (inputs["spec"] !== "hopeless") return;
    throw new NeverReady("Timeout", "2 errors occurred", ["no pod is ready", "quota exceeded"]);
  },
});

const role: Tiny = {
  inputs: ["name", "tags"],
  outputs: ["arn", "name", "tags", "tagsAll"],
  model: {
    ...bare,
    type: "aws:iam/role:Role",
    placement: "global",
    name: {
      property: "name",
      maxLength: 64,
      pattern: /^[\w+=,.@-]+$/,
      autoName: "dash",
      unique: "account",
      taken: (name) => new Refusal("EntityAlreadyExists", `Role with name ${name} already exists.`),
    },
    id: (draft) => text(draft.inputs["name"]),
    computed: (draft, id) => ({ arn: arn("iam", "", draft.caller.account, `role/${id}`) }),
  },
};

const all: readonly Tiny[] = [
  vpc,
  subnet,
  logGroup,
  topic,
  subscription,
  cluster,
  accessEntry,
  role,
  deployment,
  inCluster("kubernetes:core/v1:Namespace", []),
  inCluster("kubernetes:core/v1:ConfigMap", ["data"]),
  inCluster("kubernetes:networking.k8s.io/v1:NetworkPolicy", ["spec"]),
];
const byType = new Map(all.map((tiny) => [tiny.model.type, tiny]));

const identity: InvokeModel = {
  token: "aws:index/getCallerIdentity:getCallerIdentity",
  sources: ["made up"],
  answer: (_args, caller) => ({ accountId: caller.account, arn: caller.principalArn }),
};

function checkNames(allowed: readonly string[], given: Properties): readonly Failure[] {
  const extra = Object.keys(given).filter((name) => !allowed.includes(name));
  return extra.map((path) => ({ path, reason: "unknown property" }));
}

export const registry: Registry = {
  types: [...byType.keys()],
  tokens: [identity.token],
  model: (type) => byType.get(type)?.model,
  invoke: (token) => (token === identity.token ? identity : undefined),
  checkInputs: (type, inputs) => {
    const tiny = byType.get(type);
    const missing = (tiny?.required ?? []).filter((name) => inputs[name] === undefined);
    return [
      ...checkNames(tiny?.inputs ?? [], inputs),
      ...missing.map((path) => ({ path, reason: "required, and missing" })),
    ];
  },
  checkArguments: (_token, args) => checkNames(["region"], args),
  checkConfig: (_name, config) =>
    config["regoin"] === undefined ? [] : [{ path: "regoin", reason: "unknown property" }],
  takes: (type, input) => byType.get(type)?.inputs.includes(input) ?? false,
  outputNames: (type) => byType.get(type)?.outputs ?? [],
  knownOutputs: (_type, inputs) => inputs,
  findings: (world) =>
    world.all("kubernetes:core/v1:ConfigMap").flatMap(({ scope, type, id, outputs }) => {
      const idle = isProperties(outputs["data"]) && outputs["data"]["idle"] === "true";
      return idle ? [{ scope, type, id, problem: "nobody reads it" }] : [];
    }),
  enforcesNetworkPolicy: (world, clusterArn) =>
    world.find("kubernetes:core/v1:ConfigMap", "kube-system/cni", clusterArn) !== undefined,
};
