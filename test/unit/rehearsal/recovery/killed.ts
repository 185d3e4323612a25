/** States that a killed engine leaves, in short forms. */
import type { Entry, Exported, Fields, Operation } from "../../../../rehearsal/recovery/deployment";

export const vpc = "aws:ec2/vpc:Vpc";
export const logGroup = "aws:cloudwatch/logGroup:LogGroup";
export const association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const configMap = "kubernetes:core/v1:ConfigMap";

export const urnOf = (type: string, name: string): string =>
  `urn:pulumi:dev::tiny::${type}::${name}`;

export const account: Entry = {
  urn: urnOf("pulumi:providers:aws", "account"),
  type: "pulumi:providers:aws",
  custom: true,
  id: "0b6f",
  inputs: { region: "eu-west-1" },
};

export const tagsOf = (name: string): Fields => ({
  "archipelago:stack": "tiny/dev",
  "archipelago:resource": name,
});

/** A resource by its type and name. */
export function entry(type: string, name: string, more: Partial<Entry> = {}): Entry {
  const own = { urn: urnOf(type, name), type, custom: true };
  return { ...own, provider: `${account.urn}::${account.id ?? ""}`, ...more };
}

/** A VPC with the tags of its name. */
export function network(name: string, more: Partial<Entry> = {}): Entry {
  return entry(vpc, name, { inputs: { region: "eu-west-1", tags: tagsOf(name) }, ...more });
}

/** Times at which things were made. */
export const early = "2026-11-25T16:00:00Z";
export const late = "2026-11-25T16:30:00Z";

export function operation(type: string, resource: Entry): Operation {
  return { type, resource };
}

/** When the state was written last. */
export const written = "2026-11-25T17:00:00Z";

/** An export, with a field in every place that recovery does not know of. */
export function state(
  resources: readonly Entry[],
  operations: readonly Operation[] = [],
): Exported {
  return {
    version: 3,
    features: ["some"],
    deployment: {
      manifest: { time: written, magic: "m" },
      secrets_providers: { type: "passphrase" },
      resources: [account, ...resources],
      pending_operations: operations,
    },
  };
}
