/**
 * Route tables, routes and associations. Facts: hashicorp/terraform-provider-aws internal/service/ec2
 * (vpc_route_table.go: deletion disassociates first; vpc_route.go: ExactlyOneOf, ForceNew, the id;
 * vpc_route_table_association.go), docs.aws.amazon.com/AWSEC2/latest/APIReference (CreateRoute,
 * AssociateRouteTable, errors-overview) (read 2026-11).
 */
import { crc32 } from "node:zlib";
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import { secondsOf } from "../durations";
import { checkExactlyOne, type Problem } from "./checks";
import { contains, networkProblem, parseBlock } from "./cidr";
import * as ec2 from "./ec2-ids";
import { subnetNotFound } from "./ec2-subnets";
import { vpcNotFound } from "./ec2-vpc";
import { blocksAt, isGiven, textAt } from "./inputs";
import { mentioning } from "./lookups";
import { ec2NotFound } from "./refusals";

/** How EC2 answers for a route table that is not in the region. */
export const routeTableNotFound = ec2NotFound("InvalidRouteTableID", "routeTable ID");
const gatewayNotFound = ec2NotFound("InvalidGatewayID", "gateway ID");

function checkRoutes(inputs: Properties): readonly Problem[] {
  return blocksAt(inputs, "routes").flatMap((route, index): Problem[] => {
    const cidr = textAt(route, "cidrBlock");
    const problem = cidr === undefined || cidr === "" ? undefined : networkProblem(cidr);
    return problem === undefined ? [] : [[`routes[${index}].cidrBlock`, problem]];
  });
}

const routeTable: Model = {
  type: ec2.routeTableType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/vpc_route_table.go (read 2026-11)",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRouteTable.html (read 2026-11)",
  ],
  unordered: ["propagatingVgws", "routes"],
  replaceOn: ["region", "vpcId"],
  references: [
    { path: "vpcId", to: [ec2.vpcType], where: "same", missing: vpcNotFound },
    {
      path: "routes[].gatewayId",
      to: [ec2.internetGatewayType],
      where: "same",
      missing: gatewayNotFound,
      optional: (value) => value === "local" || value === "",
    },
    {
      path: "routes[].natGatewayId",
      to: [ec2.natGatewayType],
      where: "same",
      missing: ec2NotFound("InvalidNatGatewayID", "natGateway ID"),
      optional: (value) => value === "",
    },
  ],
  check: checkRoutes,
  id: ec2.ec2Id("rtb"),
  computed: (draft, id) => ({
    ...ec2.ownedOutputs(draft, "route-table", id),
    routes: blocksAt(draft.inputs, "routes"),
    propagatingVgws: draft.inputs["propagatingVgws"] ?? [],
  }),
  // The provider disassociates a table from its subnets before it deletes it, and its routes go with it.
  afterDelete: (table, world) => {
    const parts = [ec2.routeTableAssociationType, ec2.routeType];
    for (const part of mentioning(world, table.id, parts, table.scope)) world.remove(part);
  },
  seconds: secondsOf(ec2.routeTableType),
};

const destinations = [
  "destinationCidrBlock",
  "destinationIpv6CidrBlock",
  "destinationPrefixListId",
] as const;

/** Each target of a route: the input, the types it may name, and EC2's answer for one that is not there. */
const targets = [
  { path: "gatewayId", to: [ec2.internetGatewayType], missing: gatewayNotFound },
  {
    path: "natGatewayId",
    to: [ec2.natGatewayType],
    missing: ec2NotFound("InvalidNatGatewayID", "natGateway ID"),
  },
  {
    path: "vpcEndpointId",
    to: [ec2.vpcEndpointType],
    missing: ec2NotFound("InvalidVpcEndpointId", "Vpc Endpoint Id"),
  },
  {
    path: "networkInterfaceId",
    to: [ec2.networkInterfaceType],
    missing: ec2NotFound("InvalidNetworkInterfaceID", "networkInterface ID"),
  },
  {
    path: "transitGatewayId",
    to: ["aws:ec2transitgateway/transitGateway:TransitGateway"],
    missing: ec2NotFound("InvalidTransitGatewayID", "transitGateway ID"),
  },
  {
    path: "vpcPeeringConnectionId",
    to: ["aws:ec2/vpcPeeringConnection:VpcPeeringConnection"],
    missing: ec2NotFound("InvalidVpcPeeringConnectionID", "vpcPeeringConnection ID"),
  },
  {
    path: "egressOnlyGatewayId",
    to: ["aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway"],
    missing: gatewayNotFound,
  },
  {
    path: "carrierGatewayId",
    to: ["aws:ec2/carrierGateway:CarrierGateway"],
    missing: ec2NotFound("InvalidCarrierGatewayID", "carrierGateway ID"),
  },
  {
    path: "localGatewayId",
    to: ["aws:ec2/localGateway:LocalGateway"],
    missing: ec2NotFound("InvalidLocalGatewayID", "localGateway ID"),
  },
] as const;

const targetPaths = [...targets.map(({ path }) => path), "coreNetworkArn", "odbNetworkArn"];

function checkRoute(inputs: Properties): readonly Problem[] {
  const cidr = textAt(inputs, "destinationCidrBlock");
  const problem = cidr === undefined ? undefined : networkProblem(cidr);
  return [
    ...checkExactlyOne(inputs, destinations),
    ...checkExactlyOne(inputs, targetPaths),
    ...(problem === undefined ? [] : [["destinationCidrBlock", problem] as const]),
  ];
}

/** Where a route leads: its one destination. */
function destinationOf(properties: Properties): string {
  return (
    destinations.map((path) => textAt(properties, path)).find((value) => value !== undefined) ?? ""
  );
}

function vpcOfTable(draft: Draft): CloudObject | undefined {
  const table = tableOf(draft);
  return draft.world.find(ec2.vpcType, textAt(table?.outputs ?? {}, "vpcId") ?? "", draft.scope);
}

function tableOf(draft: Draft): CloudObject | undefined {
  const id = textAt(draft.inputs, "routeTableId") ?? "";
  return draft.world.find(ec2.routeTableType, id, draft.scope);
}

function differentNetworks(tableId: string, kind: string, id: string): Refusal {
  return new Refusal(
    "InvalidParameterValue",
    `route table ${tableId} and ${kind} ${id} belong to different networks`,
  );
}

const gatewayWords = {
  gatewayId: { type: ec2.internetGatewayType, word: "network gateway" },
  natGatewayId: { type: ec2.natGatewayType, word: "nat gateway" },
} as const;

function refuseForeignTarget(draft: Draft): void {
  const table = tableOf(draft);
  if (table === undefined) return;
  const vpcId = textAt(table.outputs, "vpcId") ?? "";
  for (const [path, { type, word }] of Object.entries(gatewayWords)) {
    const id = textAt(draft.inputs, path);
    const gateway = id === undefined ? undefined : draft.world.find(type, id, draft.scope);
    if (gateway && !ec2.isInVpc(gateway, vpcId))
      throw differentNetworks(table.id, word, gateway.id);
  }
}

function refuseRoute(draft: Draft): void {
  refuseForeignTarget(draft);
  const destination = destinationOf(draft.inputs);
  const tableId = textAt(draft.inputs, "routeTableId") ?? "";
  const exists = mentioning(draft.world, tableId, [ec2.routeType], draft.scope).some(
    (route) => destinationOf(route.outputs) === destination,
  );
  if (exists) {
    throw new Refusal(
      "RouteAlreadyExists",
      `The route identified by ${destination} already exists.`,
    );
  }
  const network = parseBlock(textAt(vpcOfTable(draft)?.outputs ?? {}, "cidrBlock") ?? "");
  const block = parseBlock(destination);
  const local = network !== undefined && block !== undefined && contains(network, block);
  if (
    local &&
    !isGiven(draft.inputs, "networkInterfaceId") &&
    !isGiven(draft.inputs, "vpcEndpointId")
  ) {
    throw new Refusal(
      "InvalidParameterValue",
      `The destination CIDR block ${destination} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.`,
    );
  }
}

const route: Model = {
  type: ec2.routeType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/vpc_route.go (read 2026-11)",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html (read 2026-11)",
  ],
  replaceOn: ["region", "routeTableId", ...destinations],
  references: [
    { path: "routeTableId", to: [ec2.routeTableType], where: "same", missing: routeTableNotFound },
    ...targets.map((target) => ({ ...target, where: "same" as const })),
    {
      path: "destinationPrefixListId",
      to: [ec2.vpcEndpointType],
      by: "prefixListId",
      where: "same",
      missing: ec2NotFound("InvalidPrefixListID", "prefix list ID"),
    },
  ],
  check: checkRoute,
  // The provider's own id: the table's, then the CRC-32 of the destination.
  id: (draft) =>
    `r-${textAt(draft.inputs, "routeTableId") ?? ""}${crc32(destinationOf(draft.inputs))}`,
  computed: (draft) => ({
    region: draft.scope,
    instanceId: "",
    instanceOwnerId: "",
    networkInterfaceId: draft.inputs["networkInterfaceId"] ?? "",
    origin: "CreateRoute",
    state: "active",
  }),
  refuseCreate: refuseRoute,
  refuseUpdate: refuseForeignTarget,
  seconds: secondsOf(ec2.routeType),
};

function isAssociated(draft: Draft): boolean {
  const types = [ec2.routeTableAssociationType];
  return ["subnetId", "gatewayId"].some((path) => {
    const id = textAt(draft.inputs, path) ?? "";
    return mentioning(draft.world, id, types, draft.scope).some(
      (other) => other.outputs[path] === id,
    );
  });
}

function refuseForeignSubnet(draft: Draft): void {
  const table = tableOf(draft);
  const subnetId = textAt(draft.inputs, "subnetId") ?? "";
  const subnet = draft.world.find(ec2.subnetType, subnetId, draft.scope);
  if (table && subnet && table.outputs["vpcId"] !== subnet.outputs["vpcId"]) {
    throw differentNetworks(table.id, "subnet", subnet.id);
  }
}

const association: Model = {
  type: ec2.routeTableAssociationType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/vpc_route_table_association.go (read 2026-11)",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html (read 2026-11)",
  ],
  replaceOn: ["region", "subnetId", "gatewayId"],
  references: [
    { path: "routeTableId", to: [ec2.routeTableType], where: "same", missing: routeTableNotFound },
    { path: "subnetId", to: [ec2.subnetType], where: "same", missing: subnetNotFound },
    { path: "gatewayId", to: [ec2.internetGatewayType], where: "same", missing: gatewayNotFound },
  ],
  check: (inputs) => checkExactlyOne(inputs, ["subnetId", "gatewayId"]),
  id: ec2.ec2Id("rtbassoc"),
  importedAs: ({ outputs }) => {
    const side = textAt(outputs, "subnetId") ?? textAt(outputs, "gatewayId") ?? "";
    return `${side}/${textAt(outputs, "routeTableId") ?? ""}`;
  },
  computed: (draft) => ({ region: draft.scope }),
  refuseCreate: (draft) => {
    refuseForeignSubnet(draft);
    if (!isAssociated(draft)) return;
    const tableId = textAt(draft.inputs, "routeTableId") ?? "";
    throw new Refusal(
      "Resource.AlreadyAssociated",
      `the specified association for route table ${tableId} conflicts with an existing association`,
    );
  },
  refuseUpdate: refuseForeignSubnet,
  seconds: secondsOf(ec2.routeTableAssociationType),
};

/** Route tables, routes and associations. */
export const ec2RoutingModels: readonly Model[] = [routeTable, route, association];
