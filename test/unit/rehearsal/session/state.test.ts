import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { nameIn, parseExport, pendingIn } from "../../../../rehearsal/session/state";

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

it("counts what is pending in the backend's own file", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "state-"));
  const file = path.join(folder, "dev.json");
  const count = (checkpoint: object): number => {
    fs.writeFileSync(file, JSON.stringify({ version: 3, checkpoint }));
    return pendingIn(file);
  };
  try {
    expect(pendingIn(file)).toBe(0);
    expect(count({ latest: null })).toBe(0);
    expect(count({ latest: { resources: [] } })).toBe(0);
    expect(count({ latest: { pending_operations: pending } })).toBe(1);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

it("knows the logical name in a URN", () => {
  expect(nameIn(urn)).toBe("net");
});
