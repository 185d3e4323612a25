/** Stand-ins before a world of the tiny types, and what the engine asks of them. */
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { messageOf, propertiesOf } from "../../../../rehearsal/stand-ins/protobuf";
import { serveStandIns, type RunningStandIns } from "../../../../rehearsal/stand-ins/server";
import type { Properties } from "../../../../rehearsal/world/model";
import { serveWorld, type RunningServer } from "../../../../rehearsal/world/server";
import type { World } from "../../../../rehearsal/world/world";
import * as on from "../world/fixture";

export class Stand {
  private readonly clients: ResourceProviderClient[] = [];

  private constructor(
    readonly cloud: on.Caller,
    readonly world: RunningServer,
    private readonly standIns: RunningStandIns,
  ) {}

  /** `heard` is told of every request that reaches the world, as it is. */
  static async open(heard: (request: unknown) => void = () => undefined): Promise<Stand> {
    const cloud = new on.Caller();
    const world = await serveWorld(overheard(cloud.world, heard), () => undefined);
    const standIns = await serveStandIns(`http://127.0.0.1:${world.port}`);
    return new Stand(cloud, world, standIns);
  }

  /** A connection of the engine; each has a provider of its own. */
  connect(): ResourceProviderClient {
    // Clients of one process share connections by address unless they are told not to.
    const options = { "grpc.use_local_subchannel_pool": 1 };
    const address = `127.0.0.1:${this.standIns.port}`;
    const client = new ResourceProviderClient(address, credentials.createInsecure(), options);
    this.clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.close();
    this.standIns.close();
    await this.world.close();
  }
}

function overheard(world: World, heard: (request: unknown) => void): World {
  return new Proxy(world, {
    get: (target, name: keyof World) => (request: never) => {
      heard(request);
      return target[name](request);
    },
  });
}

type Answered<T> = (error: ServiceError | null, response: T) => void;
export function answer<T>(call: (callback: Answered<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}

export async function configure(client: ResourceProviderClient, args: Properties): Promise<void> {
  const request = new proto.ConfigureRequest().setArgs(messageOf(args));
  await answer<proto.ConfigureResponse>((done) => client.configure(request, done));
}

export function createRequest(type: string, name: string, inputs: Properties): proto.CreateRequest {
  return new proto.CreateRequest().setUrn(on.urnOf(type, name)).setProperties(messageOf(inputs));
}

export async function create(
  client: ResourceProviderClient,
  request: proto.CreateRequest,
): Promise<{ id: string; outputs: Properties }> {
  const made = await answer<proto.CreateResponse>((done) => client.create(request, done));
  return { id: made.getId(), outputs: propertiesOf(made.getProperties()) };
}
