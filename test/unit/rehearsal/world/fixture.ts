/** A world of the tiny types in a folder of its own, and short ways to call it. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Files } from "../../../../rehearsal/world/disk";
import type { CloudObject, Properties } from "../../../../rehearsal/world/model";
import type { Made, ReadResult } from "../../../../rehearsal/world/protocol";
import { World } from "../../../../rehearsal/world/world";
import { registry } from "./tiny";

export const config: Properties = {
  region: "eu-west-1",
  allowedAccountIds: '["123456789012"]',
};
export const urnOf = (type: string, name: string): string =>
  `urn:pulumi:dev::tiny::my:Component$${type}::${name}`;

const folders: string[] = [];

/** A new empty folder, gone when the tests of the file are over. */
export function folder(): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "archipelago-world-"));
  folders.push(made);
  return made;
}

export function removeFolders(): void {
  for (const one of folders.splice(0)) fs.rmSync(one, { recursive: true, force: true });
}

/** Short forms of the calls, all by one provider. */
export class Caller {
  readonly world: World;

  constructor(
    readonly directory: string = folder(),
    files?: Files,
  ) {
    this.world = new World({ directory, registry, ...(files ? { files } : {}) });
  }

  create(type: string, name: string, inputs: Properties, as: Properties = config): Made {
    const about = { package: "aws", config: as, urn: urnOf(type, name), type };
    return this.world.create({ ...about, inputs, preview: false });
  }

  preview(type: string, name: string, inputs: Properties, as: Properties = config): Made {
    const about = { package: "aws", config: as, urn: urnOf(type, name), type };
    return this.world.create({ ...about, inputs, preview: true });
  }

  update(
    type: string,
    id: string,
    change: { from: Properties; to: Properties; preview?: boolean },
  ): Made {
    return this.world.update({
      ...{ package: "aws", config, urn: urnOf(type, "x"), type, id },
      ...{ inputs: change.to, oldInputs: change.from, preview: change.preview ?? false },
    });
  }

  read(type: string, id: string, inputs: Properties = {}, as: Properties = config): ReadResult {
    const about = { package: "aws", config: as, urn: urnOf(type, "x"), type };
    return this.world.read({ ...about, id, inputs, outputs: {} });
  }

  delete(type: string, id: string, inputs: Properties = {}, as: Properties = config): void {
    const about = { package: "aws", config: as, urn: urnOf(type, "x"), type };
    this.world.delete({ ...about, id, oldInputs: inputs });
  }

  objects(type?: string): readonly CloudObject[] {
    return this.world.inspect(type === undefined ? {} : { type }).objects;
  }

  get digest(): string {
    return this.world.inspect({}).digest;
  }
}

/** The message of what a call throws. */
export function refusalOf(call: () => unknown): string {
  try {
    call();
  } catch (cause) {
    if (cause instanceof Error) return cause.message;
  }
  throw new Error("the call was not refused");
}

export const vpc = "aws:ec2/vpc:Vpc";
export const subnet = "aws:ec2/subnet:Subnet";
export const group = "aws:ec2/securityGroup:SecurityGroup";
export const logGroup = "aws:cloudwatch/logGroup:LogGroup";
export const topic = "aws:sns/topic:Topic";
export const subscription = "aws:sns/topicSubscription:TopicSubscription";
export const role = "aws:iam/role:Role";
export const cluster = "aws:eks/cluster:Cluster";
export const accessEntry = "aws:eks/accessEntry:AccessEntry";
export const namespace = "kubernetes:core/v1:Namespace";
export const deployment = "kubernetes:apps/v1:Deployment";
export const configMap = "kubernetes:core/v1:ConfigMap";
export const networkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
