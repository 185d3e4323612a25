/** What the world must be told of resource types; production wires the models and the catalogue to it, tests their own few. */
import type { Finding, InvokeModel, Model, Properties, Value, WorldView } from "./model";

/** Something wrong with an input: where, and what. */
export interface Failure {
  readonly path: string;
  readonly reason: string;
}

export interface Registry {
  /** Every type token. */
  readonly types: readonly string[];
  /** Every token of a data source. */
  readonly tokens: readonly string[];
  model(type: string): Model | undefined;
  invoke(token: string): InvokeModel | undefined;
  /** Unknown, missing and ill-typed inputs of a type; unknown values pass. */
  checkInputs(type: string, inputs: Properties): readonly Failure[];
  /** The same for the arguments of a data source. */
  checkArguments(token: string, args: Properties): readonly Failure[];
  /** The same for the configuration of a provider, whose values other than strings are JSON text. */
  checkConfig(packageName: string, config: Properties): readonly Failure[];
  /** Whether the type takes an input of that name. */
  takes(type: string, input: string): boolean;
  /** Every output of the type, its inputs among them. */
  outputNames(type: string): readonly string[];
  /** The inputs, and inside them what the provider adds: as it stood before, or else `absent`. */
  knownOutputs(type: string, inputs: Properties, before: Properties, absent: Value): Properties;
  /** Everything that exists and does nothing. */
  findings(world: WorldView): readonly Finding[];
  /** Whether a cluster, given by its ARN, enforces its network policies. */
  enforcesNetworkPolicy(world: WorldView, clusterArn: string): boolean;
}
