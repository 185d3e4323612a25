/**
 * Certificates and their validation. Facts: hashicorp/terraform-provider-aws
 * internal/service/acm/{certificate,certificate_validation}.go (schema, ForceNew, waiting),
 * docs.aws.amazon.com/acm (user guide "DNS validation", API reference of RequestCertificate and DeleteCertificate)
 * (read 2026-11).
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
  type WorldView,
} from "../../world/model";
import { secondsOf } from "../durations";
import { regionalArn } from "./arn";
import { checkWords, type Problem } from "./checks";
import { digest, regionalOutputs, uuidOf } from "./computed";
import { blocksAt, isGiven, textAt, textsAt } from "./inputs";
import { publicCname } from "./route53-lookup";

export const certificateType = "aws:acm/certificate:Certificate";
export const certificateValidationType = "aws:acm/certificateValidation:CertificateValidation";

/** RequestCertificate's own pattern of a domain name. */
const domainPattern =
  /^(\*\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])$/;

/** The domain name and the alternative names, the former first and each once. */
function namesOf(inputs: Properties): readonly string[] {
  const domain = textAt(inputs, "domainName");
  const names = textsAt(inputs, "subjectAlternativeNames");
  return [...new Set(domain === undefined ? names : [domain, ...names])];
}

/**
 * The CNAME that proves the ownership of a name. It depends on the account and the name alone, a wildcard's
 * star left off: the same in every region and for every later certificate.
 * Source: docs.aws.amazon.com/acm/latest/userguide/dns-validation.html (read 2026-11).
 */
function validationOption(account: string, name: string): Properties {
  const base = name.toLowerCase().replace(/^\*\./, "");
  const proof = digest(`${account} ${base}`, 64);
  const letters = proof.slice(54).replace(/\d/g, (digit) => "ghijklmnop".charAt(Number(digit)));
  return {
    domainName: name,
    resourceRecordName: `_${proof.slice(0, 32)}.${base}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${digest(proof, 32)}.${letters}.acm-validations.aws.`,
  };
}

function validationOptions(draft: Draft): readonly Properties[] {
  if (textAt(draft.inputs, "validationMethod") !== "DNS") return [];
  const options = namesOf(draft.inputs).map((name) => validationOption(draft.caller.account, name));
  // A set: its order means nothing, and must not be mistaken for the order of the names.
  return options.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

function orderOf(option: Properties): string {
  return digest(textAt(option, "domainName") ?? "", 16);
}

/** The names of the validation records that the public zones of the account do not answer. */
function missingProofs(certificate: CloudObject, world: WorldView): readonly string[] {
  return blocksAt(certificate.outputs, "domainValidationOptions")
    .filter((option) => {
      const name = textAt(option, "resourceRecordName") ?? "";
      return publicCname(world, name) !== textAt(option, "resourceRecordValue");
    })
    .map((option) => textAt(option, "resourceRecordName") ?? "");
}

/**
 * Whether ACM has issued the certificate: every name has been proven by DNS, or was when it was waited for; an
 * issued one stays so when the records go. Its output `status` stays as creation answered, as Pulumi's state has it.
 */
export function isIssued(certificate: CloudObject, world: WorldView): boolean {
  if (textAt(certificate.outputs, "validationMethod") !== "DNS") return true;
  const waited = world.keyed(certificateValidationType, certificate.id, certificate.scope);
  return waited.length > 0 || missingProofs(certificate, world).length === 0;
}

function check(inputs: Properties): readonly Problem[] {
  const found = [...checkWords(inputs, { validationMethod: ["DNS", "EMAIL", "HTTP"] })];
  const hasDomain = isGiven(inputs, "domainName");
  const hasKey = isGiven(inputs, "privateKey") || isGiven(inputs, "privateKeyWo");
  if (hasDomain === hasKey) {
    found.push(["domainName", "exactly one of `domain_name,private_key` must be specified"]);
  }
  const proven = ["certificateAuthorityArn", "validationMethod"].some((name) =>
    isGiven(inputs, name),
  );
  if (hasDomain && !proven) {
    found.push([
      "validationMethod",
      "`certificate_authority_arn` or `validation_method` must be set when creating an ACM certificate",
    ]);
  }
  for (const name of textsAt(inputs, "subjectAlternativeNames")) {
    if (domainPattern.test(name) && name.length <= 253) continue;
    found.push(["subjectAlternativeNames", `"${name}" is no domain name ACM takes`]);
  }
  return found;
}

export const certificate: Model = {
  type: certificateType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/acm/certificate.go (read 2026-11)",
    "docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html (read 2026-11)",
  ],
  name: {
    property: "domainName",
    maxLength: 253,
    pattern: domainPattern,
    autoName: "none",
    unique: "none",
    malformed: (name) =>
      new Refusal(
        "ValidationException",
        `1 validation error detected: Value '${name}' at 'domainName' failed to satisfy constraint: ` +
          "Member must satisfy regular expression pattern and have length less than or equal to 253",
      ),
  },
  unordered: ["subjectAlternativeNames", "validationOptions"],
  replaceOn: [
    "certificateAuthorityArn",
    "domainName",
    "keyAlgorithm",
    "subjectAlternativeNames",
    "validationMethod",
    "validationOptions",
    "region",
  ],
  check,
  secretOutputs: ["privateKey"],
  id: (draft) => regionalArn(draft, "acm", `certificate/${uuidOf(draft)}`),
  computed: (draft, id) => ({
    ...regionalOutputs(draft),
    arn: id,
    domainName: textAt(draft.inputs, "domainName") ?? "",
    domainValidationOptions: validationOptions(draft),
    keyAlgorithm: textAt(draft.inputs, "keyAlgorithm") ?? "RSA_2048",
    notAfter: "",
    notBefore: "",
    options: draft.inputs["options"] ?? {
      certificateTransparencyLoggingPreference: "ENABLED",
      export: "DISABLED",
    },
    pendingRenewal: false,
    renewalEligibility: "INELIGIBLE",
    renewalSummaries: [],
    status: isGiven(draft.inputs, "privateKey") ? "ISSUED" : "PENDING_VALIDATION",
    subjectAlternativeNames: namesOf(draft.inputs),
    type: isGiven(draft.inputs, "privateKey") ? "IMPORTED" : "AMAZON_ISSUED",
    validationEmails: [],
    validationMethod: textAt(draft.inputs, "validationMethod") ?? "NONE",
  }),
  refuseCreate: (draft) => {
    const domain = textAt(draft.inputs, "domainName") ?? "";
    if (domain.length <= 64) return;
    throw new Refusal(
      "InvalidDomainValidationOptionsException",
      "The first domain name can be no longer than 64 characters.",
    );
  },
  refuseDelete: (object, world, caller) => {
    const used = world
      .referrers(object.id)
      .some(({ type, outputs }) => type.includes(":Listener") && "certificateArn" in outputs);
    if (!used) return;
    throw new Refusal(
      "ResourceInUseException",
      `Certificate ${object.id} in account ${caller.account} is in use.`,
    );
  },
  seconds: secondsOf(certificateType),
};

function refuseUnproven(draft: Draft): void {
  const arn = textAt(draft.inputs, "certificateArn") ?? "";
  const object = draft.world.find(certificateType, arn, draft.scope);
  if (!object) return;
  if (object.outputs["type"] !== "AMAZON_ISSUED") {
    throw new Refusal(
      "InvalidCertificateType",
      `ACM Certificate (${arn}) has type ${textAt(object.outputs, "type") ?? ""}, no validation necessary`,
    );
  }
  refuseUnlisted(draft, object);
  if (isIssued(object, draft.world)) return;
  throw new Refusal(
    "Timeout",
    `waiting for ACM Certificate (${arn}) to be issued: timeout while waiting for state to become 'ISSUED' ` +
      "(last state: 'PENDING_VALIDATION', timeout: 1h15m0s)",
  );
}

/** The provider compares the names given with the certificate's before it waits. */
function refuseUnlisted(draft: Draft, object: CloudObject): void {
  if (!isGiven(draft.inputs, "validationRecordFqdns")) return;
  const listed = draft.inputs["validationRecordFqdns"];
  const fqdns = textsAt(draft.inputs, "validationRecordFqdns").map(withoutDot);
  if (!Array.isArray(listed) || listed.length > fqdns.length) return;
  const missing = blocksAt(object.outputs, "domainValidationOptions").filter(
    (option) => !fqdns.includes(withoutDot(textAt(option, "resourceRecordName") ?? "")),
  );
  if (missing.length === 0) return;
  throw new Refusal(
    "MissingValidationRecord",
    missing
      .map(
        (option) =>
          `missing ${textAt(option, "domainName") ?? ""} DNS validation record: ` +
          withoutDot(textAt(option, "resourceRecordName") ?? ""),
      )
      .join("\n"),
  );
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}

export const certificateValidation: Model = {
  type: certificateValidationType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/acm/certificate_validation.go (read 2026-11)",
  ],
  keys: ({ outputs }) => [textAt(outputs, "certificateArn") ?? ""],
  unordered: ["validationRecordFqdns"],
  replaceOn: ["certificateArn", "validationRecordFqdns", "region"],
  references: [
    {
      path: "certificateArn",
      to: [certificateType],
      where: "same",
      missing: (arn) =>
        new Refusal("ResourceNotFoundException", `Could not find certificate ${arn}.`),
    },
  ],
  // The provider's id is the certificate's time of issue, so that waiting again comes to the same one; the digits here
  // only tell two waits for different things apart.
  id: ({ inputs }) => {
    const waitsFor = JSON.stringify([inputs["certificateArn"], inputs["validationRecordFqdns"]]);
    const milliseconds = Number.parseInt(digest(waitsFor, 8), 16) % 86_400_000;
    const time = new Date(Date.UTC(2026, 0, 1) + milliseconds).toISOString();
    return `${time.slice(0, 10)} ${time.slice(11, 23)} +0000 UTC`;
  },
  computed: (draft) => ({ region: draft.scope }),
  refuseCreate: refuseUnproven,
  seconds: secondsOf(certificateValidationType),
};

export const acmModels: readonly Model[] = [certificate, certificateValidation];
