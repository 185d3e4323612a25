/** What is left to read after something has happened. */
import { numberAt, textAt, textsAt } from "./read";
import { resourceRule, stackRule } from "./rule";
import { isProtected, protectedStacks, type ProtectedStacks } from "./protected-stacks";

interface Retention extends ProtectedStacks {
  readonly minimumDays: number;
}

export const logGroupsExpire = resourceRule<Retention>({
  name: "log-groups-expire",
  description: "Log groups state how long they keep logs, in protected stacks long enough.",
  rationale:
    "Logs that never expire cost more every month; logs that are gone explain no incident.",
  severity: "medium",
  remediationSteps: "Set retentionInDays.",
  configSchema: {
    properties: {
      ...protectedStacks,
      minimumDays: {
        type: "integer",
        minimum: 1,
        default: 90,
        description: "In protected stacks.",
      },
    },
  },
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  judge: ({ stack, props, config }) => {
    const days = numberAt(props, "retentionInDays") ?? 0;
    if (days === 0) return "It keeps logs for ever.";
    return isProtected(stack, config) && days < config.minimumDays
      ? `It keeps logs for ${days} days; ${config.minimumDays} are demanded.`
      : undefined;
  },
});

interface LogTypes {
  readonly logTypes: readonly string[];
}

export const clustersLogTheirApi = resourceRule<LogTypes>({
  name: "clusters-log-their-api",
  description: "A cluster logs who asked its API for what.",
  rationale: "Without the audit log nobody can say what an intruder, or a slip, has changed.",
  severity: "medium",
  remediationSteps: "Name the log types in enabledClusterLogTypes.",
  configSchema: {
    properties: {
      logTypes: {
        type: "array",
        items: { type: "string" },
        default: ["audit", "authenticator"],
        description: "Types that must be enabled.",
      },
    },
  },
  types: ["aws:eks/cluster:Cluster"],
  judge: ({ props, config }) => {
    const enabled = textsAt(props, "enabledClusterLogTypes");
    const missing = config.logTypes.filter((type) => !enabled.includes(type));
    return missing.length === 0 ? undefined : `It does not log ${missing.join(", ")}.`;
  },
});

const vpcType = "aws:ec2/vpc:Vpc";

export const networksLogFlows = stackRule({
  name: "networks-log-flows",
  description: "Every VPC has a flow log.",
  rationale:
    "Flow logs are the only record of who spoke with whom when a security group was wrong.",
  severity: "medium",
  remediationSteps: "Add an aws.ec2.FlowLog for the VPC.",
  judge: (stack) => {
    const logs = stack.ofType("aws:ec2/flowLog:FlowLog");
    return stack.ofType(vpcType).map((vpc) => () => {
      const logged = logs.some((log) => {
        const [source] = log.sources("vpcId", vpcType);
        if (source !== undefined) return source.urn === vpc.urn;
        const id = textAt(log.props, "vpcId");
        return id !== undefined && id === vpc.identity("id");
      });
      return logged ? undefined : { message: `${vpc.name} has no flow log.`, urn: vpc.urn };
    });
  },
});
