/** What every container says about itself: size, health, and which code it runs. */
import { containersOf, podSpec, servingTypes, workloadPatchTypes, workloadTypes } from "./pods";
import { at, isOn, listAt, textAt } from "./read";
import { resourceRule } from "./rule";

interface ResourceParameters {
  readonly requests: readonly string[];
  readonly limits: readonly string[];
}

const resourceNames = (preset: readonly string[], description: string) => ({
  type: "array" as const,
  items: { type: "string" as const },
  default: [...preset],
  description,
});

export const containersStateTheirSize = resourceRule<ResourceParameters>({
  name: "containers-state-their-size",
  description: "Every container requests CPU and memory, and has a limit of memory.",
  rationale: "Nodes are chosen, and pods are spared or evicted, by what containers say they need.",
  severity: "high",
  remediationSteps: "Set resources.requests and resources.limits of the container.",
  configSchema: {
    properties: {
      requests: resourceNames(["cpu", "memory"], "What must be requested."),
      limits: resourceNames(["memory"], "What must be limited; a limit of CPU throttles."),
    },
  },
  types: workloadTypes,
  judge: ({ type, props, config }) =>
    containersOf(podSpec(type, props)).flatMap(({ name, spec }) =>
      (["requests", "limits"] as const).flatMap((kind) =>
        config[kind].map(
          (resource) => () =>
            at(spec, "resources", kind, resource) === undefined
              ? `Container ${name} has no ${kind}.${resource}.`
              : undefined,
        ),
      ),
    ),
});

export const containersAnswerProbes = resourceRule({
  name: "containers-answer-probes",
  description: "A container that serves a port has a readiness and a liveness probe.",
  rationale: "Without them traffic goes to pods that cannot answer, and a stuck pod stays stuck.",
  severity: "high",
  remediationSteps: "Add readinessProbe and livenessProbe; a readiness probe asks no other region.",
  types: servingTypes,
  judge: ({ type, props }) =>
    containersOf(podSpec(type, props))
      .filter(({ lasting, spec }) => lasting && listAt(spec, "ports").length > 0)
      .flatMap(({ name, spec }) =>
        ["readinessProbe", "livenessProbe"].map(
          (probe) => () =>
            at(spec, probe) === undefined ? `Container ${name} has no ${probe}.` : undefined,
        ),
      ),
});

interface ImageParameters {
  readonly requireDigest: boolean;
}

export const imagesPinned = resourceRule<ImageParameters>({
  name: "images-pinned",
  description: "Every image is named by a digest, or by a tag other than latest.",
  rationale:
    "Regions that pull at different times must run the same code, and a rollback the former.",
  severity: "high",
  remediationSteps: "Write <image>:<version>, or <image>@sha256:<digest>.",
  configSchema: {
    properties: {
      requireDigest: {
        type: "boolean",
        default: false,
        description: "Whether a tag is not enough, because its owner can move it.",
      },
    },
  },
  types: [...workloadTypes, ...workloadPatchTypes],
  judge: ({ type, props, config }) =>
    containersOf(podSpec(type, props)).map(({ name, spec }) => () => {
      const image = textAt(spec, "image");
      // Kubernetes itself refuses a container without any.
      if (image === undefined) return undefined;
      const fault = imageFault(image, config.requireDigest);
      return fault === undefined ? undefined : `Container ${name} runs ${image}, which ${fault}.`;
    }),
});

function imageFault(image: string, requireDigest: boolean): string | undefined {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return undefined;
  if (requireDigest) return "has no digest";
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  if (tag === undefined) return "has neither tag nor digest";
  return tag === "latest" ? "is whatever was pushed last" : undefined;
}

export const imagesScanned = resourceRule({
  name: "images-scanned",
  description: "A repository scans its images when they are pushed.",
  rationale: "Known holes are cheapest to close before the first pod runs.",
  severity: "medium",
  remediationSteps: "Set imageScanningConfiguration.scanOnPush.",
  types: ["aws:ecr/repository:Repository"],
  judge: ({ props }) =>
    isOn(props, "imageScanningConfiguration", "scanOnPush")
      ? undefined
      : "Its images are not scanned when they are pushed.",
});
