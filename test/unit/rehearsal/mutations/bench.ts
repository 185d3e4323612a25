// A whole stack's world to try calls on. Each is made as a provider makes it, by Check, Diff, preview and the call itself, and
// is then taken back, so that the next one finds the same world; a call that leaves anything behind is an error.
import { check } from "../../../../rehearsal/world/check";
import { diff } from "../../../../rehearsal/world/diff";
import type { Files } from "../../../../rehearsal/world/disk";
import {
  NeverReady,
  Refusal,
  type CloudObject,
  type Model,
  type Properties,
} from "../../../../rehearsal/world/model";
import { registry } from "../../../../rehearsal/world/production";
import type { CheckResult, DiffResult } from "../../../../rehearsal/world/protocol";
import { Provisioning } from "../../../../rehearsal/world/provisioning";
import type { Failure } from "../../../../rehearsal/world/registry";
import { State, type Transaction } from "../../../../rehearsal/world/state";
import type { Stored } from "../../../../rehearsal/world/store";
import { removeWithAll, viewOf } from "../../../../rehearsal/world/view";
import { indexingOf } from "../../../../rehearsal/world/world";
import {
  rehearseStack,
  type Rehearsed,
  type RehearsedStack,
} from "../../../support/rehearsed-stack";

/** An object of the world, with what was asked for to get it. */
export interface Specimen extends Rehearsed {
  readonly model: Model;
  readonly object: CloudObject;
  /** Its inputs as Check completed them. */
  readonly checked: Properties;
}

/** What a call came to. */
export type Answer =
  | { readonly by: "check"; readonly failures: readonly Failure[] }
  | { readonly by: "service"; readonly code: string; readonly message: string }
  | "served";

export class Bench {
  readonly specimens: readonly Specimen[];
  private readonly state: State;
  private readonly provisioning: Provisioning;

  constructor(files: Files, made: readonly Rehearsed[]) {
    this.state = new State("", indexingOf(registry), files);
    this.provisioning = new Provisioning(this.state, registry);
    this.specimens = made.flatMap((one) => {
      const model = registry.model(one.type);
      const stored = this.storedAs(one);
      if (!model || !stored) return [];
      const checked = checkAs(one, model, one.inputs).inputs;
      return [{ ...one, model, object: stored.object, checked }];
    });
  }

  /** What the provider makes of inputs before any call. */
  check(specimen: Specimen, inputs: Properties): CheckResult {
    return checkAs(specimen, specimen.model, inputs);
  }

  diff({ model, checked }: Specimen, inputs: Properties): DiffResult {
    return diff(model, checked, inputs);
  }

  /** A create under another URN, beside what is there. */
  createBeside(specimen: Specimen, inputs: Properties): Answer {
    return this.create({ ...specimen, urn: `${specimen.urn}-twin` }, inputs);
  }

  /** A create in the place of what is there, which is taken away before. */
  createInstead(specimen: Specimen, inputs: Properties): Answer {
    const { object, model } = specimen;
    return this.without([object], (transaction) => {
      model.afterDelete?.(object, viewOf(this.state, transaction, object));
      return this.create(specimen, inputs);
    });
  }

  update(specimen: Specimen, inputs: Properties): Answer {
    const { object, checked, model } = specimen;
    const request = { ...about(specimen), id: object.id, oldInputs: checked, inputs };
    return this.answer((preview) =>
      this.provisioning.update(preview ? model : undone(model), { ...request, preview }),
    );
  }

  /**
   * A delete after other users of the object were taken away; `took` says whether it took the last one along.
   */
  delete(
    specimen: Specimen,
    { gone, user }: { readonly gone: readonly CloudObject[]; readonly user: CloudObject },
  ): { readonly answer: Answer; readonly took: boolean } {
    const { object, checked, model } = specimen;
    const request = { ...about(specimen), id: object.id, oldInputs: checked };
    const isThere = (): boolean =>
      this.state.store.find(user.type, user.id, user.scope) !== undefined;
    let took = false;
    const watched: Model = {
      ...model,
      afterDelete: (deleted, world) => {
        model.afterDelete?.(deleted, world);
        took = !isThere();
      },
    };
    const answer = this.without(gone, () => {
      if (!isThere()) throw new Error(`${user.id} is gone before what it uses`);
      return this.answer(
        (preview) => preview || this.provisioning.delete(undone(watched), request),
      );
    });
    return { answer, took };
  }

  /** A data source's answer. */
  invoke(token: string, args: Properties): Answer {
    return this.answer((preview) => {
      if (preview) return;
      const result = this.provisioning.invoke({ package: "aws", token, args, config: {} });
      throw "answer" in result ? new Served() : new Failed(result.failures);
    });
  }

  /** Everything that mentions one of the texts, what the object brought with it left out. */
  referrers(object: CloudObject, texts: readonly string[]): readonly CloudObject[] {
    const found = texts.flatMap((text) => this.state.store.referrers(text));
    return [...new Set(found.map((stored) => stored.object))].filter(
      (one) => one.owner !== object.id && (one.id !== object.id || one.type !== object.type),
    );
  }

  private create(specimen: Specimen, inputs: Properties): Answer {
    const { model } = specimen;
    const request = { ...about(specimen), inputs };
    return this.answer((preview) =>
      this.provisioning.create(preview ? model : undone(model), { ...request, preview }),
    );
  }

  /** Makes a call, after its preview, and looks whether either left anything behind. */
  private answer(call: (preview: boolean) => unknown): Answer {
    const before = this.state.digest();
    try {
      call(true);
      this.requireUnchanged(before);
      call(false);
    } catch (cause) {
      this.requireUnchanged(before);
      return answerOf(cause);
    }
    throw new Error("the call was neither refused nor taken back");
  }

  private requireUnchanged(digest: string): void {
    if (this.state.digest() !== digest) throw new Error("the call has left something behind");
  }

  private without(gone: readonly CloudObject[], act: (transaction: Transaction) => Answer): Answer {
    const before = this.state.digest();
    const transaction = this.state.begin();
    try {
      for (const { type, id, scope } of gone) {
        const stored = this.state.store.find(type, id, scope);
        if (stored) removeWithAll(this.state, transaction, stored);
      }
      return act(transaction);
    } finally {
      transaction.rollBack();
      this.requireUnchanged(before);
    }
  }

  private storedAs({ type, urn, made }: Rehearsed): Stored | undefined {
    const { store } = this.state;
    return store.withId(made.id).find(({ object }) => object.type === type && object.urn === urn);
  }
}

/** A bench with a stack on it, and what `more` makes beside it. */
export async function benchOf(
  stack: string,
  more: (deployed: RehearsedStack) => void,
): Promise<Bench> {
  const files = memory();
  const deployed = await rehearseStack(stack, files);
  more(deployed);
  return new Bench(files, deployed.made);
}

/** Thrown when all is done that the call does, so that the world takes it back. */
class Served extends Error {}

class Failed extends Error {
  constructor(readonly failures: readonly Failure[]) {
    super("wrong arguments");
  }
}

function answerOf(cause: unknown): Answer {
  if (cause instanceof Served) return "served";
  if (cause instanceof Failed) return { by: "check", failures: cause.failures };
  if (!(cause instanceof Refusal)) throw cause;
  return { by: "service", code: cause.code, message: cause.message };
}

function about({ type, urn, config }: Pick<Rehearsed, "type" | "urn" | "config">) {
  return { package: type.split(":")[0] ?? "", type, urn, config };
}

function checkAs(one: Rehearsed, model: Model, inputs: Properties): CheckResult {
  const seed = Buffer.from(one.name).toString("hex");
  return check(registry, model, { ...about(one), inputs, seed });
}

/** The model, with every call that is served taken back; what would never become ready counts as refused. */
function undone(model: Model): Model {
  const served = (): never => {
    throw new Served();
  };
  const ready = (refuse: () => void): void => {
    try {
      refuse();
    } catch (cause) {
      throw cause instanceof NeverReady ? new Refusal(cause.code, cause.reasons.join(" ")) : cause;
    }
  };
  return {
    ...model,
    refuseCreate: (draft) => {
      ready(() => model.refuseCreate?.(draft));
    },
    refuseUpdate: (draft, before) => {
      ready(() => model.refuseUpdate?.(draft, before));
    },
    afterCreate: (...call) => {
      model.afterCreate?.(...call);
      served();
    },
    afterUpdate: (...call) => {
      model.afterUpdate?.(...call);
      served();
    },
    afterDelete: (...call) => {
      model.afterDelete?.(...call);
      served();
    },
  };
}

/** Files that are kept for as long as the test runs. */
function memory(): Files {
  const kept = new Map<string, string>();
  return {
    read: (file) => kept.get(file),
    list: () => [...kept.keys()],
    append: (file, text) => {
      kept.set(file, (kept.get(file) ?? "") + text);
    },
    replace: (file, text) => {
      kept.set(file, text);
    },
    remove: (file) => {
      kept.delete(file);
    },
  };
}
