/**
 * The security policies of HTTPS and TLS listeners. Source:
 * docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html (read 2026-11).
 */

const plain: readonly string[] = [
  "2015-05",
  "2016-08",
  "TLS-1-0-2015-04",
  "TLS-1-1-2017-01",
  "TLS-1-2-2017-01",
  "TLS-1-2-Ext-2018-06",
  "FS-2018-06",
  "FS-1-1-2019-08",
  "FS-1-2-2019-08",
  "FS-1-2-Res-2019-08",
  "FS-1-2-Res-2020-10",
];

/** TLS 1.3 policies come in the same variants per edition. */
const tls13: Readonly<Record<string, readonly string[]>> = {
  "2021-06": ["1-3", "1-2", "1-2-Res", "1-2-Ext1", "1-2-Ext2", "1-1", "1-0"],
  "FIPS-2023-04": ["1-3", "1-2", "1-2-Res", "1-2-Ext0", "1-2-Ext1", "1-2-Ext2", "1-1", "1-0"],
  "PQ-2025-09": ["1-3", "1-2", "1-2-Res", "1-2-Ext1", "1-2-Ext2", "1-0"],
  "FIPS-PQ-2025-09": ["1-3", "1-2", "1-2-Res", "1-2-Ext0", "1-2-Ext1", "1-2-Ext2", "1-0"],
};

const policies: ReadonlySet<string> = new Set(
  [
    ...plain,
    ...Object.entries(tls13).flatMap(([edition, variants]) =>
      variants.map((variant) => `TLS13-${variant}-${edition}`),
    ),
  ].map((name) => `ELBSecurityPolicy-${name}`),
);

/** Whether AWS knows a security policy of that name. */
export function isSslPolicy(name: string): boolean {
  return policies.has(name);
}
