import { notKnownYet, type Registration } from "../../../policy/harness";
import { one, refused, type Cases } from "./case";

const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const oldRule = "aws:ec2/securityGroupRule:SecurityGroupRule";
const group = "aws:ec2/securityGroup:SecurityGroup";
const balancer = "aws:lb/loadBalancer:LoadBalancer";
const classicBalancer = "aws:elb/loadBalancer:LoadBalancer";
const cluster = "aws:eks/cluster:Cluster";

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };

/** A security group that lets the world in, on a load balancer; ids are known where the stack is deployed. */
function entry(internal: boolean, ids: "known" | "unknown"): readonly Registration[] {
  const id = ids === "known" ? "sg-1" : notKnownYet;
  return [
    { type: group, name: "group", props: {}, outputs: { id } },
    {
      type: ingress,
      name: "rule",
      props: { ...https, cidrIpv4: "0.0.0.0/0", securityGroupId: id },
      propertyDependencies: ids === "known" ? {} : { securityGroupId: ["group"] },
    },
    {
      type: balancer,
      name: "balancer",
      props: { internal, securityGroups: [id] },
      propertyDependencies: ids === "known" ? {} : { securityGroups: ["group"] },
    },
  ];
}

export const exposureCases: Cases = {
  "no-port-open-to-the-world": {
    refuses: {
      "another port": refused(
        ingress,
        { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" },
        /opens port 22 to 0\.0\.0\.0\/0; allowed to everyone: 443/,
      ),
      "a range of ports": refused(
        ingress,
        { ipProtocol: "tcp", fromPort: 443, toPort: 444, cidrIpv6: "::/0" },
        /ports 443 to 444 to ::\/0/,
      ),
      "every port": refused(
        ingress,
        { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
        /opens every port/,
      ),
      "every port, in the older form": refused(
        oldRule,
        { type: "ingress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
        /opens every port/,
      ),
      "half of the world": refused(
        ingress,
        { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "128.0.0.0/1" },
        /128\.0\.0\.0\/1/,
      ),
      "a rule in the older form": refused(
        oldRule,
        { type: "ingress", protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] },
        /port 80/,
      ),
      "rules written in the group, each": refused(
        group,
        {
          ingress: [
            { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] },
            { protocol: "tcp", fromPort: 22, toPort: 22, ipv6CidrBlocks: ["::/0"] },
            { protocol: "tcp", fromPort: 23, toPort: 23, cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] },
          ],
        },
        /port 22/,
        /port 23/,
      ),
      "a rule beside one that is not known yet": refused(
        group,
        {
          ingress: [
            { protocol: "tcp", fromPort: 21, toPort: 21, cidrBlocks: notKnownYet },
            { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] },
          ],
        },
        /port 22/,
      ),
      "a port that is not allowed any more": {
        ...refused(ingress, { ...https, cidrIpv4: "0.0.0.0/0" }, /everyone: 8443/),
        config: { openPorts: [8443] },
      },
    },
    accepts: {
      "the port of a public listener": one(ingress, { ...https, cidrIpv4: "0.0.0.0/0" }),
      "a private range": one(ingress, { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" }),
      "another group": one(ingress, { ipProtocol: "-1", referencedSecurityGroupId: notKnownYet }),
      "traffic out": one(oldRule, { type: "egress", protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }),
      "a closed default group": one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {
        ingress: [],
      }),
    },
    undecided: {
      "a range from elsewhere": one(ingress, {
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrIpv4: notKnownYet,
      }),
      "rules from elsewhere": one(group, { ingress: notKnownYet }),
    },
  },
  "only-load-balancers-face-the-world": {
    refuses: {
      "a group that is on nothing": {
        resources: entry(false, "known").slice(0, 2),
        says: [/group lets the world in/],
      },
      "a group of an internal load balancer, of the classic kind": {
        resources: entry(true, "known").map((resource) =>
          resource.type === balancer ? { ...resource, type: classicBalancer } : resource,
        ),
        says: [/on no internet-facing load balancer/],
      },
      "a group of an internal load balancer": {
        resources: entry(true, "known"),
        says: [/on no internet-facing load balancer/],
      },
      "the same in a preview": {
        resources: entry(true, "unknown"),
        says: [/on no internet-facing load balancer/],
      },
      "a rule whose other ranges a preview shows as not known": {
        resources: entry(true, "unknown").map((resource) =>
          resource.name === "rule"
            ? { ...resource, outputs: { ...resource.props, cidrIpv6: notKnownYet } }
            : resource,
        ),
        says: [/on no internet-facing load balancer/],
      },
      "a group with the rule written in it": {
        resources: [
          {
            type: group,
            name: "group",
            props: { id: "sg-1", ingress: [{ ...https, cidrBlocks: ["0.0.0.0/0"] }] },
          },
        ],
        says: [/group lets the world in/],
      },
    },
    accepts: {
      "the group of an internet-facing load balancer": { resources: entry(false, "known") },
      "the same in a preview": { resources: entry(false, "unknown") },
      "the group of a classic load balancer": {
        resources: entry(false, "unknown").map((resource) =>
          resource.type === balancer ? { ...resource, type: classicBalancer } : resource,
        ),
      },
      "a group that is named beside another one's output": {
        resources: [
          ...entry(false, "known").slice(0, 2),
          { type: group, name: "second", props: {}, outputs: { id: "sg-2" } },
          {
            type: balancer,
            name: "balancer",
            props: { internal: false, securityGroups: ["sg-1", "sg-2"] },
            propertyDependencies: { securityGroups: ["second"] },
          },
        ],
      },
      "a group of another stack": {
        resources: [
          {
            type: ingress,
            name: "rule",
            props: { ...https, cidrIpv4: "0.0.0.0/0", securityGroupId: "sg-other" },
          },
        ],
      },
    },
    undecided: {
      "a range from elsewhere": {
        resources: [
          {
            type: ingress,
            name: "rule",
            props: { ...https, cidrIpv4: notKnownYet, securityGroupId: "sg-1" },
          },
        ],
      },
    },
  },
  "cluster-endpoint-not-open": {
    refuses: {
      "the default of AWS": refused(cluster, { vpcConfig: {} }, /the world may call it/),
      "the world": refused(
        cluster,
        { vpcConfig: { publicAccessCidrs: ["192.0.2.0/24", "0.0.0.0/0"] } },
        /0\.0\.0\.0\/0 may call it/,
      ),
    },
    accepts: {
      "named ranges": one(cluster, { vpcConfig: { publicAccessCidrs: ["192.0.2.0/24"] } }),
      "a private one": one(cluster, { vpcConfig: { endpointPublicAccess: false } }),
    },
    undecided: {
      "a range from elsewhere": one(cluster, {
        vpcConfig: { publicAccessCidrs: ["192.0.2.0/24", notKnownYet] },
      }),
    },
  },
  "no-public-addresses": {
    refuses: {
      "a public database": refused(
        "aws:rds/instance:Instance",
        { publiclyAccessible: true },
        /publiclyAccessible/,
      ),
      "a template that gives them to machines": refused(
        "aws:ec2/launchTemplate:LaunchTemplate",
        { networkInterfaces: [{ associatePublicIpAddress: "true" }] },
        /gives machines a public address/,
      ),
      "a subnet that hands them out": refused(
        "aws:ec2/subnet:Subnet",
        { mapPublicIpOnLaunch: true },
        /mapPublicIpOnLaunch/,
      ),
    },
    accepts: {
      "a private database": one("aws:rds/instance:Instance", {}),
      "a subnet that does not": one("aws:ec2/subnet:Subnet", { mapPublicIpOnLaunch: false }),
    },
    undecided: {
      "a switch from elsewhere": one("aws:ec2/subnet:Subnet", { mapPublicIpOnLaunch: notKnownYet }),
    },
  },
};
