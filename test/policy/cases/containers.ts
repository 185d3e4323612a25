import { notKnownYet } from "../../../policy/harness";
import { one, refused, type Cases } from "./case";
import { container, deployment } from "./kubernetes";

const deploymentType = "kubernetes:apps/v1:Deployment";
const cronJobType = "kubernetes:batch/v1:CronJob";

function cronJob(spec: Record<string, unknown>): Record<string, unknown> {
  return { spec: { jobTemplate: { spec: { template: { spec } } } } };
}

export const containerCases: Cases = {
  "containers-state-their-size": {
    refuses: {
      "a container without": refused(
        deploymentType,
        deployment({ containers: [{ name: "web" }] }),
        /web has no requests.cpu/,
        /web has no requests.memory/,
        /web has no limits.memory/,
      ),
      "one of a job that prepares": refused(
        cronJobType,
        cronJob({ containers: [container()], initContainers: [{ name: "copy" }] }),
        /copy has no requests.cpu/,
        /copy has no requests.memory/,
        /copy has no limits.memory/,
      ),
      "a limit that is demanded": {
        ...refused(deploymentType, deployment({ containers: [container()] }), /no limits.cpu/),
        config: { limits: ["cpu"] },
      },
    },
    accepts: {
      "a container with": one(deploymentType, deployment({ containers: [container()] })),
      "a bare pod with": one("kubernetes:core/v1:Pod", { spec: { containers: [container()] } }),
    },
    undecided: {
      "resources from elsewhere": one(
        deploymentType,
        deployment({ containers: [container({ resources: notKnownYet })] }),
      ),
      "a whole spec from elsewhere": one(deploymentType, { spec: notKnownYet }),
    },
  },
  "containers-answer-probes": {
    refuses: {
      "a container that serves": refused(
        deploymentType,
        deployment({ containers: [{ name: "web", ports: [{ containerPort: 80 }] }] }),
        /web has no readinessProbe/,
        /web has no livenessProbe/,
      ),
      "one that serves beside it": refused(
        deploymentType,
        deployment({
          containers: [container()],
          initContainers: [
            {
              name: "proxy",
              restartPolicy: "Always",
              ports: [{ containerPort: 81 }],
              livenessProbe: {},
            },
          ],
        }),
        /proxy has no readinessProbe/,
      ),
    },
    accepts: {
      "a container with both": one(deploymentType, deployment({ containers: [container()] })),
      "a container that serves nothing": one(
        deploymentType,
        deployment({ containers: [{ name: "worker" }] }),
      ),
      "a job": one(cronJobType, cronJob({ containers: [{ name: "job", ports: [{}] }] })),
    },
    undecided: {
      "ports from elsewhere": one(
        deploymentType,
        deployment({ containers: [{ name: "web", ports: notKnownYet }] }),
      ),
    },
  },
  "images-pinned": {
    refuses: {
      latest: refused(
        deploymentType,
        deployment({ containers: [container({ image: "registry:5000/shop/web:latest" })] }),
        /web:latest, which is whatever was pushed last/,
      ),
      "no tag, behind a port": refused(
        deploymentType,
        deployment({ containers: [container({ image: "registry:5000/shop/web" })] }),
        /neither tag nor digest/,
      ),
      "a tag, where a digest is demanded": {
        ...refused(
          deploymentType,
          deployment({ containers: [container({ image: "web:v1" })] }),
          /has no digest/,
        ),
        config: { requireDigest: true },
      },
      "an image of a patch": refused(
        `${deploymentType}Patch`,
        { spec: { template: { spec: { containers: [{ name: "web", image: "web" }] } } } },
        /neither tag nor digest/,
      ),
      "one beside an image that is being built": refused(
        deploymentType,
        deployment({
          containers: [container({ image: notKnownYet }), container({ name: "b", image: "b" })],
        }),
        /Container b runs b/,
      ),
    },
    accepts: {
      "none at all, which Kubernetes refuses": one(
        deploymentType,
        deployment({ containers: [container({ image: undefined })] }),
      ),
      "a version": one(
        deploymentType,
        deployment({ containers: [container({ image: "web:v1" })] }),
      ),
      "a digest": {
        ...one(
          deploymentType,
          deployment({ containers: [container({ image: `web@sha256:${"0".repeat(64)}` })] }),
        ),
        config: { requireDigest: true },
      },
    },
    undecided: {
      "an image that is being built": one(
        deploymentType,
        deployment({ containers: [container({ image: notKnownYet })] }),
      ),
    },
  },
  "images-scanned": {
    refuses: {
      "a repository that does not": refused("aws:ecr/repository:Repository", {}, /not scanned/),
    },
    accepts: {
      "a repository that does": one("aws:ecr/repository:Repository", {
        imageScanningConfiguration: { scanOnPush: true },
      }),
    },
    undecided: {
      "a switch from elsewhere": one("aws:ecr/repository:Repository", {
        imageScanningConfiguration: { scanOnPush: notKnownYet },
      }),
    },
  },
};
