/** Kubernetes objects that no rule finds fault with, to be spoilt one thing at a time. */
import type { Registration } from "../../../policy/harness";

type Props = Readonly<Record<string, unknown>>;

export const podSecurity = {
  runAsNonRoot: true,
  runAsUser: 1000,
  seccompProfile: { type: "RuntimeDefault" },
};

export function container(changes: Props = {}): Props {
  return {
    name: "web",
    image: "registry.example.com/web:v1",
    ports: [{ containerPort: 8080 }],
    readinessProbe: { httpGet: { path: "/", port: 8080 } },
    livenessProbe: { httpGet: { path: "/", port: 8080 } },
    resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    ...changes,
  };
}

export const zoneSpread = {
  topologyKey: "topology.kubernetes.io/zone",
  maxSkew: 1,
  labelSelector: { matchLabels: { app: "web" } },
};

/** Inputs of a Deployment: what is given goes to the pod's spec, `replicas` to its own. */
export function deployment(pod: Props, replicas?: number): Props {
  return {
    metadata: { name: "web", namespace: "shop" },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      template: {
        metadata: { labels: { app: "web" } },
        spec: { securityContext: podSecurity, topologySpreadConstraints: [zoneSpread], ...pod },
      },
    },
  };
}

export function cluster(name: string): Registration {
  return { type: "pulumi:providers:kubernetes", name, props: { clusterIdentifier: name } };
}

/** An object in a cluster; its logical name tells both. */
export function inCluster(
  provider: string,
  type: string,
  name: string,
  props: Props,
): Registration {
  return { type: `kubernetes:${type}`, name: `${provider}-${name}`, props, provider };
}

export function web(provider: string, replicas?: number): Registration {
  const props = deployment({ containers: [container()] }, replicas);
  return inCluster(provider, "apps/v1:Deployment", "web", props);
}

export function autoscaler(
  provider: string,
  minReplicas: unknown,
  maxReplicas: number,
): Registration {
  return inCluster(provider, "autoscaling/v2:HorizontalPodAutoscaler", "web-autoscaler", {
    metadata: { name: "web", namespace: "shop" },
    spec: { scaleTargetRef: { kind: "Deployment", name: "web" }, minReplicas, maxReplicas },
  });
}

export function budget(provider: string, spec: Props, name = "web-budget"): Registration {
  return inCluster(provider, "policy/v1:PodDisruptionBudget", name, {
    metadata: { name, namespace: "shop" },
    spec: { selector: { matchLabels: { app: "web" } }, ...spec },
  });
}
