/** What a model sees of the world during a call, and how it changes what stands beside the object at hand. */
import { createHash } from "node:crypto";
import type { CloudObject, Draft, Properties, WorldView } from "./model";
import { same } from "./paths";
import type { State, Transaction } from "./state";
import { keyOf, type Stored } from "./store";

/** The object that the call at hand is about. */
export interface Subject {
  readonly type: string;
  readonly id: string;
}

/** A view whose changes belong to a transaction. */
export function viewOf(state: State, transaction: Transaction, subject?: Subject): WorldView {
  const { store } = state;
  return {
    all: (type, scope) => store.all(type, scope).map(objectOf),
    find: (type, id, scope) => store.find(type, id, scope)?.object,
    keyed: (type, key, scope) => store.keyed(type, key, scope).map(objectOf),
    referrers: (idOrArn, type) => store.referrers(idOrArn, type).map(objectOf),
    bring: ({ ownerType: told, ...brought }) => {
      const ownerType =
        told ??
        (subject?.id === brought.owner
          ? subject.type
          : store.withId(brought.owner).find((one) => one.object.owner === undefined)?.object.type);
      const object: CloudObject = { ...brought, inputs: {}, order: store.order };
      const mint = { urn: "", count: 0 };
      transaction.apply({ put: { object, mint, ...(ownerType ? { ownerType } : {}) } });
    },
    amend: (object, outputs) => {
      const stored = store.find(object.type, object.id, object.scope);
      if (stored) transaction.apply({ put: amended(stored, outputs) });
    },
    remove: (object) => {
      const stored = store.find(object.type, object.id, object.scope);
      if (stored) removeWithAll(state, transaction, stored);
    },
  };
}

/** Takes an object away, with what it brought and, where it is a cluster, all that was in it. */
export function removeWithAll(state: State, transaction: Transaction, stored: Stored): void {
  const { object } = stored;
  transaction.apply({ drop: keyOf(object) });
  for (const brought of state.store.ownedBy(object.id)) {
    const mine = brought.ownerType === undefined || brought.ownerType === object.type;
    if (mine && isBeside(brought.object, object)) removeWithAll(state, transaction, brought);
  }
  const arn = object.outputs["arn"];
  if (typeof arn !== "string") return;
  for (const inside of state.store.inScope(arn)) {
    transaction.apply({ drop: keyOf(inside.object) });
  }
}

/** Whether what was brought lives where its owner lives, or where only that owner can have put it. */
function isBeside(brought: CloudObject, owner: CloudObject): boolean {
  return (
    brought.scope === owner.scope ||
    owner.scope === "global" ||
    brought.scope === owner.outputs["arn"]
  );
}

/** A draft of the object at hand. */
export function draftOf(
  call: Omit<Draft, "hex" | "world">,
  world: WorldView,
  mint: Stored["mint"],
): Draft {
  const hex = (digits: number, salt = ""): string => {
    let text = "";
    for (let part = 0; text.length < digits; part++) {
      const seed = [mint.urn, mint.count, salt, part].join("\0");
      text += createHash("sha256").update(seed).digest("hex");
    }
    return text.slice(0, digits);
  };
  return { ...call, world, hex };
}

function objectOf(stored: Stored): CloudObject {
  return stored.object;
}

function amended(stored: Stored, outputs: Properties): Stored {
  const before = stored.object.outputs;
  const changed = Object.keys({ ...before, ...outputs }).filter(
    (name) => !same(before[name], outputs[name]),
  );
  const names = new Set([...(stored.amended ?? []), ...changed]);
  return { ...stored, object: { ...stored.object, outputs }, amended: [...names] };
}
