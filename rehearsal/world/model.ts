/**
 * What the rehearsal cloud must know of a resource type before it serves it. A model is mostly data;
 * functions are for what a table cannot say. Nothing here does input or output: the world calls a
 * model and keeps what it answers.
 */

/** A plain JSON value, as Pulumi's provider protocol carries it. */
export type Value = null | boolean | number | string | readonly Value[] | Properties;
export interface Properties {
  readonly [name: string]: Value;
}

/** The value that Pulumi sends during a preview for what is only known after the update. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Where an object lives: in one region of the account, in the account as a whole (IAM, Route 53), in one
 * Kubernetes cluster, or on the machine that runs Pulumi (docker).
 */
export type Placement = "regional" | "global" | "cluster" | "local";

/** One thing that exists in the rehearsal cloud. */
export interface CloudObject {
  /** Pulumi's type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** The provider's id: what Pulumi's state holds and what `Read` is asked for. */
  readonly id: string;
  /** A region's name, `global`, a cluster's ARN, or `local`. */
  readonly scope: string;
  /** The inputs of the last successful create or update, defaults filled in; secret values hashed. */
  readonly inputs: Properties;
  /** All the outputs, computed ones included; secret values hashed. */
  readonly outputs: Properties;
  /** The URN that asked for it; absent on what another object brought with it. Never used as a key. */
  readonly urn?: string;
  /** The id of the object that brought this one with it (a VPC its default security group). */
  readonly owner?: string;
  /** Rises by one with every object made, and so orders them. */
  readonly order: number;
}

/** What a provider does with a refusal before it passes it on. */
export interface Handling {
  /** It asks again, as often as its configuration says. */
  readonly retry?: true;
  /** It hears nothing for so many seconds. */
  readonly afterSeconds?: number;
}

/** What AWS, Kubernetes or Docker answers when it refuses a call. The text is theirs. */
export class Refusal extends Error {
  constructor(
    /** AWS's error code (`DependencyViolation`) or Kubernetes' reason (`Forbidden`). */
    readonly code: string,
    message: string,
    readonly handling: Handling = {},
  ) {
    super(message);
  }
}

/**
 * The object is made and then never becomes ready (a Deployment whose pods are turned away): the provider answers with
 * its id, its outputs and these reasons, and Pulumi keeps it in its state as not initialised. Thrown last, by
 * `refuseCreate` or `refuseUpdate`, when nothing else speaks against the call.
 */
export class NeverReady extends Refusal {
  constructor(
    code: string,
    message: string,
    /** What the provider lists below the message, one sentence each. */
    readonly reasons: readonly string[],
  ) {
    super(code, message);
  }
}

/**
 * What the provider refuses by itself, without a request: no service is named around it, and the code is ours. The text is the
 * provider's.
 */
export class Unasked extends Refusal {}

/**
 * What AWS does and the rehearsal does not, since a program that asks for it has a defect that AWS keeps to itself. It does
 * not pose as AWS: the sentence says who refuses, and what AWS would do.
 */
export class StricterThanAws extends Refusal {
  constructor(
    /** What is refused: `a second metric alarm "errors"`. */
    what: string,
    /** What happens there instead, as a clause. */
    onAws: string,
  ) {
    super("StricterThanAws", `The rehearsal refuses ${what}. On AWS ${onAws}.`);
  }
}

/** Who calls: resolved from the provider's configuration for the call at hand. */
export interface Caller {
  /** Twelve digits. */
  readonly account: string;
  /** The IAM principal, as `sts:GetCallerIdentity` and access entries know it. */
  readonly principalArn: string;
  /** The provider's own region, used where a resource says none. */
  readonly region: string;
}

/** What a model may look at, and the few things it may add, while it serves a call. */
export interface WorldView {
  /** Objects of a type; in one scope if it is given. Costs as much as there are: not for a call that comes once for each. */
  all(type: string, scope?: string): readonly CloudObject[];
  /** Objects of a type that have one of its `keys`; in one scope if it is given. */
  keyed(type: string, key: string, scope?: string): readonly CloudObject[];
  /** The object of that type and id, in one scope if it is given. */
  find(type: string, id: string, scope?: string): CloudObject | undefined;
  /**
   * Objects, of one type if it is given, whose inputs or outputs mention this id or ARN as a whole value or inside a
   * list, map or JSON text.
   */
  referrers(idOrArn: string, type?: string): readonly CloudObject[];
  /** Adds an object that comes with another one (no URN of its own); it goes when its owner goes. */
  bring(object: {
    type: string;
    id: string;
    scope: string;
    owner: string;
    /** Where the owner is not the object of the call at hand. */
    ownerType?: string;
    outputs: Properties;
  }): void;
  /** Replaces the outputs of an object that the call at hand changes on the side (a zone's VPC list). */
  amend(object: CloudObject, outputs: Properties): void;
  /**
   * Takes away an object that AWS deletes along with the call at hand (a cluster its add-ons), and what it
   * brought with it. Pulumi's state may still name it: a later Read finds it gone, a later Delete succeeds.
   */
  remove(object: CloudObject): void;
}

/** A create or update while it is being served. */
export interface Draft {
  readonly urn: string;
  readonly type: string;
  readonly scope: string;
  readonly inputs: Properties;
  readonly caller: Caller;
  readonly world: WorldView;
  /**
   * Hexadecimal digits that differ between any two drafts and are the same for the same history: from the
   * URN and how many objects that URN has made before. `salt` tells several ids of one object apart.
   */
  hex(digits: number, salt?: string): string;
}

/** How the physical name of a type is formed and what AWS says of a bad one. */
export interface NameRule {
  /** The input that carries it, as a path: `name`, `clusterName`, `metadata.name`, ... */
  readonly property: string;
  /** Longest name AWS takes, in characters. */
  readonly maxLength: number;
  readonly pattern: RegExp;
  /** How Pulumi names it when the input is absent: logical name, `-` and seven hex digits; absent = never auto-named. */
  readonly autoName?: "dash" | "none";
  /** Within what the name must be unique; the refusal of a second one, from the other that has it and the new one. */
  readonly unique: "scope" | "account" | "none";
  readonly taken?: (name: string, other: CloudObject, draft: Draft) => Refusal;
  /** What the provider or the API says of a name that is too long or ill-formed; a sentence of the world's own if absent. */
  readonly malformed?: (name: string) => Refusal;
}

/** An input that must name something which exists. Unknown values are passed over. */
export interface Reference {
  /** A property path; `[]` goes into each element: `vpcConfig.subnetIds[]`. */
  readonly path: string;
  /** The types it may name; the first to match counts. */
  readonly to: readonly string[];
  /** The output of the target that the value must equal; the id if absent. */
  readonly by?: string;
  /** Where the target must be: in the same scope, or anywhere in the account. */
  readonly where: "same" | "anywhere";
  /** What AWS answers when it is not there. */
  readonly missing: (value: string) => Refusal;
  /** True where a value that is no id at all is legal (a principal that is a service, an ARN of AWS's own). */
  readonly optional?: (value: string) => boolean;
}

/** Typical durations on AWS, in seconds, with where they were read. */
export interface Durations {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
  readonly source: string;
}

export interface Model {
  readonly type: string;
  readonly placement: Placement;
  /** Where each fact below was read: documentation page, API reference or provider source, with the date read. */
  readonly sources: readonly string[];
  readonly name?: NameRule;
  /**
   * What objects of the type are looked up by besides their ids, so that no look-up goes through all of them: what two of
   * them may not share, what holds several of them.
   */
  readonly keys?: (object: CloudObject) => readonly string[];
  /** Inputs whose change forces replacement; the same path form as Reference.path without `[]`. */
  readonly replaceOn: readonly string[];
  /**
   * Lists that the provider keeps as sets (`TypeSet` in its schema), so that their order is no difference; the same path
   * form as `replaceOn`: `vpcConfig.subnetIds`.
   */
  readonly unordered?: readonly string[];
  /**
   * Further paths that force replacement only in some changes (a Network Load Balancer's first security group); from
   * the inputs before and after. Empty where the change is made in place.
   */
  readonly replaceWhen?: (before: Properties, after: Properties) => readonly string[];
  /**
   * True where two of it cannot stand side by side, so that a replacement deletes first by itself; a function where
   * that depends on what changes (a Kubernetes object that keeps its name); false where the provider never does so.
   * Absent: what the provider could name by itself deletes first if the user wrote its name.
   */
  readonly deleteBeforeReplace?: boolean | ((before: Properties, after: Properties) => boolean);
  readonly references?: readonly Reference[];
  /** Defaults that the provider fills into absent inputs (top-level names). */
  readonly defaults?: Properties;
  /** Outputs that the real provider marks as secret whatever came in. */
  readonly secretOutputs?: readonly string[];
  /** Plain-data rules beyond the catalogue that the provider itself checks, before any call: [property path, reason]. */
  readonly check?: (inputs: Properties) => readonly (readonly [path: string, reason: string])[];
  /** The new object's id. */
  readonly id: (draft: Draft) => string;
  /** What an import calls the object, where that is not its id: `subnet/route table`. */
  readonly importedAs?: (object: CloudObject) => string;
  /** Outputs beyond the inputs. Every output of the catalogue that is absent here is null, as the provider leaves it. */
  readonly computed: (draft: Draft, id: string) => Properties;
  /**
   * Throws what a preview is told already, from the object alone: the Kubernetes provider asks the API server for a
   * dry run of a create or update whose cluster it reaches. Absent: a preview refuses nothing beyond Check.
   */
  readonly refusePreview?: (draft: Draft) => void;
  /** Throws a Refusal for what references, names and uniqueness do not cover. */
  readonly refuseCreate?: (draft: Draft) => void;
  readonly refuseUpdate?: (draft: Draft, before: CloudObject) => void;
  /** Throws a Refusal while something still uses the object. */
  readonly refuseDelete?: (object: CloudObject, world: WorldView, caller: Caller) => void;
  /** What comes with the object: default security groups, a zone's NS and SOA records. */
  readonly afterCreate?: (draft: Draft, id: string, outputs: Properties) => void;
  /** What comes with the object's change. */
  readonly afterUpdate?: (draft: Draft, before: CloudObject) => void;
  /** What goes or stays when the object and what it brought with it are gone already. */
  readonly afterDelete?: (object: CloudObject, world: WorldView) => void;
  /** Replaces the plain look-up of Read where the real one computes (`undefined` = gone). */
  readonly seconds: Durations;
}

/** A data source: what `getX` answers. */
export interface InvokeModel {
  /** `aws:index/getCallerIdentity:getCallerIdentity`. */
  readonly token: string;
  readonly sources: readonly string[];
  readonly answer: (args: Properties, caller: Caller, world: WorldView) => Properties;
}

/** An object that its service accepts and that yet does nothing, or not what it is for. */
export interface Finding {
  /** Where it is: a region, `global`, or a cluster's ARN. */
  readonly scope: string;
  readonly type: string;
  readonly id: string;
  /** What the controller responsible for it says. */
  readonly problem: string;
}

/** A key of several parts. */
export function compositeKey(...parts: readonly Value[]): string {
  return JSON.stringify(parts);
}
