/** The gRPC server of the stand-ins: one provider object for each connection of the engine. */
import { Server, ServerCredentials, type handleUnaryCall } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  ResourceProviderService,
  type IResourceProviderServer,
} from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaResponse, ProviderHandshakeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { WorldClient } from "../world/client";
import { serviceError } from "./errors";
import { Provider } from "./provider";
import { Empty } from "./protobuf";

/** Newer than any SDK, so that the engine warns of no mismatch. */
const version = "999.0.0";

export interface RunningStandIns {
  readonly port: number;
  close(): void;
}

/** Serves the packages of the world at `worldUrl` on a port that is free. */
export async function serveStandIns(worldUrl: string): Promise<RunningStandIns> {
  const world = new WorldClient(worldUrl);
  const server = new Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const served = implementation(world);
  server.addService(ResourceProviderService, { ...served.calls });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    port,
    close: () => {
      served.cancelAll();
      server.forceShutdown();
      world.close();
    },
  };
}

/** The calls that custom resources and their providers need. */
type Served = Pick<
  IResourceProviderServer,
  | "handshake"
  | "attach"
  | "cancel"
  | "getPluginInfo"
  | "getSchema"
  | "checkConfig"
  | "diffConfig"
  | "configure"
  | "check"
  | "diff"
  | "create"
  | "read"
  | "update"
  | "delete"
  | "invoke"
>;

/** The calls, and what ends all that hang. */
function implementation(world: WorldClient): { calls: Served; cancelAll: () => void } {
  const providers = new Map<string, Provider>();
  const at = (peer: string): Provider => {
    const provider = providers.get(peer) ?? new Provider(world);
    providers.set(peer, provider);
    return provider;
  };
  const calls: Served = {
    // The first call of a connection: what an earlier one of the same port was told is not for this one.
    handshake: unary((_request, peer) => {
      providers.delete(peer);
      return new ProviderHandshakeResponse()
        .setAcceptSecrets(true)
        .setAcceptResources(false)
        .setAcceptOutputs(false);
    }),
    attach: unary(() => new Empty()),
    cancel: unary((_request, peer) => at(peer).cancel()),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getSchema: unary(() => new GetSchemaResponse().setSchema("{}")),
    checkConfig: unary((request, peer) => at(peer).checkConfig(request)),
    diffConfig: unary((request, peer) => at(peer).diffConfig(request)),
    configure: unary((request, peer) => at(peer).configure(request)),
    check: unary((request, peer) => at(peer).check(request)),
    diff: unary((request, peer) => at(peer).diff(request)),
    create: unary((request, peer) => at(peer).create(request)),
    read: unary((request, peer) => at(peer).read(request)),
    update: unary((request, peer) => at(peer).update(request)),
    delete: unary((request, peer) => at(peer).delete(request)),
    invoke: unary((request, peer) => at(peer).invoke(request)),
  };
  const cancelAll = (): void => {
    for (const provider of providers.values()) provider.cancel();
  };
  return { calls, cancelAll };
}

/**
 * A handler from what it answers. Requests say nothing of the provider resource that they are for, but each has a
 * connection of its own: the peer tells them apart.
 */
function unary<Request, Response>(
  answer: (request: Request, peer: string) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request, call.getPeer()))
      .then(
        (response) => {
          callback(null, response);
        },
        (cause: unknown) => {
          callback(serviceError(cause));
        },
      );
  };
}
