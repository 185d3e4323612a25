/** The rehearsal cloud of one session: the world, and the provider stand-ins that serve it. */
import { connect } from "node:net";
import path from "node:path";
import { WorldClient } from "../world/client";
import type { Folders } from "./folders";
import { startService, type Service } from "./services";

export interface Cloud {
  readonly world: WorldClient;
  /** Of the provider stand-ins that run, or ran last. */
  readonly standInPort: number;
  /** The ids of both processes. */
  readonly pids: readonly number[];
  /** Why the stand-ins serve no more: by what they have ended, and where their log is; undefined where they do. */
  failure(): Promise<string | undefined>;
  /** Starts the stand-ins anew where they have died; the world has gone on without them. */
  revive(): Promise<void>;
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
  const logs = numbered(path.join(folders.logs, "stand-ins"));
  const standIns = await startStandIns(url, logs()).catch(async (error: unknown) => {
    await world.stop();
    throw error;
  });
  return new OpenCloud(world, standIns, url, logs);
}

const silentSeconds = 10;

/**
 * By what the stand-ins have ended; undefined where they serve. The engine sees a death tens of milliseconds before
 * this process does, so what has not been heard of yet is asked: an HTTP/2 server greets every connection.
 */
async function endUnlessServing({ end, port }: StandIns): Promise<string | undefined> {
  const connection = connect({ port, host: "127.0.0.1", timeout: silentSeconds * 1000 });
  connection.on("error", () => undefined);
  const greeting = new Promise<undefined>((resolve) => {
    for (const event of ["data", "timeout"]) {
      connection.once(event, () => {
        resolve(undefined);
      });
    }
  });
  try {
    return await Promise.race([end, greeting]);
  } finally {
    connection.destroy();
  }
}

interface StandIns extends Service {
  readonly log: string;
}

async function startStandIns(url: string, log: string): Promise<StandIns> {
  const service = await startService({
    name: "provider stand-ins",
    script: "rehearsal/stand-ins/main.ts",
    args: ["--world", url],
    log,
  });
  return { ...service, log };
}

/** A log for each that is started, so that none covers what the last one has said. */
function numbered(beginning: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return count === 1 ? `${beginning}.log` : `${beginning}-${count}.log`;
  };
}

class OpenCloud implements Cloud {
  readonly world: WorldClient;

  constructor(
    private readonly worldService: Service,
    private standIns: StandIns,
    private readonly url: string,
    private readonly logs: () => string,
  ) {
    this.world = new WorldClient(url);
  }

  get standInPort(): number {
    return this.standIns.port;
  }

  get pids(): readonly number[] {
    return [this.worldService.pid, this.standIns.pid];
  }

  async failure(): Promise<string | undefined> {
    const end = await endUnlessServing(this.standIns);
    return end === undefined
      ? undefined
      : `The provider stand-ins have ended (${end}); what they said is in ${this.standIns.log}.`;
  }

  async revive(): Promise<void> {
    if ((await endUnlessServing(this.standIns)) === undefined) return;
    this.standIns = await startStandIns(this.url, this.logs());
  }

  async close(): Promise<void> {
    this.world.close();
    await this.standIns.stop();
    await this.worldService.stop();
  }
}
