import { notKnownYet, type Registration } from "../../../policy/harness";
import { inProduction, one, refused, type Cases } from "./case";

const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const cluster = "aws:eks/cluster:Cluster";
const vpc: Registration = {
  type: "aws:ec2/vpc:Vpc",
  name: "vpc",
  props: {},
  outputs: { id: "vpc-1" },
};
const newVpc: Registration = { ...vpc, outputs: { id: notKnownYet } };

function flowLog(vpcId: string, sources: readonly string[] = []): Registration {
  return {
    type: "aws:ec2/flowLog:FlowLog",
    name: "log",
    props: { vpcId },
    propertyDependencies: sources.length > 0 ? { vpcId: sources } : {},
  };
}

export const loggingCases: Cases = {
  "log-groups-expire": {
    refuses: {
      "for ever": refused(logGroup, {}, /for ever/),
      "for ever, said in AWS's way": refused(logGroup, { retentionInDays: 0 }, /for ever/),
      "too soon for a protected stack": inProduction(
        refused(logGroup, { retentionInDays: 30 }, /for 30 days; 90/),
      ),
    },
    accepts: {
      "a week": one(logGroup, { retentionInDays: 7 }),
      "just enough for a protected stack": inProduction(one(logGroup, { retentionInDays: 90 })),
      "a year, in a protected stack": inProduction(one(logGroup, { retentionInDays: 365 })),
    },
    undecided: { "a number from elsewhere": one(logGroup, { retentionInDays: notKnownYet }) },
  },
  "clusters-log-their-api": {
    refuses: {
      nothing: refused(cluster, {}, /does not log audit, authenticator/),
      "the wrong types": refused(
        cluster,
        { enabledClusterLogTypes: ["api", "audit"] },
        /does not log authenticator/,
      ),
    },
    accepts: {
      "what is demanded": one(cluster, { enabledClusterLogTypes: ["audit", "authenticator"] }),
    },
    undecided: { "types from elsewhere": one(cluster, { enabledClusterLogTypes: notKnownYet }) },
  },
  "networks-log-flows": {
    refuses: {
      "a VPC without": { resources: [vpc], says: [/vpc has no flow log/] },
      "a log of another VPC": { resources: [vpc, flowLog("vpc-2")], says: [/no flow log/] },
      "a log of another VPC, in a preview": {
        resources: [newVpc, { ...newVpc, name: "other" }, flowLog(notKnownYet, ["other"])],
        says: [/vpc has no flow log/],
      },
    },
    accepts: {
      "a VPC with": { resources: [vpc, flowLog("vpc-1")] },
      "a VPC with, in a preview": { resources: [newVpc, flowLog(notKnownYet, ["vpc"])] },
    },
    undecided: {
      "a log of a VPC from elsewhere": { resources: [newVpc, flowLog(notKnownYet)] },
    },
  },
};
