/**
 * Every version that a cluster is made of, in one dated table: nothing is looked up at deployment, so a
 * preview says the same tomorrow. Pure.
 */

/** The EKS add-ons that every cluster gets. */
export const addonNames = [
  "metrics-server",
  "amazon-cloudwatch-observability",
  "aws-secrets-store-csi-driver-provider",
] as const;

/** The name of an EKS add-on that every cluster gets. */
export type AddonName = (typeof addonNames)[number];

/** One Kubernetes version and the add-on builds that go with it. */
export interface KubernetesRelease {
  /** Last day of AWS's standard support, as `YYYY-MM-DD`; EKS upgrades the control plane by itself after it. */
  readonly standardSupportUntil: string;
  readonly addons: Readonly<Record<AddonName, string>>;
}

/**
 * Kubernetes versions by name, with the newest add-on builds seen in use with them, read 2026-11. Verify a
 * build before changing it: `aws eks describe-addon-versions --kubernetes-version 1.35 --addon-name <name>`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html read 2026-11
 */
export const kubernetesReleases = {
  "1.35": {
    standardSupportUntil: "2027-03-27",
    addons: {
      "metrics-server": "v0.9.0-eksbuild.11",
      "amazon-cloudwatch-observability": "v6.7.0-eksbuild.1",
      "aws-secrets-store-csi-driver-provider": "v3.1.3-eksbuild.1",
    },
  },
} as const satisfies Record<string, KubernetesRelease>;

/** A Kubernetes version of the table. */
export type KubernetesVersion = keyof typeof kubernetesReleases;

/** The version that a cluster gets where none is asked for. */
export const defaultKubernetesVersion: KubernetesVersion = "1.35";

/** Whether the text names a version of the table. */
export function isKubernetesVersion(text: string): text is KubernetesVersion {
  return Object.hasOwn(kubernetesReleases, text);
}
