/** The registry of the real rehearsal cloud: every model and the whole catalogue. */
import {
  checkConfig,
  checkInputs,
  checkInvoke,
  entryOf,
  hasType,
  knownOutputs,
  outputNames,
} from "../catalogue/catalogue";
import { invokes, models } from "../models/index";
import { enforcesNetworkPolicy, findings } from "../models/kubernetes/findings";
import type { Registry } from "./registry";

export const registry: Registry = {
  types: [...models.keys()].filter(hasType),
  tokens: [...invokes.keys()],
  model: (type) => (hasType(type) ? models.get(type) : undefined),
  invoke: (token) => invokes.get(token),
  checkInputs,
  checkConfig,
  checkArguments: checkInvoke,
  takes: (type, input) => {
    const { required, optional } = entryOf(type).inputs;
    return Object.hasOwn(required ?? {}, input) || Object.hasOwn(optional ?? {}, input);
  },
  outputNames,
  knownOutputs,
  findings,
  enforcesNetworkPolicy,
};
