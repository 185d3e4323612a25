/** All of EC2 that the rehearsal serves: networks, addresses, routes, security groups, endpoints, flow logs. */
import type { Model } from "../../world/model";
import { ec2EndpointModels } from "./ec2-endpoints";
import { ec2FlowLogModels } from "./ec2-flow-logs";
import { ec2NatModels } from "./ec2-nat";
import { ec2RoutingModels } from "./ec2-routing";
import { ec2SecurityGroupModels } from "./ec2-security";
import { ec2SecurityRuleModels } from "./ec2-security-rules";
import { ec2SubnetModels } from "./ec2-subnets";
import { ec2VpcModels } from "./ec2-vpc";

export const ec2Models: readonly Model[] = [
  ...ec2VpcModels,
  ...ec2SubnetModels,
  ...ec2NatModels,
  ...ec2RoutingModels,
  ...ec2EndpointModels,
  ...ec2FlowLogModels,
  ...ec2SecurityGroupModels,
  ...ec2SecurityRuleModels,
];
