/** The rehearsal cloud: everything that its HTTP interface can be asked, as one object. */
import { randomUUID } from "node:crypto";
import { check } from "./check";
import { diff } from "./diff";
import type { Files } from "./disk";
import type { Answer, ResolveRequest } from "./dns";
import { effects, type Effects, type EffectsRequest } from "./effects";
import { requireSound } from "./fault-problems";
import type { Fault, FaultRule, FaultSet } from "./faults";
import { inspect } from "./inspect";
import { Refusal, type Model } from "./model";
import { outageName } from "./outages";
import type {
  CheckConfigRequest,
  CheckConfigResult,
  CheckRequest,
  CheckResult,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResult,
  FaultRequest,
  FaultResult,
  InspectRequest,
  InspectResult,
  InvokeRequest,
  InvokeResult,
  JournalRequest,
  JournalResult,
  Made,
  ReadRequest,
  ReadResult,
  RegionRequest,
  UpdateRequest,
} from "./protocol";
import { Provisioning } from "./provisioning";
import type { Registry } from "./registry";
import { resolve } from "./resolve";
import { State } from "./state";
import type { Indexing } from "./store";

export interface WorldOptions {
  /** Where the world is kept; made if it is not there. */
  readonly directory: string;
  readonly registry: Registry;
  /** @default the real file system */
  readonly files?: Files;
}

/** By what the world finds objects: the names and the keys that their models tell. */
export function indexingOf(registry: Registry): Indexing {
  return {
    nameProperty: (type) => registry.model(type)?.name?.property,
    keys: (object) => registry.model(object.type)?.keys?.(object) ?? [],
  };
}

/**
 * Every method throws a Refusal for what the rehearsed service refuses, and any other Error for a defect of
 * the rehearsal itself.
 */
export class World {
  private readonly state: State;
  private readonly registry: Registry;
  private readonly provisioning: Provisioning;

  constructor({ directory, registry, files }: WorldOptions) {
    this.registry = registry;
    this.state = new State(directory, indexingOf(registry), files);
    this.provisioning = new Provisioning(this.state, registry);
  }

  /** What is wrong with a provider's configuration. */
  checkConfig({ package: name, config, unseen }: CheckConfigRequest): CheckConfigResult {
    const failures = this.registry.checkConfig(name, config);
    const topLevel = (path: string): string => path.replace(/[.[].*$/, "");
    return { failures: failures.filter(({ path }) => !unseen.includes(topLevel(path))) };
  }

  check(request: CheckRequest): CheckResult {
    return check(this.registry, this.modelOf(request.type), request);
  }

  diff(request: DiffRequest): DiffResult {
    return diff(this.modelOf(request.type), request.oldInputs, request.inputs);
  }

  create(request: CreateRequest): Made {
    return this.provisioning.create(this.modelOf(request.type), request);
  }

  /** Null where the object is gone. */
  read(request: ReadRequest): ReadResult {
    return this.provisioning.read(this.modelOf(request.type), request);
  }

  update(request: UpdateRequest): Made {
    return this.provisioning.update(this.modelOf(request.type), request);
  }

  delete(request: DeleteRequest): Record<string, never> {
    return this.provisioning.delete(this.modelOf(request.type), request);
  }

  invoke(request: InvokeRequest): InvokeResult {
    return this.provisioning.invoke(request);
  }

  inspect(request: InspectRequest): InspectResult {
    return inspect(this.state, this.registry, request);
  }

  resolve(request: ResolveRequest): Answer {
    return resolve(this.state, request);
  }

  /** What faults do; throws for faults that cannot be. Nothing is changed. */
  effects(request: EffectsRequest): Effects {
    if (request.faults) requireSound(request.faults, this.registry);
    return effects(this.state, request);
  }

  /** Adds, removes, replaces or lists faults; answers those that are there afterwards. Throws for what cannot be. */
  fault(request: FaultRequest): FaultResult {
    const wanted = wantedBy(request);
    requireSound(wanted, this.registry);
    const { rules = [], down = [] } = wanted;
    const transaction = this.state.begin();
    if ("remove" in request) transaction.apply({ unfault: request.remove });
    if ("set" in request) {
      for (const { id } of this.state.faults) transaction.apply({ unfault: id });
      for (const up of this.state.down) transaction.apply({ up });
    }
    for (const rule of rules) transaction.apply({ fault: atWork(rule) });
    for (const outage of down) transaction.apply({ down: outageName(outage) });
    transaction.commit();
    return { faults: this.state.faults };
  }

  /** Takes something down or up; answers what is down afterwards. Throws for what cannot be. */
  region({ down, ...outage }: RegionRequest): { readonly down: readonly string[] } {
    requireSound({ down: [outage] }, this.registry);
    const name = outageName(outage);
    const transaction = this.state.begin();
    transaction.apply(down ? { down: name } : { up: name });
    transaction.commit();
    return { down: [...this.state.down].sort() };
  }

  journal({ since = 0 }: JournalRequest): JournalResult {
    const calls = this.state.calls.filter((call) => call.sequence > since);
    return { calls, mark: this.state.mark };
  }

  shutdown(): Record<string, never> {
    this.state.checkpoint();
    return {};
  }

  private modelOf(type: string): Model {
    const model = this.registry.model(type);
    if (model) return model;
    throw new Refusal(
      "NoModel",
      `the rehearsal cloud has no model of the type ${type}: add it to rehearsal/catalogue/types.ts, ` +
        'run "npm run catalogue", and write its model in rehearsal/models',
    );
  }
}

function wantedBy(request: FaultRequest): FaultSet {
  if ("set" in request) return request.set;
  return "add" in request ? { rules: [request.add] } : {};
}

function atWork(rule: FaultRule): Fault {
  return { ...rule, id: randomUUID(), seen: 0, met: 0 };
}
