/**
 * What the API server checks of containers.
 * Source: kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateContainers (read 2026-11).
 */
import type { Properties, Value } from "../../world/model";
import {
  duplicate,
  forbidden,
  invalidValue,
  notFound,
  required,
  unsupported,
  type FieldError,
} from "./field-errors";
import { duplicateNames, nameErrors } from "./metadata";
import { dnsLabel, environmentName, portName, portNumber } from "./names";
import { probesErrors } from "./probes";
import { amountOf, negativeErrors, undecodableQuantity } from "./quotas";
import { blockAt, isBlock, isGiven, listAt, numberAt, textAt } from "./values";

/** The containers of a pod in the order in which the API server looks at them. */
export function containersOf(pod: Properties): readonly Properties[] {
  return [...listAt(pod, "initContainers"), ...listAt(pod, "containers")].filter(isBlock);
}

/** The first sentence about a quantity that is none, anywhere in a pod. */
export function undecodablePod(pod: Properties): string | undefined {
  const quantities = containersOf(pod).flatMap((container) =>
    (["requests", "limits"] as const).map((side) => blockAt(container, "resources", side)),
  );
  const sizes = listAt(pod, "volumes").map((volume): Properties => {
    const size = textAt(volume, "emptyDir", "sizeLimit");
    return size === undefined ? {} : { size };
  });
  for (const block of [...quantities, ...sizes]) {
    const sentence = undecodableQuantity(block);
    if (sentence !== undefined) return sentence;
  }
  return undefined;
}

const protocols = ["SCTP", "TCP", "UDP"];

function portsErrors(path: string, container: Properties): FieldError[] {
  const ports = listAt(container, "ports");
  const errors = ports.flatMap((port, index) => {
    const here = `${path}.ports[${index}]`;
    const name = textAt(port, "name");
    const number = numberAt(port, "containerPort");
    const host = numberAt(port, "hostPort");
    const protocol = textAt(port, "protocol");
    return [
      ...(name === undefined
        ? []
        : portName(name).map((error) => invalidValue(`${here}.name`, name, error))),
      ...(number === undefined
        ? []
        : portNumber(number).map((error) => invalidValue(`${here}.containerPort`, number, error))),
      ...(host === undefined || host === 0
        ? []
        : portNumber(host).map((error) => invalidValue(`${here}.hostPort`, host, error))),
      ...(protocol === undefined || protocols.includes(protocol)
        ? []
        : [unsupported(`${here}.protocol`, protocol, protocols)]),
    ];
  });
  const names = ports.map((port) => textAt(port, "name"));
  return [...errors, ...duplicateNames((index) => `${path}.ports[${index}].name`, names)];
}

function environmentErrors(path: string, container: Properties): FieldError[] {
  return listAt(container, "env").flatMap((entry, index) => {
    const here = `${path}.env[${index}]`;
    const name = textAt(entry, "name");
    const errors =
      name === undefined
        ? []
        : name === ""
          ? [required(`${here}.name`)]
          : environmentName(name).map((error) => invalidValue(`${here}.name`, name, error));
    if (!isGiven(entry, "valueFrom")) return errors;
    const sources = Object.keys(blockAt(entry, "valueFrom"));
    if (textAt(entry, "value"))
      errors.push(
        invalidValue(`${here}.valueFrom`, "", "may not be specified when `value` is not empty"),
      );
    if (sources.length > 1)
      errors.push(
        invalidValue(
          `${here}.valueFrom`,
          "",
          "may not have more than one field specified at a time",
        ),
      );
    return errors;
  });
}

function resourcesErrors(path: string, container: Properties): FieldError[] {
  const [requests, limits] = [
    blockAt(container, "resources", "requests"),
    blockAt(container, "resources", "limits"),
  ];
  const here = `${path}.resources`;
  const above = Object.entries(requests).flatMap(([resource, value]) => {
    const [wanted, limit] = [amountOf(value), amountOf(limits[resource])];
    if (wanted === undefined || limit === undefined || wanted <= limit) return [];
    return [
      invalidValue(
        `${here}.requests`,
        shown(value),
        `must be less than or equal to ${resource} limit of ${shown(limits[resource])}`,
      ),
    ];
  });
  return [
    ...negativeErrors(`${here}.limits`, limits),
    ...negativeErrors(`${here}.requests`, requests),
    ...above,
  ];
}

function shown(value: Value | undefined): string {
  return typeof value === "number" ? String(value) : (textAt(value) ?? "");
}

function mountsErrors(
  path: string,
  container: Properties,
  volumes: readonly string[] | undefined,
): FieldError[] {
  const mounts = listAt(container, "volumeMounts");
  const seen = new Set<string>();
  return mounts.flatMap((mount, index) => {
    const here = `${path}.volumeMounts[${index}]`;
    const [name, place] = [textAt(mount, "name"), textAt(mount, "mountPath")];
    const errors: FieldError[] = [];
    if (name === "") errors.push(required(`${here}.name`));
    else if (name !== undefined && volumes !== undefined && !volumes.includes(name))
      errors.push(notFound(`${here}.name`, name));
    if (place === "") errors.push(required(`${here}.mountPath`));
    else if (place !== undefined) {
      if (seen.has(place)) errors.push(invalidValue(`${here}.mountPath`, place, "must be unique"));
      seen.add(place);
    }
    return errors;
  });
}

/** Users and groups are numbers of 31 bits. */
export function identityErrors(path: string, context: Properties): FieldError[] {
  return ["fsGroup", "runAsGroup", "runAsUser"].flatMap((field) => {
    const id = numberAt(context, field);
    return id === undefined || (id >= 0 && id <= 2_147_483_647)
      ? []
      : [invalidValue(`${path}.${field}`, id, "must be between 0 and 2147483647, inclusive")];
  });
}

function securityErrors(path: string, container: Properties): FieldError[] {
  const context = blockAt(container, "securityContext");
  const here = `${path}.securityContext`;
  const identity = identityErrors(here, context);
  if (context["allowPrivilegeEscalation"] !== false) return identity;
  const added = listAt(context, "capabilities", "add");
  if (context["privileged"] === true)
    return [
      ...identity,
      invalidValue(
        here,
        context,
        "cannot set `allowPrivilegeEscalation` to false and `privileged` to true",
      ),
    ];
  return added.includes("CAP_SYS_ADMIN") || added.includes("SYS_ADMIN")
    ? [
        ...identity,
        invalidValue(
          here,
          context,
          "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN",
        ),
      ]
    : identity;
}

/** What containers share with their pod. */
export interface PodFrame {
  /** The names that mounts may use; undefined where one of them is not known yet. */
  readonly volumes: readonly string[] | undefined;
  /** Seconds that the pod has to stop. */
  readonly graceSeconds: number;
}

/** Everything that is wrong with a list of containers. */
export function containersErrors(
  path: string,
  containers: readonly Value[],
  { volumes, graceSeconds }: PodFrame,
): FieldError[] {
  const errors = containers.flatMap((container, index) => {
    if (!isBlock(container)) return [];
    const here = `${path}[${index}]`;
    return [
      ...(isGiven(container, "name")
        ? nameErrors(`${here}.name`, textAt(container, "name"), dnsLabel)
        : [required(`${here}.name`)]),
      ...imageErrors(here, container),
      ...portsErrors(here, container),
      ...environmentErrors(here, container),
      ...mountsErrors(here, container, volumes),
      ...probesErrors(here, container, graceSeconds),
      ...resourcesErrors(here, container),
      ...securityErrors(here, container),
    ];
  });
  const names = containers.map((container) => textAt(container, "name"));
  return [...errors, ...duplicateNames((index) => `${path}[${index}].name`, names)];
}

function imageErrors(path: string, container: Properties): FieldError[] {
  if (!isGiven(container, "image")) return [required(`${path}.image`)];
  const image = textAt(container, "image");
  if (image === undefined) return [];
  if (image === "") return [required(`${path}.image`)];
  return image === image.trim()
    ? []
    : [invalidValue(`${path}.image`, image, "must not have leading or trailing whitespace")];
}

/** Init containers must not repeat a name, and only a restartable one may have probes. */
export function initContainersErrors(path: string, pod: Properties, frame: PodFrame): FieldError[] {
  const containers = listAt(pod, "initContainers");
  const main = listAt(pod, "containers").map((container) => textAt(container, "name"));
  const own = containers.flatMap((container, index) => {
    const here = `${path}[${index}]`;
    const name = textAt(container, "name");
    const errors =
      name !== undefined && main.includes(name) ? [duplicate(`${here}.name`, name)] : [];
    if (textAt(container, "restartPolicy") === "Always") return errors;
    for (const field of ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"])
      if (isGiven(container, field))
        errors.push(
          forbidden(
            `${here}.${field}`,
            "may not be set for init containers without restartPolicy=Always",
          ),
        );
    return errors;
  });
  return [...containersErrors(path, containers, frame), ...own];
}
