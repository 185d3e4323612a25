/**
 * Programs that run inside this process. What they import is loaded once, and not by every run of the engine, which
 * is most of what a run of a small program costs.
 */
import type { EventEmitter } from "node:events";

import {
  Client,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import * as automation from "@pulumi/pulumi/automation/server";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";

import type { Session, SessionOptions } from "../../../rehearsal/session/session";
import { inSession, inTemporaryFolder } from "./rehearsals";

/** Registers resources; what it throws is the program's error. */
export type Program = () => void;

/** A session whose engine runs whatever program it was told last. */
export interface InlineSession extends Session {
  declare(program: Program): void;
}

type InlineOptions = Partial<SessionOptions> & { readonly directory: string };

// An export of the SDK that its declarations leave out.
const LanguageServer = Reflect.get(automation, "LanguageServer") as new (
  program: () => Promise<object>,
) => UntypedServiceImplementation;

// Each run's engine has ports of its own. A connection to one that a run has left goes on trying; where a port comes
// again, a pool that all share answers UNAVAILABLE for it without trying, which the SDK takes for the end of the engine:
// the program ends early and well, and all that it has not registered is deleted.
Object.assign(Reflect.get(settings, "grpcClientOptions") as object, {
  "grpc.use_local_subchannel_pool": 1,
});

const here: Pick<EventEmitter, "listeners" | "off"> = process;
/** What the SDK listens to while a program runs. */
const rejections = ["uncaughtException", "unhandledRejection"];
const notOfPrograms = new Set(rejections.flatMap((event) => here.listeners(event)));

/** Commands that run a program, or load the language's host for it. */
const served = new Set(["preview", "up", "refresh", "destroy"]);

/** Opens a rehearsal of programs in this process in a temporary folder, and takes it away whatever happens. */
export async function rehearsingInline<T>(
  options: Partial<SessionOptions>,
  work: (session: InlineSession) => Promise<T>,
): Promise<T> {
  return await inTemporaryFolder((directory) => inInlineSession({ ...options, directory }, work));
}

/**
 * Opens a rehearsal of programs in this process in a folder, new or not, and closes it whatever happens. Only the
 * name and the settings of the stack (`dev` unless another is named) are taken from the project.
 */
export async function inInlineSession<T>(
  options: InlineOptions,
  work: (session: InlineSession) => Promise<T>,
): Promise<T> {
  let program: Program = () => undefined;
  const host = await serve(() => {
    program();
  });
  try {
    return await inSession({ stack: "dev", ...options }, (session) =>
      work(
        Object.assign(Object.create(session) as InlineSession, {
          declare: (next: Program) => (program = next),
          pulumi: (args, given) =>
            served.has(args[0] ?? "")
              ? withoutStacks(() =>
                  session.pulumi([...args, `--client=127.0.0.1:${host.port}`], given),
                )
              : session.pulumi(args, given),
        } satisfies Pick<InlineSession, "declare" | "pulumi">),
      ),
    );
  } finally {
    host.close();
  }
}

/** Like the projects of users, whose stacks the SDK would capture for every property (docs/decisions/0012). */
async function withoutStacks<T>(work: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Takes away the listeners of programs that have run before. */
function stopListening(): void {
  for (const event of rejections) {
    for (const listener of here.listeners(event)) {
      if (!notOfPrograms.has(listener)) here.off(event, listener as () => void);
    }
  }
}

async function serve(program: Program): Promise<{ readonly port: number; close(): void }> {
  const server = new Server();
  // The SDK (3.248) closes the connections of a program in a process of its own, and forgets those of a program like
  // this one; of a run that fails or is killed it forgets its listeners too. Each keeps all that the run has registered.
  let connections: readonly Client[] = [];
  const disconnect = (): void => {
    for (const connection of connections) connection.close();
    connections = [];
  };
  const implementation = new LanguageServer(() => {
    const clients: readonly unknown[] = [settings.getMonitor(), settings.getEngine()];
    connections = clients.filter((client) => client instanceof Client);
    program();
    return Promise.resolve({});
  });
  const run = implementation["run"] as handleUnaryCall<unknown, unknown>;
  const runAndDisconnect: typeof run = (call, callback) => {
    disconnect();
    stopListening();
    run.call(implementation, call, (...answer) => {
      disconnect();
      callback(...answer);
    });
  };
  implementation["run"] = runAndDisconnect;
  server.addService(LanguageRuntimeService, implementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    port,
    close: () => {
      disconnect();
      server.forceShutdown();
    },
  };
}
