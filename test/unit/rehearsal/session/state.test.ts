import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { nameIn, parseExport, recordedIn } from "../../../../rehearsal/session/state";

const urn = "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::net";
const resource = { urn, type: "aws:ec2/vpc:Vpc", custom: true };
const pending = [{ type: "creating", resource }];

it("reads an export, also of a stack that has never been deployed", () => {
  const deployment = { resources: [resource], pending_operations: pending };
  expect(parseExport(JSON.stringify({ version: 3, deployment }))).toEqual({
    resources: [resource],
    pendingOperations: pending,
  });
  expect(parseExport('{"version":3,"deployment":null}')).toEqual({
    resources: [],
    pendingOperations: [],
  });
});

it("reads the backend's own file, also one that is not there yet", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "state-"));
  const file = path.join(folder, "dev.json");
  const recorded = (latest: object | null) => {
    fs.writeFileSync(file, JSON.stringify({ version: 3, checkpoint: { latest } }));
    return recordedIn(file);
  };
  const nothing = { resources: [], pendingOperations: [] };
  try {
    expect(recordedIn(file)).toEqual(nothing);
    expect(recorded(null)).toEqual(nothing);
    expect(recorded({ resources: [resource] })).toEqual({ ...nothing, resources: [resource] });
    expect(recorded({ pending_operations: pending }).pendingOperations).toEqual(pending);
    expect(recorded({ metadata: { integrity_error: { error: "no parent" } } })).toEqual({
      ...nothing,
      integrityError: "no parent",
    });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

it("knows the logical name in a URN", () => {
  expect(nameIn(urn)).toBe("net");
});
