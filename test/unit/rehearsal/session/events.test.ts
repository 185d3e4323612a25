// Covers state.ts too: both read what Pulumi tells.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { credentials } from "@grpc/grpc-js";
import { EventsClient } from "@pulumi/pulumi/proto/events_grpc_pb";
import { EventRequest } from "@pulumi/pulumi/proto/events_pb";
import { openEventLog, readEvents } from "../../../../rehearsal/session/events";
import { nameIn, parseExport } from "../../../../rehearsal/session/state";

const file = path.join(os.tmpdir(), `events-${process.pid}.json`);
afterEach(() => {
  fs.rmSync(file, { force: true });
});

/** Reports as the engine does. */
async function report(address: string, events: readonly object[]): Promise<void> {
  const client = new EventsClient(address, credentials.createInsecure());
  await new Promise<void>((resolve, reject) => {
    const stream = client.streamEvents((error) => {
      if (error) reject(error);
      else resolve();
    });
    for (const event of events) stream.write(new EventRequest().setEvent(JSON.stringify(event)));
    stream.end();
  });
  client.close();
}

describe("events", () => {
  it("are asked for where a command has them, and not left over from another run", async () => {
    fs.writeFileSync(file, "{}");
    const log = await openEventLog(["up", "--yes"], file);
    log.close();
    expect(log.args.slice(0, 3)).toEqual(["up", "--yes", "--event-log"]);
    expect(fs.existsSync(file)).toBe(false);
    expect((await openEventLog(["stack", "export"], file)).args).toEqual(["stack", "export"]);
    expect((await openEventLog([], file)).args).toEqual([]);
  });

  it("are heard as they come, but for debug messages, which hold secrets", async () => {
    const log = await openEventLog(["preview"], file);
    const said = (severity: string) => ({ diagnosticEvent: { severity, message: severity } });
    const events = [{ sequence: 1 }, said("debug"), said("warning"), { sequence: 4 }];
    await report(String(log.args[2]).replace("tcp://", ""), events);
    log.close();
    const heard = events.filter((_event, index) => index !== 1);
    expect(log.events).toEqual(heard);
    expect(readEvents(file)).toEqual(heard);
  });

  it("are read as far as they are written", () => {
    expect(readEvents(file)).toEqual([]);
    fs.writeFileSync(file, '{"sequence":1}\n{"sequence":2}\n{"sequ');
    expect(readEvents(file)).toEqual([{ sequence: 1 }, { sequence: 2 }]);
  });
});

describe("an exported state", () => {
  it("may hold nothing yet", () => {
    expect(parseExport('{"version":3,"deployment":null}')).toEqual({
      resources: [],
      pendingOperations: [],
    });
  });

  it("tells resources and what a killed run had begun", () => {
    const resource = { urn: "urn:pulumi:dev::shop::a:b:C::x", type: "a:b:C", custom: true };
    const pending = { type: "creating", resource };
    const deployment = { resources: [resource], pending_operations: [pending] };
    expect(parseExport(JSON.stringify({ deployment }))).toEqual({
      resources: [resource],
      pendingOperations: [pending],
    });
  });

  it("names its resources", () => {
    expect(nameIn("urn:pulumi:dev::shop::a:b:C$d:e:F::shop-x")).toBe("shop-x");
  });
});
