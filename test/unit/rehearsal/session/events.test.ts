// Covers state.ts too: both read what Pulumi has written.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readEvents, withEventLog } from "../../../../rehearsal/session/events";
import { nameIn, parseExport } from "../../../../rehearsal/session/state";

const file = path.join(os.tmpdir(), `events-${process.pid}.json`);
afterEach(() => {
  fs.rmSync(file, { force: true });
});

describe("events", () => {
  it("are asked for where a command has them, and not left over from another run", () => {
    fs.writeFileSync(file, "{}");
    expect(withEventLog(["up", "--yes"], file)).toEqual(["up", "--yes", "--event-log", file]);
    expect(fs.existsSync(file)).toBe(false);
    expect(withEventLog(["stack", "export"], file)).toEqual(["stack", "export"]);
    expect(withEventLog([], file)).toEqual([]);
  });

  it("are read as far as a killed engine wrote them", () => {
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
