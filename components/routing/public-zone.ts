/** The public hosted zone of a platform's domain: an existing one, or one of our own. */
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import type { Protection, ZoneSite } from "../conventions/contracts";
import { isHostname } from "../conventions/naming";
import { type Problem, checked } from "../conventions/problems";
import { type Tags, tagged } from "../conventions/tags";

/** The domain that public hosts stand under, and where its hosted zone comes from. */
export interface DomainSpec {
  /** Such as `shop.example.com`; at most 62 characters, for certificates name `*.<name>`. */
  readonly name: string;
  /** An existing zone, or one to create. */
  readonly zone: DomainZone;
}

/**
 * An existing zone by its id, or one created here. A created zone is `delegated` once its parent zone
 * names its name servers; until then nothing that needs the public DNS is registered, because AWS could
 * not validate a certificate.
 */
export type DomainZone =
  | { readonly kind: "existing"; readonly id: string }
  | { readonly kind: "create"; readonly delegated: boolean };

/** Arguments of `PublicZone`. */
export interface PublicZoneArgs {
  /** The domain, and where its zone comes from. */
  readonly domain: DomainSpec;
  /** Whether Pulumi refuses to delete a zone it created. @default "protected" */
  readonly protection?: Protection;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** A certificate's first name has at most 64 characters, and ours is `*.` and the domain (ACM, read 2026-11). */
const domainMaxLength = 62;

/** What is wrong with the domain; paths are relative to it. */
export function checkDomain(domain: DomainSpec): Problem[] {
  const problems: Problem[] = [];
  if (!isHostname(domain.name) || domain.name.length > domainMaxLength) {
    problems.push({
      path: "name",
      value: domain.name,
      allowed: `a lower-case host name of at least two labels and at most ${domainMaxLength} characters`,
      mend: "Name the domain that public hosts stand under, such as shop.example.com.",
    });
  }
  if (domain.zone.kind === "existing" && !/^Z[A-Z0-9]{1,31}$/.test(domain.zone.id)) {
    problems.push({
      path: "zone.id",
      value: domain.zone.id,
      allowed: "a hosted zone's id: Z and up to 31 upper-case letters or digits",
      mend: "Copy the id from Route 53, without /hostedzone/.",
    });
  }
  return problems;
}

/** The public zone of a domain. Spanning: Route 53 is global. */
export class PublicZone extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:PublicZone";
  readonly site: ZoneSite;
  /** Name servers to put into the parent zone; undefined for an existing zone. */
  readonly nameServers: pulumi.Output<string[]> | undefined;
  /** Whether the public DNS answers for the zone, and so whether certificates can be validated. */
  readonly delegated: boolean;
  readonly nodes: Readonly<{ zone: route53.Zone | undefined }>;

  /** Throws a `pulumi.RunError` before anything is registered when the domain is malformed. */
  constructor(name: string, args: PublicZoneArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(PublicZone.type, name, {}, checked(opts, checkDomain(args.domain)));
    const { zone: source, name: domain } = args.domain;
    if (source.kind === "existing") {
      this.site = { zoneId: source.id, name: domain };
      this.nodes = { zone: undefined };
      this.delegated = true;
    } else {
      const zone = createZone(this, name, args);
      this.site = { zoneId: zone.zoneId, name: domain };
      this.nodes = { zone };
      this.delegated = source.delegated;
    }
    this.nameServers = this.nodes.zone?.nameServers;
    this.registerOutputs({ nameServers: this.nameServers });
  }
}

function createZone(parent: PublicZone, name: string, args: PublicZoneArgs): route53.Zone {
  const child = `${name}-zone`;
  return new route53.Zone(
    child,
    {
      name: args.domain.name,
      comment: `Public names of ${name}`,
      tags: tagged(child, args.tags),
    },
    { parent, protect: args.protection !== "disposable" },
  );
}
