/**
 * The form of the checked-in catalogue: what each resource type and invoke takes and answers, as data.
 * `aws.json`, `kubernetes.json` and `docker.json` are generated from the installed SDKs; `custom-kinds/`
 * is written by hand, for the Kubernetes kinds that no SDK declares.
 */

/** The type of one value, as it travels over Pulumi's provider protocol. */
export type ValueType =
  | "string"
  | "number"
  | "boolean"
  /** Whatever JSON can say. */
  | "any"
  /** A Pulumi asset or archive: a map that carries Pulumi's signature. */
  | "asset"
  /** A resource in place of its id or ARN: a map that carries Pulumi's signature. */
  | "resource"
  | TextType
  | WholeNumberType
  | ListType
  | MapType
  | ShapeReference
  | Enumeration
  | Alternatives;

/** A string within limits. The SDKs declare none: only custom kinds use it. */
export interface TextType {
  readonly text: {
    /** An ECMAScript regular expression. */
    readonly pattern?: string;
    /** In characters. */
    readonly minLength?: number;
    /** In characters. */
    readonly maxLength?: number;
  };
}

/** An integer within limits (both inclusive). The SDKs know only numbers: only custom kinds use it. */
export interface WholeNumberType {
  readonly whole: { readonly minimum?: number; readonly maximum?: number };
}

export interface ListType {
  readonly list: ValueType;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** An object whose keys the caller chooses: tags, labels. */
export interface MapType {
  readonly map: ValueType;
  readonly maxEntries?: number;
}

/** An object of a named shape: one of the input shapes within inputs, of the output shapes within outputs. */
export interface ShapeReference {
  readonly shape: string;
}

/**
 * Known values. `open` where the SDK's type takes any other string too: its list is a help to the reader
 * and no reason to refuse.
 */
export interface Enumeration {
  readonly values: readonly (string | number | boolean)[];
  readonly open?: true;
}

/** A value of any one of these types. */
export interface Alternatives {
  readonly oneOf: readonly ValueType[];
}

/** The properties of an object. */
export interface Shape {
  /** Absent when there is none. */
  readonly required?: Readonly<Record<string, ValueType>>;
  /** Absent when there is none. */
  readonly optional?: Readonly<Record<string, ValueType>>;
  /** Groups of which exactly one property must be present. Custom kinds only. */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** Groups whose properties are all present or all absent. Custom kinds only. */
  readonly together?: readonly (readonly string[])[];
}

/** What the catalogue knows of a resource type. */
export interface ResourceEntry {
  /** The declaration file it was read from, relative to the SDK's folder, or the custom kind's own file. */
  readonly file: string;
  readonly inputs: Shape;
  /**
   * Outputs, the inputs that come back among them. Required: always there once the resource exists, except
   * in Kubernetes, whose SDK calls every field required. The id is no output.
   */
  readonly outputs: Shape;
  /** Property paths that an update may not change. Custom kinds only: the SDKs do not say. */
  readonly immutable?: readonly string[];
}

/** What the catalogue knows of an invoke (a data source). */
export interface InvokeEntry {
  readonly file: string;
  readonly args: Shape;
  readonly results: Shape;
}

/** All that is known of one package. */
export interface PackageCatalogue {
  /** The npm package and the version that this was read from. */
  readonly sdk: { readonly name: string; readonly version: string };
  /** What the package's provider takes as its configuration. */
  readonly config: Shape;
  /** By type token, such as `aws:ec2/vpc:Vpc`. */
  readonly resources: Readonly<Record<string, ResourceEntry>>;
  /** By token, such as `aws:index/getCallerIdentity:getCallerIdentity`. */
  readonly invokes: Readonly<Record<string, InvokeEntry>>;
  /** Named shapes that inputs, configuration and arguments refer to. */
  readonly inputShapes: Readonly<Record<string, Shape>>;
  /** Named shapes that outputs and results refer to. */
  readonly outputShapes: Readonly<Record<string, Shape>>;
}

/** A Kubernetes kind that a custom resource definition adds: one file of `custom-kinds/`. */
export interface CustomKind {
  /** `kubernetes:<apiVersion>:<Kind>`. */
  readonly type: string;
  /** Where the facts were read; `read` is a year and month. */
  readonly sources: readonly {
    readonly what: string;
    readonly where: string;
    readonly read: string;
  }[];
  readonly inputs: Shape;
  readonly outputs: Shape;
  readonly immutable?: readonly string[];
  /** Named shapes that the inputs refer to; the SDK's own (`meta.v1.ObjectMeta`) are at hand too. */
  readonly inputShapes: Readonly<Record<string, Shape>>;
}
