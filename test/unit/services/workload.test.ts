import { Role } from "@pulumi/aws/iam/role";

import type { Scale } from "../../../components/services/declarations";
import {
  createAutoscaler,
  createDeployment,
  createDisruptionBudget,
  createService,
  createServiceAccount,
} from "../../../components/services/workload";
import { dependencyNames, named, ofType, record } from "../../support/record";
import { grpcSpec, httpSpec } from "../../support/service-specs";
import { Holder } from "../../support/whole-sites";

const scope = () => ({
  parent: new Holder(),
  name: "boutique-cart",
  namespace: "boutique",
  key: "cart",
});
const metadata = {
  name: "cart",
  namespace: "boutique",
  labels: {
    "app.kubernetes.io/name": "cart",
    "app.kubernetes.io/part-of": "boutique",
    "app.kubernetes.io/managed-by": "pulumi",
  },
};
const selector = { "app.kubernetes.io/name": "cart" };
const deploymentType = "kubernetes:apps/v1:Deployment";
const autoscalerType = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";

const scaled = (scale: Scale) =>
  record({}, () => {
    const [within, spec] = [scope(), grpcSpec({ scale })];
    const pod = { key: "cart", system: "boutique", spec, image: "cart:v1", environment: {} };
    const before = new Role("before", { assumeRolePolicy: "{}" });
    const deployment = createDeployment(within, pod, [before]);
    return createAutoscaler(within, scale, deployment);
  });

describe("createServiceAccount", () => {
  it("makes an account whose token nobody gets unasked", async () => {
    const { resources } = await record({}, () => createServiceAccount(scope()));
    expect(named(resources, "boutique-cart-account").inputs).toMatchObject({
      metadata,
      automountServiceAccountToken: false,
    });
  });
});

describe("createDeployment", () => {
  it("selects its own pods and replaces them without losing any", async () => {
    const { resources } = await scaled({ minReplicas: 2, maxReplicas: 2 });
    const deployment = named(resources, "boutique-cart-deployment", deploymentType);
    expect(deployment.inputs).toMatchObject({
      metadata,
      spec: {
        selector: { matchLabels: selector },
        template: { metadata: { labels: selector } },
        strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
      },
    });
    expect(dependencyNames(deployment)).toEqual(["before"]);
  });
});

describe("the number of pods", () => {
  const peak = { peakRequestsPerSecond: 90, requestsPerSecondPerReplica: 30 };

  it.each<[string, Scale, number]>([
    ["declared", { minReplicas: 2, maxReplicas: 2 }, 2],
    ["what the peak needs, up to the most", { minReplicas: 2, maxReplicas: 3, ...peak }, 3],
  ])("is the Deployment's own where it never changes: %s", async (_what, scale, expected) => {
    const { resources, result } = await scaled(scale);
    expect(named(resources, "boutique-cart-deployment").inputs["spec"]).toMatchObject({
      replicas: expected,
    });
    expect(result).toBeUndefined();
    expect(ofType(resources, autoscalerType)).toEqual([]);
  });

  it.each<[string, Scale, number, number]>([
    ["declared", { minReplicas: 2, maxReplicas: 10 }, 2, 60],
    [
      "what the peak needs",
      { minReplicas: 2, maxReplicas: 10, targetCpuPercent: 75, ...peak },
      3,
      75,
    ],
  ])(
    "is the autoscaler's where it does, from a floor that is %s",
    async (_what, scale, floor, cpu) => {
      const { resources } = await scaled(scale);
      const deployment = named(resources, "boutique-cart-deployment");
      expect(deployment.inputs["spec"]).not.toHaveProperty("replicas");
      const autoscaler = named(resources, "boutique-cart-autoscaler", autoscalerType);
      expect(autoscaler.inputs).toMatchObject({
        metadata,
        spec: {
          scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "cart" },
          minReplicas: floor,
          maxReplicas: 10,
          metrics: [
            {
              type: "Resource",
              resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpu } },
            },
          ],
        },
      });
      expect(dependencyNames(autoscaler)).toEqual(["boutique-cart-deployment"]);
    },
  );
});

describe("createService", () => {
  it.each([
    [grpcSpec(), { name: "grpc", port: 7070, targetPort: 7070, appProtocol: "kubernetes.io/h2c" }],
    [httpSpec(), { name: "http", port: 80, targetPort: 8080, appProtocol: "http" }],
  ])("leads to the container's port and names its protocol", async (spec, port) => {
    const { resources } = await record({}, () => createService(scope(), spec));
    expect(named(resources, "boutique-cart-service").inputs).toMatchObject({
      metadata,
      spec: { type: "ClusterIP", selector, ports: [{ ...port, protocol: "TCP" }] },
    });
  });
});

describe("createDisruptionBudget", () => {
  it("lets one pod go, and those that are of no use", async () => {
    const { resources } = await record({}, () => createDisruptionBudget(scope()));
    expect(named(resources, "boutique-cart-budget").inputs).toMatchObject({
      metadata,
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: "AlwaysAllow",
        selector: { matchLabels: selector },
      },
    });
    expect(named(resources, "boutique-cart-budget").inputs["spec"]).not.toHaveProperty(
      "minAvailable",
    );
  });
});
