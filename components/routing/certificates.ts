/**
 * TLS certificates of the public entries: one per region, because a load balancer takes only its own
 * region's. Each covers every host in front of the domain and its regional names.
 */
import * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";
import type * as outputs from "@pulumi/aws/types/output";
import * as pulumi from "@pulumi/pulumi";

import type { ZoneSite } from "../conventions/contracts";
import { type Problem, checked } from "../conventions/problems";
import { type Tags, tagged } from "../conventions/tags";

/** Arguments of `Certificates`. */
export interface CertificatesArgs {
  /** The zone whose names the certificates cover; it must be delegated, or validation never ends. */
  readonly zone: ZoneSite;
  /** The region whose certificate the shared validation record is read from; one of `regions`. */
  readonly homeRegion: string;
  /** The regions that get a certificate. */
  readonly regions: readonly string[];
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** What is wrong with the regions of certificates; paths are relative to their arguments. */
export function checkCertificates({ homeRegion, regions }: CertificatesArgs): Problem[] {
  if (regions.includes(homeRegion)) return [];
  return [
    {
      path: "homeRegion",
      value: homeRegion,
      allowed: `one of regions: ${regions.join(", ")}`,
      mend: "Name a region that gets a certificate: the shared validation record is read from it.",
    },
  ];
}

/**
 * One validated certificate per region, for `*.<domain>` and `*.<region>.<domain>`. Spanning: a region adds
 * its own certificate, record and validation, and changes none of another region.
 *
 * Throws a `pulumi.RunError` with everything that `checkCertificates` finds, before anything is registered.
 */
export class Certificates extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:Certificates";
  readonly nodes: Readonly<{
    certificates: Readonly<Record<string, acm.Certificate>>;
    validations: Readonly<Record<string, acm.CertificateValidation>>;
  }>;

  constructor(name: string, args: CertificatesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(Certificates.type, name, {}, checked(opts, checkCertificates(args)));
    const certificates: Record<string, acm.Certificate> = {};
    for (const region of args.regions) {
      certificates[region] = createCertificate(this, name, region, args);
    }
    const shared = createValidationRecord(this, `${name}-validation`, args, {
      certificate: certificateOf(certificates, args.homeRegion),
      domain: sharedName(args.zone),
    });
    const validations: Record<string, acm.CertificateValidation> = {};
    for (const [region, certificate] of Object.entries(certificates)) {
      validations[region] = validate(this, `${name}-${region}`, region, args, certificate, shared);
    }
    this.nodes = { certificates, validations };
    this.registerOutputs({});
  }

  /**
   * ARN of the region's certificate, known once it is validated.
   *
   * Throws a RangeError for a region that has none.
   */
  validatedArn(region: string): pulumi.Output<string> {
    const validation = this.nodes.validations[region];
    if (validation === undefined) throw new RangeError(`no certificate in ${region}`);
    return validation.certificateArn;
  }
}

function sharedName(zone: ZoneSite): string {
  return `*.${zone.name}`;
}

function regionalName(zone: ZoneSite, region: string): string {
  return `*.${region}.${zone.name}`;
}

function certificateOf(
  certificates: Readonly<Record<string, acm.Certificate>>,
  region: string,
): acm.Certificate {
  const certificate = certificates[region];
  if (certificate === undefined) throw new RangeError(`no certificate in ${region}`);
  return certificate;
}

function createCertificate(
  parent: Certificates,
  name: string,
  region: string,
  { zone, tags }: CertificatesArgs,
): acm.Certificate {
  const child = `${name}-${region}`;
  return new acm.Certificate(
    child,
    {
      region,
      domainName: sharedName(zone),
      subjectAlternativeNames: [regionalName(zone, region)],
      validationMethod: "DNS",
      tags: tagged(child, tags),
    },
    { parent },
  );
}

/**
 * The record that proves a name. ACM asks for the same record for the same name in every region of an
 * account, so the shared name's is registered once; a second owner would take it away on its deletion.
 */
function createValidationRecord(
  parent: Certificates,
  child: string,
  { zone }: CertificatesArgs,
  { certificate, domain }: { certificate: acm.Certificate; domain: string },
): route53.Record {
  const option = certificate.domainValidationOptions.apply((options) =>
    validationOption(options, domain, parent),
  );
  return new route53.Record(
    child,
    {
      zoneId: zone.zoneId,
      name: option.resourceRecordName,
      type: option.resourceRecordType,
      records: [option.resourceRecordValue],
      ttl: 60,
    },
    { parent, deleteBeforeReplace: true },
  );
}

function validationOption(
  options: readonly outputs.acm.CertificateDomainValidationOption[],
  domain: string,
  parent: Certificates,
): outputs.acm.CertificateDomainValidationOption {
  const option = options.find((candidate) => candidate.domainName === domain);
  if (option !== undefined) return option;
  throw new pulumi.ResourceError(`ACM offers no validation for ${domain}`, parent, true);
}

function validate(
  parent: Certificates,
  child: string,
  region: string,
  args: CertificatesArgs,
  certificate: acm.Certificate,
  shared: route53.Record,
): acm.CertificateValidation {
  const own = createValidationRecord(parent, `${child}-validation`, args, {
    certificate,
    domain: regionalName(args.zone, region),
  });
  return new acm.CertificateValidation(
    child,
    {
      region,
      certificateArn: certificate.arn,
      validationRecordFqdns: [shared.fqdn, own.fqdn],
    },
    { parent },
  );
}
