// Networks: what no stack registers of them.
import type { Properties } from "../../../../rehearsal/world/model";
import { textAt } from "../../../../rehearsal/world/paths";
import type { RehearsedStack } from "../../../support/rehearsed-stack";
import { types, type StackRegion } from "./stack-region";

/** The prefix list of the stack's gateway endpoint in the region. */
function prefixListOf({ made }: RehearsedStack, region: string): string {
  const endpoint = made.find(
    ({ type, name }) => type === types.endpoint && name.includes(region) && name.includes("s3"),
  );
  return textAt(endpoint?.made.outputs ?? {}, "prefixListId") ?? "";
}

/** Gateways, tables, endpoints, flow logs, groups and rules. */
export function network({ region, make, known }: StackRegion, stack: RehearsedStack): void {
  const prefixListId = prefixListOf(stack, region);
  const vpcId = known(types.vpc, region);
  const subnetId = known(types.subnet, `isolated-subnet-${region}a`);
  const groupId = known(types.group, `${region}-private-sg`);
  const gatewayId = known(types.gateway, region);
  const [allocationId, second] = ["one", "two"].map((name) => make(types.eip, `eip-${name}`, {}));
  const natGatewayId = make(types.nat, "nat", {
    subnetId: known(types.subnet, `public-subnet-${region}a`),
    allocationId: allocationId ?? "",
    secondaryAllocationIds: [second ?? ""],
  });
  const regional = make(types.nat, "nat-regional", { vpcId, availabilityMode: "regional" });
  const routeTableId = make(types.table, "table", {
    vpcId,
    routes: [
      { cidrBlock: "0.0.0.0/0", gatewayId },
      { cidrBlock: "198.51.100.0/24", natGatewayId },
    ],
  });
  make("aws:ec2/routeTableAssociation:RouteTableAssociation", "edge", { routeTableId, gatewayId });
  const vpcEndpointId = make(types.endpoint, "endpoint-inspection", {
    vpcId,
    serviceName: `com.amazonaws.vpce.${region}.vpce-svc-0123456789abcdef0`,
    vpcEndpointType: "GatewayLoadBalancer",
    subnetIds: [subnetId],
  });
  make(types.endpoint, "endpoint-interface", {
    vpcId,
    serviceName: `com.amazonaws.${region}.sns`,
    vpcEndpointType: "Interface",
    subnetIds: [subnetId],
    securityGroupIds: [groupId],
  });
  const destinationCidrBlock = "203.0.113.0/24";
  make(types.route, "route-inspection", { routeTableId, destinationCidrBlock, vpcEndpointId });
  const destinationPrefixListId = prefixListId;
  make(types.route, "route-list", { routeTableId, destinationPrefixListId, natGatewayId });
  const destination = { logDestinationType: "s3", logDestination: "arn:aws:s3:::flow-logs" };
  const watched: readonly Properties[] = [{ subnetId }, { regionalNatGatewayId: regional }];
  watched.forEach((what, place) => {
    make(types.flowLog, `flow-log-${place}`, { ...what, ...destination, trafficType: "REJECT" });
  });
  const other = make(types.group, "group", {
    vpcId,
    ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, securityGroups: [groupId] }],
    egress: [
      { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
      { protocol: "tcp", fromPort: 80, toPort: 80, securityGroups: [groupId] },
    ],
  });
  const rule = { securityGroupId: other, ipProtocol: "tcp", fromPort: 443, toPort: 443 };
  for (const way of ["Ingress", "Egress"]) {
    const type = `aws:vpc/securityGroup${way}Rule:SecurityGroup${way}Rule`;
    make(type, `${way}-group`, { ...rule, referencedSecurityGroupId: groupId });
    make(type, `${way}-list`, { ...rule, prefixListId });
  }
}
