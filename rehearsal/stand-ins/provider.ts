/**
 * The provider protocol, served for every package at once: each call is translated for the world and its answer
 * translated back. What the world refuses becomes the call's error, in the real provider's words.
 */
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { WorldClient } from "../world/client";
import type { Properties } from "../world/model";
import type { CheckResult, DiffKind, Made, Verbs } from "../world/protocol";
import { same } from "../world/paths";
import { attempt, attemptsOf } from "./attempts";
import { configForWorld, diffConfig } from "./configs";
import { restored, secret, secretNames, sent, type Known } from "./envelopes";
import { initFailed } from "./errors";
import { Empty, messageOf, propertiesOf } from "./protobuf";

type ServiceVerb = "create" | "read" | "update" | "delete" | "invoke";

/** One connection of the engine: each provider resource has its own. */
export class Provider {
  private config: Properties = {};
  private readonly cancelling = new AbortController();

  constructor(private readonly world: WorldClient) {}

  /** The engine waits for nothing any more. */
  cancel(): InstanceType<typeof Empty> {
    this.cancelling.abort();
    return new Empty();
  }

  async checkConfig(request: messages.CheckRequest): Promise<messages.CheckResponse> {
    const news = propertiesOf(request.getNews());
    const config = sent(news, new Map());
    const unseen = secretNames(news);
    const packageName = packageOf(typeOf(request));
    const { failures } = await this.world.ask("checkConfig", {
      package: packageName,
      config,
      unseen,
    });
    return checked({ inputs: news, failures });
  }

  diffConfig(request: messages.DiffRequest): messages.DiffResponse {
    const olds = propertiesOf(request.getOldInputs() ?? request.getOlds());
    const news = propertiesOf(request.getNews());
    const { diffs, replaces } = diffConfig(packageOf(typeOf(request)), olds, news);
    const response = new messages.DiffResponse()
      .setDiffsList([...diffs])
      .setReplacesList([...replaces]);
    return response.setChanges(diffs.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE);
  }

  configure(request: messages.ConfigureRequest): messages.ConfigureResponse {
    const args = propertiesOf(request.getArgs());
    this.config = configForWorld(args);
    return new messages.ConfigureResponse()
      .setAcceptsecrets(true)
      .setSupportspreview(true)
      .setAcceptresources(false)
      .setAcceptoutputs(false);
  }

  async check(request: messages.CheckRequest): Promise<messages.CheckResponse> {
    const known: Known = new Map();
    const news = propertiesOf(request.getNews());
    const olds = propertiesOf(request.getOlds());
    const result = await this.world.ask("check", {
      ...this.about(request),
      inputs: sent(news, known),
      oldInputs: sent(olds, known),
      seed: Buffer.from(request.getRandomseed_asU8()).toString("hex"),
    });
    return checked({ ...result, inputs: restored(result.inputs, known, news, olds) });
  }

  async diff(request: messages.DiffRequest): Promise<messages.DiffResponse> {
    const result = await this.world.ask("diff", {
      ...this.about(request),
      id: request.getId(),
      oldInputs: sent(propertiesOf(request.getOldInputs()), new Map()),
      inputs: sent(propertiesOf(request.getNews()), new Map()),
    });
    const paths = Object.keys(result.changes);
    const response = new messages.DiffResponse()
      .setChanges(paths.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE)
      .setReplacesList([...result.replaces])
      .setDeletebeforereplace(result.deleteBeforeReplace)
      .setDiffsList([...new Set(paths.map((path) => path.replace(/[.[].*$/, "")))])
      .setHasdetaileddiff(true);
    const detailed = response.getDetaileddiffMap();
    for (const [path, kind] of Object.entries(result.changes)) {
      const difference = new messages.PropertyDiff().setKind(kindOf(kind)).setInputdiff(true);
      detailed.set(path, difference);
    }
    return response;
  }

  async create(request: messages.CreateRequest): Promise<messages.CreateResponse> {
    const known: Known = new Map();
    const inputs = propertiesOf(request.getProperties());
    const preview = request.getPreview();
    const made = await this.ask("create", {
      ...this.about(request),
      inputs: sent(inputs, known),
      preview,
    });
    const outputs = outputsOf(made, known, inputs);
    refuseUnready(made, inputs, outputs);
    return new messages.CreateResponse().setId(made.id).setProperties(messageOf(outputs));
  }

  async read(request: messages.ReadRequest): Promise<messages.ReadResponse> {
    const known: Known = new Map();
    const inputs = propertiesOf(request.getInputs());
    const olds = propertiesOf(request.getProperties());
    const [sentInputs, sentOlds] = [sent(inputs, known), sent(olds, known)];
    const found = await this.ask("read", {
      ...this.about(request),
      id: request.getId(),
      inputs: sentInputs,
      outputs: sentOlds,
    });
    if (!found) return new messages.ReadResponse();
    const { __defaults: note = [], ...before } = sentInputs;
    const now = { ...restored(found.inputs, known, inputs), __defaults: note };
    const unchanged = request.hasInputs() && same(found.inputs, before);
    const outputs = same(found.outputs, sentOlds) ? olds : outputsOf(found, known, olds, inputs);
    refuseUnready(found, unchanged ? inputs : now, outputs);
    return new messages.ReadResponse()
      .setId(found.id)
      .setInputs(messageOf(unchanged ? inputs : now))
      .setProperties(messageOf(outputs));
  }

  async update(request: messages.UpdateRequest): Promise<messages.UpdateResponse> {
    const known: Known = new Map();
    const news = propertiesOf(request.getNews());
    const oldInputs = propertiesOf(request.getOldInputs());
    const olds = propertiesOf(request.getOlds());
    sent(olds, known);
    const made = await this.ask("update", {
      ...this.about(request),
      id: request.getId(),
      inputs: sent(news, known),
      oldInputs: sent(oldInputs, known),
      preview: request.getPreview(),
    });
    const outputs = outputsOf(made, known, news, olds);
    refuseUnready(made, news, outputs);
    return new messages.UpdateResponse().setProperties(messageOf(outputs));
  }

  async delete(request: messages.DeleteRequest): Promise<InstanceType<typeof Empty>> {
    const outputs = sent(propertiesOf(request.getProperties()), new Map());
    const inputs = sent(propertiesOf(request.getOldInputs()), new Map());
    await this.ask("delete", {
      ...this.about(request),
      id: request.getId(),
      oldInputs: { ...outputs, ...inputs },
    });
    return new Empty();
  }

  async invoke(request: messages.InvokeRequest): Promise<messages.InvokeResponse> {
    const known: Known = new Map();
    const args = propertiesOf(request.getArgs());
    const token = request.getTok();
    const result = await this.ask("invoke", {
      package: packageOf(token),
      config: this.config,
      token,
      args: sent(args, known),
    });
    const response = new messages.InvokeResponse();
    if ("failures" in result) {
      return response.setFailuresList(result.failures.map(checkFailure));
    }
    return response.setReturn(messageOf(restored(result.answer, known)));
  }

  /** A call that the real provider makes of its service. */
  private ask<V extends ServiceVerb>(
    verb: V,
    request: Verbs[V]["request"],
  ): Promise<Verbs[V]["result"]> {
    return attempt(() => this.world.ask(verb, request), {
      attempts: attemptsOf(request.package, this.config),
      cancelled: this.cancelling.signal,
    });
  }

  private about(request: { getUrn(): string; getType(): string }): {
    package: string;
    config: Properties;
    urn: string;
    type: string;
  } {
    const type = typeOf(request);
    return { package: packageOf(type), config: this.config, urn: request.getUrn(), type };
  }
}

const { DiffChanges } = messages.DiffResponse;

/** The type of a resource: the request says it, or the last part of the URN's type chain. */
function typeOf(request: { getUrn(): string; getType(): string }): string {
  const chain = request.getUrn().split("::")[2] ?? "";
  return request.getType() || (chain.split("$").pop() ?? "");
}

/** `pulumi:providers:aws` and `aws:ec2/vpc:Vpc` both belong to `aws`. */
function packageOf(type: string): string {
  const provider = /^pulumi:providers:(.+)$/.exec(type);
  return provider?.[1] ?? type.split(":")[0] ?? "";
}

function checked({ inputs, failures }: CheckResult): messages.CheckResponse {
  return new messages.CheckResponse()
    .setInputs(messageOf(inputs))
    .setFailuresList(failures.map(checkFailure));
}

function checkFailure(failure: { path: string; reason: string }): messages.CheckFailure {
  return new messages.CheckFailure().setProperty(failure.path).setReason(failure.reason);
}

function kindOf(kind: DiffKind): messages.PropertyDiff.Kind {
  return messages.PropertyDiff.Kind[kind];
}

function outputsOf(
  made: Made,
  known: ReadonlyMap<string, string>,
  ...like: readonly Properties[]
): Properties {
  const outputs = { ...restored(made.outputs, known, ...like) };
  const plain = new Set(secretNames(outputs));
  for (const name of made.secrets) {
    const value = outputs[name];
    if (value !== undefined && value !== null && !plain.has(name)) outputs[name] = secret(value);
  }
  return outputs;
}

function refuseUnready(made: Made, inputs: Properties, outputs: Properties): void {
  if (made.notReady) throw initFailed({ id: made.id, ...made.notReady, inputs, outputs });
}
