/** The rehearsal cloud of one session: the world, and the provider stand-ins that serve it. */
import path from "node:path";
import { WorldClient } from "../world/client";
import type { Folders } from "./folders";
import { startService } from "./services";

export interface Cloud {
  readonly world: WorldClient;
  /** Of the provider stand-ins. */
  readonly standInPort: number;
  /** The ids of both processes. */
  readonly pids: readonly number[];
  close(): Promise<void>;
}

/** Starts both processes. Throws a RehearsalError where one does not start; none is left then. */
export async function openCloud(folders: Folders): Promise<Cloud> {
  const world = await startService({
    name: "rehearsal cloud",
    script: "rehearsal/world/main.ts",
    args: ["--directory", folders.world],
    log: path.join(folders.logs, "world.log"),
  });
  const url = `http://127.0.0.1:${world.port}`;
  const standIns = await startService({
    name: "provider stand-ins",
    script: "rehearsal/stand-ins/main.ts",
    args: ["--world", url],
    log: path.join(folders.logs, "stand-ins.log"),
  }).catch(async (error: unknown) => {
    await world.stop();
    throw error;
  });
  const client = new WorldClient(url);
  return {
    world: client,
    standInPort: standIns.port,
    pids: [world.pid, standIns.pid],
    close: async () => {
      client.close();
      await standIns.stop();
      await world.stop();
    },
  };
}
