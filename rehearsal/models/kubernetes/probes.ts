/**
 * Probes and lifecycle hooks of a container.
 * Source: kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateProbe and validateHandler (read 2026-11).
 */
import type { Properties, Value } from "../../world/model";
import { forbidden, invalidValue, required, unsupported, type FieldError } from "./field-errors";
import { portName, portNumber } from "./names";
import { at, isGiven, listAt, numberAt, textAt } from "./values";

const probeHandlers = ["exec", "httpGet", "tcpSocket", "grpc"] as const;
const hookHandlers = ["exec", "httpGet", "tcpSocket", "sleep"] as const;
const timings = [
  "initialDelaySeconds",
  "timeoutSeconds",
  "periodSeconds",
  "successThreshold",
  "failureThreshold",
] as const;

/** A port that is a number or the name of one. */
export function portErrors(path: string, port: Value | undefined): FieldError[] {
  if (typeof port === "number")
    return portNumber(port).map((error) => invalidValue(path, port, error));
  if (typeof port === "string")
    return portName(port).map((error) => invalidValue(path, port, error));
  return [];
}

function handlerErrors(
  path: string,
  holder: Value,
  handlers: readonly (typeof probeHandlers | typeof hookHandlers)[number][],
): FieldError[] {
  const present = handlers.filter((handler) => isGiven(holder, handler));
  if (present.length === 0) return [required(path, "must specify a handler type")];
  const [first, ...more] = present;
  return [
    ...(first === undefined ? [] : actionErrors(`${path}.${first}`, at(holder, first))),
    ...more.map((handler) =>
      forbidden(`${path}.${handler}`, "may not specify more than 1 handler type"),
    ),
  ];
}

function actionErrors(path: string, action: Value | undefined): FieldError[] {
  if (path.endsWith(".sleep")) return [];
  if (path.endsWith(".exec"))
    return listAt(action, "command").length > 0 ? [] : [required(`${path}.command`)];
  const errors = portErrors(`${path}.port`, at(action, "port"));
  if (!path.endsWith(".httpGet")) return errors;
  const scheme = textAt(action, "scheme");
  return [
    ...errors,
    ...(scheme === undefined || ["HTTP", "HTTPS"].includes(scheme)
      ? []
      : [unsupported(`${path}.scheme`, scheme, ["HTTP", "HTTPS"])]),
    ...listAt(action, "httpHeaders").flatMap((header) => {
      const name = textAt(header, "name");
      return name === undefined || /^[-A-Za-z0-9]+$/.test(name)
        ? []
        : [
            invalidValue(
              `${path}.httpHeaders`,
              name,
              "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')",
            ),
          ];
    }),
  ];
}

function timingErrors(path: string, probe: Value): FieldError[] {
  return timings.flatMap((timing) => {
    const value = numberAt(probe, timing);
    return value !== undefined && value < 0
      ? [invalidValue(`${path}.${timing}`, value, "must be greater than or equal to 0")]
      : [];
  });
}

function probeErrors(path: string, probe: Value, onlyOneSuccess: boolean): FieldError[] {
  const successes = numberAt(probe, "successThreshold");
  return [
    ...handlerErrors(path, probe, probeHandlers),
    ...timingErrors(path, probe),
    ...(onlyOneSuccess && successes !== undefined && successes !== 1
      ? [invalidValue(`${path}.successThreshold`, successes, "must be 1")]
      : []),
  ];
}

/** A pause may last as long as the pod has to stop. */
function sleepErrors(path: string, hook: Value, graceSeconds: number): FieldError[] {
  const seconds = numberAt(hook, "sleep", "seconds");
  if (seconds === undefined || (seconds >= 0 && seconds <= graceSeconds)) return [];
  const detail = `must be non-negative and less than terminationGracePeriodSeconds (${graceSeconds})`;
  return [invalidValue(path, seconds, detail)];
}

/** Everything that is wrong with a container's probes and hooks. */
export function probesErrors(
  path: string,
  container: Properties,
  graceSeconds: number,
): FieldError[] {
  const probes = (["livenessProbe", "readinessProbe", "startupProbe"] as const).flatMap((field) => {
    const probe = at(container, field);
    return probe === undefined
      ? []
      : probeErrors(`${path}.${field}`, probe, field !== "readinessProbe");
  });
  const hooks = (["postStart", "preStop"] as const).flatMap((field) => {
    const hook = at(container, "lifecycle", field);
    const here = `${path}.lifecycle.${field}`;
    return hook === undefined
      ? []
      : [...handlerErrors(here, hook, hookHandlers), ...sleepErrors(here, hook, graceSeconds)];
  });
  return [...hooks, ...probes];
}
