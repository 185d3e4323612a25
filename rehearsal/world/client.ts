/** How other processes ask the world: one typed method, kept-alive connections. */
import * as http from "node:http";
import { Refusal } from "./model";
import type { Reply, Verb, Verbs } from "./protocol";

export class WorldClient {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

  /** `url` is `http://127.0.0.1:PORT`. */
  constructor(private readonly url: string) {}

  /**
   * Asks the world. Throws a Refusal for what the rehearsed service refuses, and an Error where the world
   * itself fails or cannot be reached.
   */
  async ask<V extends Verb>(verb: V, request: Verbs[V]["request"]): Promise<Verbs[V]["result"]> {
    const reply = await this.post(verb, JSON.stringify(request));
    if ("refusal" in reply) {
      const { code, message, handling } = reply.refusal;
      throw new Refusal(code, message, handling);
    }
    if ("defect" in reply) throw new Error(`the rehearsal cloud failed: ${reply.defect}`);
    return reply.result as Verbs[V]["result"];
  }

  /** Ends the connections; the client is of no use afterwards. */
  close(): void {
    this.agent.destroy();
  }

  private post(verb: Verb, body: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const failed = (cause: Error): void => {
        reject(new Error(`the rehearsal cloud at ${this.url} does not answer: ${cause.message}`));
      };
      const request = http.request(
        `${this.url}/v1/${verb}`,
        {
          method: "POST",
          agent: this.agent,
          headers: {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", failed);
          response.on("end", () => {
            try {
              resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")) as Reply);
            } catch (cause) {
              failed(cause instanceof Error ? cause : new Error(String(cause)));
            }
          });
        },
      );
      request.on("error", failed);
      request.end(body);
    });
  }
}
