/** The file that tells a Kubernetes client where a cluster is and how to get a token for it. Pure. */

/** Where a cluster is, and as whom it is talked to. */
export interface KubeconfigTarget {
  readonly clusterName: string;
  /** AWS region of the cluster. */
  readonly region: string;
  /** `https://` address of the API server. */
  readonly endpoint: string;
  /** The cluster's certificate authority: PEM in base64, as EKS returns it. */
  readonly certificateAuthorityData: string;
  /** IAM role to take before asking for a token. @default the caller's own identity */
  readonly roleArn?: string;
}

/**
 * A kubeconfig as JSON, which is YAML. It holds no token: the client asks the AWS CLI for one each time, so the
 * text changes only with the cluster. It does name an endpoint and a role: treat it as a secret all the same.
 */
export function kubeconfig(target: KubeconfigTarget): string {
  const { clusterName, endpoint, certificateAuthorityData } = target;
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: clusterName,
        cluster: { server: endpoint, "certificate-authority-data": certificateAuthorityData },
      },
    ],
    contexts: [{ name: clusterName, context: { cluster: clusterName, user: clusterName } }],
    "current-context": clusterName,
    users: [{ name: clusterName, user: { exec: tokenCommand(target) } }],
  });
}

function tokenCommand({ clusterName, region, roleArn }: KubeconfigTarget): object {
  const asRole = roleArn === undefined ? [] : ["--role-arn", roleArn];
  return {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: ["eks", "get-token", "--cluster-name", clusterName, "--region", region, ...asRole],
    interactiveMode: "Never",
  };
}
