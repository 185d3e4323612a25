/**
 * What an alias record may name. Source: docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html;
 * refusals in Route 53's words as reported in public issues (read 2026-11).
 */
import { Refusal, type Draft, type Properties } from "../../world/model";
import { textAt } from "./inputs";
import { loadBalancerZoneOf } from "./lb-hosted-zones";
import { loadBalancerType } from "./lb-load-balancers";
import { dnsNameOf, liesWithin, recordsNamed, zoneName, zoneType } from "./route53-lookup";

/** Zones of other services that keep one zone for the whole world: CloudFront, Global Accelerator. */
const worldwide: Readonly<Record<string, string>> = {
  Z2FDTNDATAQYW2: "cloudfront.net",
  Z2BJ6XQ5FK7U4H: "awsglobalaccelerator.com",
};

/** Throws Route 53's Refusal where the alias does not lead to something that exists in the zone it names. */
export function refuseAlias(draft: Draft, alias: Properties): void {
  const target = textAt(alias, "name");
  const zoneId = textAt(alias, "zoneId");
  if (target === undefined || zoneId === undefined) return;
  const name = dnsNameOf(target);
  const balancers = loadBalancerZoneOf(zoneId);
  const own = draft.world.find(zoneType, zoneId);
  const tried =
    `Tried to create an alias that targets ${name}., type ${textAt(draft.inputs, "type") ?? ""} in zone ${zoneId}, ` +
    "but ";
  const domain = balancers
    ? balancerDomain(balancers)
    : own
      ? zoneName(own)
      : (worldwide[zoneId] ?? "");
  if (domain === "" || !liesWithin(name, domain)) {
    throw new Refusal(
      "InvalidChangeBatch",
      `[${tried}the alias target name does not lie within the target zone]`,
    );
  }
  const found = balancers
    ? balancerExists(draft, balancers.region, name)
    : !own || recordExists(draft, zoneId, name);
  if (!found) {
    throw new Refusal("InvalidChangeBatch", `[${tried}that target was not found]`);
  }
}

function balancerDomain({ region, kind }: { region: string; kind: string }): string {
  return kind === "network" ? `elb.${region}.amazonaws.com` : `${region}.elb.amazonaws.com`;
}

function balancerExists(draft: Draft, region: string, name: string): boolean {
  const plain = name.replace(/^dualstack\./, "");
  return draft.world.keyed(loadBalancerType, plain, region).length > 0;
}

function recordExists(draft: Draft, zoneId: string, name: string): boolean {
  return recordsNamed(draft.world, zoneId, name).some(
    ({ outputs }) => outputs["type"] === draft.inputs["type"],
  );
}
