/**
 * What the API server checks of a pod template.
 * Source: kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePodTemplateSpec (read 2026-11).
 */
import type { Properties, Value } from "../../world/model";
import { containersErrors, identityErrors, initContainersErrors } from "./containers";
import {
  duplicate,
  forbidden,
  invalidValue,
  required,
  unsupported,
  type FieldError,
} from "./field-errors";
import { annotationErrors, duplicateNames, labelErrors, nameErrors } from "./metadata";
import { dnsLabel, dnsSubdomain, labelKey } from "./names";
import { selectorErrors } from "./selectors";
import { at, blockAt, isBlock, isGiven, listAt, mapAt, numberAt, textAt } from "./values";

function volumesErrors(path: string, volumes: readonly Value[]): FieldError[] {
  const names = volumes.map((volume) => textAt(volume, "name"));
  const errors = volumes.flatMap((volume, index) => {
    if (!isBlock(volume)) return [];
    const here = `${path}[${index}]`;
    const sources = Object.keys(volume).filter(
      (key) => key !== "name" && volume[key] !== null && volume[key] !== undefined,
    );
    const [, ...more] = sources;
    return [
      ...nameErrors(`${here}.name`, textAt(volume, "name"), dnsLabel),
      ...(sources.length === 0 ? [required(here, "must specify a volume type")] : []),
      ...more.map((source) =>
        forbidden(`${here}.${source}`, "may not specify more than 1 volume type"),
      ),
    ];
  });
  return [...errors, ...duplicateNames((index) => `${path}[${index}].name`, names)];
}

const whenUnsatisfiable = ["DoNotSchedule", "ScheduleAnyway"];

function spreadErrors(path: string, constraints: readonly Value[]): FieldError[] {
  const seen = new Set<string>();
  return constraints.flatMap((constraint, index) => {
    const here = `${path}[${index}]`;
    const skew = numberAt(constraint, "maxSkew");
    const [key, action] = [
      textAt(constraint, "topologyKey"),
      textAt(constraint, "whenUnsatisfiable"),
    ];
    const domains = numberAt(constraint, "minDomains");
    const errors: FieldError[] = [];
    if (skew !== undefined && skew <= 0)
      errors.push(invalidValue(`${here}.maxSkew`, skew, "must be greater than zero"));
    if (key === "") errors.push(required(`${here}.topologyKey`, "can not be empty"));
    else if (key !== undefined)
      errors.push(...labelKey(key).map((error) => invalidValue(`${here}.topologyKey`, key, error)));
    if (action !== undefined && !whenUnsatisfiable.includes(action))
      errors.push(unsupported(`${here}.whenUnsatisfiable`, action, whenUnsatisfiable));
    if (domains !== undefined && domains <= 0)
      errors.push(invalidValue(`${here}.minDomains`, domains, "must be greater than zero"));
    else if (domains !== undefined && action !== undefined && action !== "DoNotSchedule")
      errors.push(
        invalidValue(
          `${here}.minDomains`,
          domains,
          `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`,
        ),
      );
    if (key !== undefined && action !== undefined) {
      const pair = `{${key}, ${action}}`;
      if (seen.has(pair)) errors.push(duplicate(`${here}.{topologyKey, whenUnsatisfiable}`, pair));
      seen.add(pair);
    }
    return [...errors, ...selectorErrors(`${here}.labelSelector`, at(constraint, "labelSelector"))];
  });
}

/** Fields of a pod that take certain words only. */
const podWords: Readonly<Record<string, readonly string[]>> = {
  dnsPolicy: ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
  "securityContext.fsGroupChangePolicy": ["Always", "OnRootMismatch"],
  "securityContext.seLinuxChangePolicy": ["MountOption", "Recursive"],
  "securityContext.supplementalGroupsPolicy": ["Merge", "Strict"],
};

function wordErrors(path: string, pod: Properties): FieldError[] {
  return Object.entries(podWords).flatMap(([field, words]) => {
    const word = textAt(pod, ...field.split("."));
    return word === undefined || words.includes(word)
      ? []
      : [unsupported(`${path}.${field}`, word, words)];
  });
}

/** What the API server fills in. */
const defaultGraceSeconds = 30;

function podSpecErrors(path: string, pod: Properties): FieldError[] {
  const volumes = listAt(pod, "volumes");
  const names = volumes.map((volume) => textAt(volume, "name"));
  const grace = numberAt(pod, "terminationGracePeriodSeconds");
  const frame = {
    volumes: names.every((name) => name !== undefined) ? names : undefined,
    graceSeconds: grace ?? defaultGraceSeconds,
  };
  const account = textAt(pod, "serviceAccountName");
  return [
    ...identityErrors(`${path}.securityContext`, blockAt(pod, "securityContext")),
    ...wordErrors(path, pod),
    ...volumesErrors(`${path}.volumes`, volumes),
    ...initContainersErrors(`${path}.initContainers`, pod, frame),
    ...(isGiven(pod, "containers") && listAt(pod, "containers").length === 0
      ? [required(`${path}.containers`)]
      : containersErrors(`${path}.containers`, listAt(pod, "containers"), frame)),
    ...(account === undefined || account === ""
      ? []
      : dnsSubdomain(account).map((error) =>
          invalidValue(`${path}.serviceAccountName`, account, error),
        )),
    ...(grace === undefined || grace >= 0
      ? []
      : [
          invalidValue(
            `${path}.terminationGracePeriodSeconds`,
            grace,
            "must be greater than or equal to 0",
          ),
        ]),
    ...spreadErrors(`${path}.topologySpreadConstraints`, listAt(pod, "topologySpreadConstraints")),
    ...labelErrors(`${path}.nodeSelector`, mapAt(pod, "nodeSelector")),
  ];
}

/** Everything that is wrong with a pod template. */
export function templateErrors(path: string, template: Value | undefined): FieldError[] {
  const pod = blockAt(template, "spec");
  const restart = textAt(pod, "restartPolicy");
  return [
    ...labelErrors(`${path}.labels`, mapAt(template, "metadata", "labels")),
    ...annotationErrors(`${path}.annotations`, mapAt(template, "metadata", "annotations")),
    ...podSpecErrors(`${path}.spec`, pod),
    ...(restart === undefined || restart === "Always"
      ? []
      : [unsupported(`${path}.spec.restartPolicy`, restart, ["Always"])]),
  ];
}
