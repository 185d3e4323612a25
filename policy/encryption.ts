/** Data at rest, and the keys it is encrypted with. */
import { at, isOn, listAt, numberAt, textAt, textsAt } from "./read";
import { resourceRule } from "./rule";
import { stores, storesWith } from "./stores";
import { each, type Check } from "./unknown";

/** What holds messages on their way is no store, and is read like one by whoever finds its disk. */
const messages: Readonly<Record<string, (props: unknown) => boolean>> = {
  "aws:sns/topic:Topic": (props) => hasText(props, "kmsMasterKeyId"),
  "aws:sqs/queue:Queue": (props) =>
    hasText(props, "kmsMasterKeyId") || at(props, "sqsManagedSseEnabled") !== false,
};

function hasText(props: unknown, key: string): boolean {
  return (textAt(props, key) ?? "") !== "";
}

/** Where machines name the disks that come and go with them. */
const disks: Readonly<Record<string, (props: unknown) => readonly Check[]>> = {
  "aws:ec2/instance:Instance": (props) => [
    () => diskFault(at(props, "rootBlockDevice")),
    () => each(listAt(props, "ebsBlockDevices"), diskFault),
  ],
  "aws:ec2/launchTemplate:LaunchTemplate": (props) => [
    () =>
      each(listAt(props, "blockDeviceMappings"), (mapping) => {
        const disk = at(mapping, "ebs");
        return disk === undefined ? undefined : diskFault(disk);
      }),
  ],
};

/** What is made of a snapshot is encrypted as that is. */
function diskFault(disk: unknown): string | undefined {
  const isSafe = isOn(disk, "encrypted") || at(disk, "snapshotId") !== undefined;
  return isSafe ? undefined : "A disk of it is not encrypted at rest.";
}

export const dataEncryptedAtRest = resourceRule({
  name: "data-encrypted-at-rest",
  description: "What keeps data encrypts it at rest.",
  rationale: "A lost disk, snapshot or backup must not be readable.",
  severity: "critical",
  remediationSteps:
    "Switch encryption on: serverSideEncryption, storageEncrypted, kmsMasterKeyId, or what the type calls it.",
  types: [...storesWith("isEncrypted"), ...Object.keys(messages), ...Object.keys(disks)],
  judge: ({ type, props }) => {
    const ofMachine = disks[type];
    if (ofMachine !== undefined) return ofMachine(props);
    const isEncrypted = stores[type]?.isEncrypted ?? messages[type];
    return isEncrypted?.(props) === false ? "It is not encrypted at rest." : undefined;
  },
});

/** Types that leave encryption on the wire to the caller. */
const inTransit: Readonly<Record<string, (props: unknown) => boolean>> = {
  "aws:elasticache/replicationGroup:ReplicationGroup": (props) =>
    isOn(props, "transitEncryptionEnabled"),
  "aws:opensearch/domain:Domain": (props) => isOn(props, "nodeToNodeEncryption", "enabled"),
  "aws:memorydb/cluster:Cluster": (props) => at(props, "tlsEnabled") !== false,
};

export const dataEncryptedInTransit = resourceRule({
  name: "data-encrypted-in-transit",
  description: "Stores speak TLS with their clients and among themselves.",
  rationale: "Whoever reads along inside a network must not see data or passwords.",
  severity: "high",
  remediationSteps: "Set transitEncryptionEnabled, nodeToNodeEncryption or tlsEnabled.",
  types: Object.keys(inTransit),
  judge: ({ type, props }) =>
    inTransit[type]?.(props) === false ? "It is not encrypted in transit." : undefined,
});

interface KeyParameters {
  readonly minimumDeletionWindowDays: number;
}

export const keysRotate = resourceRule<KeyParameters>({
  name: "keys-rotate",
  description: "Symmetric encryption keys rotate every year and can be rescued after a deletion.",
  rationale: "An old key is a known key, and what a deleted key encrypted is gone.",
  severity: "high",
  remediationSteps: "Set enableKeyRotation, and deletionWindowInDays to at least the minimum.",
  configSchema: {
    properties: {
      minimumDeletionWindowDays: {
        type: "integer",
        minimum: 7,
        maximum: 30,
        default: 7,
        description: "Days in which a deletion can be taken back.",
      },
    },
  },
  types: ["aws:kms/key:Key"],
  judge: ({ props, config }) => [
    () => (rotates(props) ? undefined : "It does not rotate."),
    () => {
      const days = numberAt(props, "deletionWindowInDays");
      return days !== undefined && days < config.minimumDeletionWindowDays
        ? `It can be rescued for ${days} days; ${config.minimumDeletionWindowDays} are demanded.`
        : undefined;
    },
  ],
});

/**
 * AWS rotates symmetric encryption keys only, and none that is kept in a key store of one's own.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html read 2026-11
 */
function rotates(props: unknown): boolean {
  const usage = textAt(props, "keyUsage") ?? "ENCRYPT_DECRYPT";
  const kind = textAt(props, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT";
  const isKeptByAws = at(props, "customKeyStoreId") === undefined;
  const canRotate = usage === "ENCRYPT_DECRYPT" && kind === "SYMMETRIC_DEFAULT" && isKeptByAws;
  return !canRotate || isOn(props, "enableKeyRotation");
}

export const clusterSecretsEncrypted = resourceRule({
  name: "cluster-secrets-encrypted",
  description: "A cluster encrypts its Secrets with a key of the account.",
  rationale: "Secrets in a cluster's own store are otherwise no more than encoded for its backups.",
  severity: "high",
  remediationSteps: 'Give the cluster encryptionConfig with a key and resources: ["secrets"].',
  types: ["aws:eks/cluster:Cluster"],
  judge: ({ props }) =>
    textsAt(props, "encryptionConfig", "resources").includes("secrets")
      ? undefined
      : "Its encryptionConfig does not name secrets.",
});

/** TLS 1.3, and 1.2 at least: other names with TLS13 in them take TLS 1.0 too. */
const currentTlsPolicy = /^ELBSecurityPolicy-TLS13-1-[23]-/;

export const listenersUseCurrentTls = resourceRule({
  name: "listeners-use-current-tls",
  description: "TLS listeners state a policy that offers TLS 1.3 and nothing below 1.2.",
  rationale: "The default of AWS is of 2016 and accepts protocols that are broken.",
  severity: "high",
  remediationSteps: "Set sslPolicy to one of ELBSecurityPolicy-TLS13-1-2-* or -1-3-*.",
  types: ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
  judge: ({ props }) => {
    if (!["HTTPS", "TLS"].includes(textAt(props, "protocol") ?? "")) return undefined;
    const policy = textAt(props, "sslPolicy");
    return policy !== undefined && currentTlsPolicy.test(policy)
      ? undefined
      : `Its sslPolicy is ${policy ?? "the default of AWS"}.`;
  },
});
