/** Create, read, update, delete and invoke, as the models say. */
import {
  forgetsUnreachable,
  placeOf,
  regionOf,
  scopeOf,
  serve,
  type Call,
  type Place,
} from "./calls";
import { regionFailures, withoutDefaults } from "./check";
import {
  NeverReady,
  Refusal,
  unknown,
  type CloudObject,
  type Model,
  type Properties,
  type Value,
} from "./model";
import { same } from "./paths";
import type {
  CreateRequest,
  DeleteRequest,
  InvokeRequest,
  InvokeResult,
  Made,
  ReadRequest,
  ReadResult,
  UpdateRequest,
} from "./protocol";
import type { Registry } from "./registry";
import { requireFreeName, requireReferences } from "./requirements";
import type { State, Transaction } from "./state";
import { keyOf, type Stored } from "./store";
import {
  callOf,
  kept,
  logicalName,
  notFound,
  objectOf,
  outputsOf,
  readied,
  reasonsOf,
  secretsOf,
  split,
  unlessReady,
  updatedOutputs,
  withPrefixedName,
} from "./drafts";
import { draftOf, removeWithAll, viewOf } from "./view";

/**
 * What was made or changed and then ended with an error: the provider hands the object over as not initialised, and
 * Pulumi keeps it in its state (pulumi-terraform-bridge pkg/tfbridge/provider.go, Create and Update: a state with an id
 * beside an error becomes an initialization error; read 2026-11).
 */
function endedBadly(made: Made, { message }: Refusal): Made {
  return { ...made, notReady: { message, reasons: [message] } };
}

export class Provisioning {
  constructor(
    private readonly state: State,
    private readonly registry: Registry,
  ) {}

  create(model: Model, request: CreateRequest): Made {
    const mint = { urn: request.urn, count: this.state.store.madeBy(request.urn) };
    const inputs = withPrefixedName(model, withoutDefaults(request.inputs), mint);
    const call = callOf(model, "create", request, {
      id: logicalName(request.urn),
      region: regionOf(inputs),
    });
    if (request.preview) return this.previewCreate(model, call, inputs);
    return serve(
      this.state,
      call,
      (place, transaction) => {
        const { store } = this.state;
        const drafted = { urn: request.urn, type: model.type, inputs, ...place };
        const draft = draftOf(drafted, viewOf(this.state, transaction), mint);
        requireReferences(store, model, draft);
        requireFreeName(store, model, draft);
        const notReady = unlessReady(() => model.refuseCreate?.(draft));
        const id = model.id(draft);
        const outputs = outputsOf(draft.inputs, model.computed(draft, id));
        const object = objectOf(draft, id, kept(model, outputs), store.order);
        transaction.apply({ put: { object, mint, ...reasonsOf(notReady) } });
        transaction.apply({ made: [request.urn, mint.count + 1] });
        const view = viewOf(this.state, transaction, { type: model.type, id });
        model.afterCreate?.({ ...draft, world: view }, id, outputs);
        const now = { ...this.outputsNow(object), ...secretsOf(model, outputs) };
        return { id, answer: this.made(model, id, now, notReady) };
      },
      endedBadly,
    );
  }

  read(model: Model, request: ReadRequest): ReadResult {
    const [id, suffix] =
      model.placement === "regional" ? split(request.id) : [request.id, undefined];
    const region = suffix ?? regionOf(request.inputs, request.outputs);
    const call = callOf(model, "read", request, { id, region });
    try {
      return serve(this.state, call, (place) => {
        const { store } = this.state;
        const isImport = Object.keys(request.outputs).length === 0;
        const stored =
          store.find(model.type, id, place.scope) ??
          (isImport
            ? store
                .all(model.type, place.scope)
                .find(({ object }) => model.importedAs?.(object) === id)
            : undefined);
        return { id, answer: stored ? this.readOf(model, stored) : null };
      });
    } catch (cause) {
      if (forgetsUnreachable(request.config, cause)) return null;
      throw cause;
    }
  }

  update(model: Model, request: UpdateRequest): Made {
    const given = withoutDefaults(request.inputs);
    const region = regionOf(request.oldInputs, given);
    const call = callOf(model, "update", request, { id: request.id, region });
    if (request.preview) return this.previewUpdate(model, call, given);
    return serve(
      this.state,
      call,
      (place, transaction) => {
        const stored = this.state.store.find(model.type, request.id, place.scope);
        if (!stored) throw notFound(model, request.id);
        const before = stored.object;
        const inputs = withPrefixedName(model, given, stored.mint);
        const view = viewOf(this.state, transaction, before);
        const drafted = { urn: request.urn, type: model.type, inputs, ...place };
        const draft = draftOf(drafted, view, stored.mint);
        requireReferences(this.state.store, model, draft, before.inputs);
        const notReady = unlessReady(() => model.refuseUpdate?.(draft, before));
        const answer = updatedOutputs(stored, draft, model.computed(draft, before.id));
        const object = { ...objectOf(draft, before.id, kept(model, answer), before.order) };
        transaction.apply({ put: { ...readied(stored), object, ...reasonsOf(notReady) } });
        model.afterUpdate?.(draft, before);
        return { id: before.id, answer: this.made(model, before.id, answer, notReady) };
      },
      endedBadly,
    );
  }

  delete(model: Model, request: DeleteRequest): Record<string, never> {
    const region = regionOf(request.oldInputs);
    const call = callOf(model, "delete", request, { id: request.id, region });
    try {
      return serve(this.state, call, (place, transaction) => {
        const stored = this.state.store.find(model.type, request.id, place.scope);
        if (stored) this.remove(model, stored, place, transaction);
        return { id: request.id, answer: {} };
      });
    } catch (cause) {
      if (forgetsUnreachable(request.config, cause)) return {};
      throw cause;
    }
  }

  invoke(request: InvokeRequest): InvokeResult {
    const { token, args } = request;
    const model = this.registry.invoke(token);
    if (!model) {
      throw new Refusal(
        "NoModel",
        `the rehearsal cloud has no model of the data source ${token}: add one to rehearsal/models`,
      );
    }
    const failures = [...this.registry.checkArguments(token, args), ...regionFailures(args)];
    if (failures.length > 0) return { failures };
    const call: Call = {
      operation: "invoke",
      type: token,
      urn: "",
      id: "",
      config: request.config,
      placement: "regional",
      ownRegion: regionOf(args),
      seconds: 0,
    };
    return serve(this.state, call, (place, transaction) => {
      const caller = { ...place.caller, region: place.scope };
      const answer = model.answer(args, caller, viewOf(this.state, transaction));
      return { id: "", answer: { answer } };
    });
  }

  private remove(model: Model, stored: Stored, place: Place, transaction: Transaction): void {
    const view = viewOf(this.state, transaction, stored.object);
    model.refuseDelete?.(stored.object, view, place.caller);
    removeWithAll(this.state, transaction, stored);
    model.afterDelete?.(stored.object, view);
  }

  private previewCreate(model: Model, call: Call, inputs: Properties): Made {
    this.dryRun(model, call, inputs);
    const known = this.registry.knownOutputs(model.type, inputs, {}, unknown);
    const outputs = this.declared(model, known, unknown);
    return { id: "", outputs, secrets: model.secretOutputs ?? [] };
  }

  private previewUpdate(model: Model, call: Call, inputs: Properties): Made {
    this.dryRun(model, call, inputs);
    const scope = scopeOf(this.state, call);
    const stored =
      scope === undefined ? undefined : this.state.store.find(model.type, call.id, scope);
    const before = stored ? this.outputsNow(stored.object) : {};
    const removed = Object.keys(stored?.object.inputs ?? {}).filter((name) => !(name in inputs));
    const known = this.registry.knownOutputs(model.type, inputs, before, unknown);
    const gone = Object.fromEntries(removed.map((name) => [name, null]));
    const outputs = this.declared(model, { ...before, ...known, ...gone }, stored ? null : unknown);
    return { id: call.id, outputs, secrets: model.secretOutputs ?? [] };
  }

  /** What the real service already says to a preview, where it is asked at all. */
  private dryRun(model: Model, call: Call, inputs: Properties): void {
    if (!model.refusePreview) return;
    const transaction = this.state.begin();
    try {
      const place = placeOf(this.state, call);
      const mint = { urn: call.urn, count: this.state.store.madeBy(call.urn) };
      const drafted = { urn: call.urn, type: model.type, inputs, ...place };
      model.refusePreview(draftOf(drafted, viewOf(this.state, transaction), mint));
    } catch (cause) {
      if (!(cause instanceof Refusal) || cause.code === "ClusterUnreachable") return;
      throw cause;
    } finally {
      transaction.rollBack();
    }
  }

  private readOf(model: Model, stored: Stored): ReadResult {
    const { object, notReady } = stored;
    const made = this.made(model, object.id, this.outputsNow(object), undefined);
    const inputs: Record<string, Value> = { ...object.inputs };
    for (const name of stored.amended ?? []) {
      if (name in inputs && !same(inputs[name], object.outputs[name])) {
        inputs[name] = object.outputs[name] ?? null;
      }
    }
    const message = `${object.id} is not ready`;
    return { ...made, inputs, ...(notReady ? { notReady: { message, reasons: notReady } } : {}) };
  }

  /** The object's outputs as they stand now: what came after its making may have changed them. */
  private outputsNow(object: CloudObject): Properties {
    const [type, scope, id] = keyOf(object);
    return (this.state.store.find(type, id, scope)?.object ?? object).outputs;
  }

  /** Every output that the SDK declares, and no other: an input that is none (a registry's password) does not come back. */
  private declared(model: Model, outputs: Properties, absent: Value): Properties {
    const names = this.registry.outputNames(model.type);
    return Object.fromEntries(names.map((name) => [name, outputs[name] ?? absent]));
  }

  private made(
    model: Model,
    id: string,
    outputs: Properties,
    notReady: NeverReady | undefined,
  ): Made {
    const whole = this.declared(model, outputs, null);
    const { message, reasons } = notReady ?? {};
    const failed = message !== undefined && reasons ? { notReady: { message, reasons } } : {};
    return { id, outputs: whole, secrets: model.secretOutputs ?? [], ...failed };
  }
}
