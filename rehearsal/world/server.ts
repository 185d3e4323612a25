/** The world's HTTP interface: `POST /v1/<verb>` with a JSON body, on the loopback address only. */
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { Refusal } from "./model";
import type { Reply, Verb, Verbs } from "./protocol";
import type { World } from "./world";

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

type Handlers = { readonly [V in Verb]: (request: Verbs[V]["request"]) => Verbs[V]["result"] };

/** Serves a world on a port that is free. `onShutdown` is called after a `shutdown` was answered. */
export async function serveWorld(world: World, onShutdown: () => void): Promise<RunningServer> {
  const handlers = handlersOf(world);
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const verb = verbOf(request);
      const reply = answer(handlers, verb, Buffer.concat(chunks).toString("utf8"));
      const body = JSON.stringify(reply);
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      });
      response.end(body);
      if (verb === "shutdown") response.on("finish", onShutdown);
    });
  });
  // A provider's call may follow the last one after minutes of a program's own work.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function handlersOf(world: World): Handlers {
  return {
    checkConfig: (request) => world.checkConfig(request),
    check: (request) => world.check(request),
    diff: (request) => world.diff(request),
    create: (request) => world.create(request),
    read: (request) => world.read(request),
    update: (request) => world.update(request),
    delete: (request) => world.delete(request),
    invoke: (request) => world.invoke(request),
    inspect: (request) => world.inspect(request),
    resolve: (request) => world.resolve(request),
    effects: (request) => world.effects(request),
    fault: (request) => world.fault(request),
    region: (request) => world.region(request),
    journal: (request) => world.journal(request),
    shutdown: () => world.shutdown(),
  };
}

function verbOf(request: http.IncomingMessage): string | undefined {
  const found = /^\/v1\/([a-zA-Z]+)$/.exec(request.url ?? "");
  return request.method === "POST" ? found?.[1] : undefined;
}

function answer(handlers: Handlers, verb: string | undefined, body: string): Reply {
  if (verb === undefined || !isVerb(handlers, verb)) {
    return { defect: `the world knows no call ${verb ?? "of that form"}` };
  }
  try {
    const handle = handlers[verb] as (request: unknown) => object | null;
    return { result: handle(JSON.parse(body)) };
  } catch (cause) {
    if (cause instanceof Refusal) {
      const { code, message, handling } = cause;
      return { refusal: { code, message, handling } };
    }
    return { defect: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) };
  }
}

function isVerb(handlers: Handlers, verb: string): verb is Verb {
  return Object.hasOwn(handlers, verb);
}
