/** What the engine reports while it runs. */
import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { EventsService, type IEventsServer } from "@pulumi/pulumi/proto/events_grpc_pb";
import { Empty } from "../stand-ins/protobuf";
import { commandIn } from "./pulumi-arguments";

/** The commands that report. */
const reporting = new Set(["up", "update", "preview", "refresh", "destroy", "import"]);

/** One run's reports, from its start to its end. */
export interface EventLog {
  /** The command's arguments, with where it reports to. */
  readonly args: readonly string[];
  /** What has been reported by now; nothing where the command does not report. */
  readonly events: readonly EngineEvent[];
  close(): void;
}

/**
 * Listens to what a command reports, and writes it into the file, a line for each event, as it comes.
 *
 * The engine could write the file itself. But it reports the SDK's debug messages too, and those hold the
 * secrets of the program's resources in plain text: they are heard here and go no further.
 */
export async function openEventLog(args: readonly string[], file: string): Promise<EventLog> {
  rmSync(file, { force: true });
  if (!reporting.has(commandIn(args) ?? "")) return { args, events: [], close: () => undefined };
  const events: EngineEvent[] = [];
  const server = serverFor((text) => {
    const event = JSON.parse(text) as EngineEvent;
    if (isDebug(event)) return;
    events.push(event);
    appendFileSync(file, `${JSON.stringify(event)}\n`);
  });
  const port = await listening(server);
  return {
    args: [...args, "--event-log", `tcp://127.0.0.1:${port}`],
    events,
    close: () => {
      server.forceShutdown();
    },
  };
}

/** The SDK's declarations leave this severity out. */
function isDebug({ diagnosticEvent }: EngineEvent): boolean {
  const severity: string | undefined = diagnosticEvent?.severity;
  return severity === "debug";
}

function serverFor(hear: (event: string) => void): Server {
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  const streamEvents: IEventsServer["streamEvents"] = (call, callback) => {
    call.on("data", (request: { getEvent(): string }) => {
      hear(request.getEvent());
    });
    call.on("end", () => {
      callback(null, new Empty());
    });
    // A killed engine ends its reports in the middle; what it had said by then stands.
    call.on("error", () => undefined);
  };
  server.addService(EventsService, { streamEvents });
  return server;
}

async function listening(server: Server): Promise<number> {
  return await new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

/** The events in a file as far as they are written; none where there is no file. */
export function readEvents(file: string): readonly EngineEvent[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").flatMap(parseEvent);
}

function parseEvent(line: string): readonly EngineEvent[] {
  try {
    return line === "" ? [] : [JSON.parse(line) as EngineEvent];
  } catch {
    return [];
  }
}
