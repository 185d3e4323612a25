// npm run pulumi -- <any command of pulumi>: Pulumi with the state and the cloud of a stack's rehearsal.
import { command } from "./entry.mjs";

await command("pulumi", process.argv.slice(2));
