// npm start: the whole system on the rehearsal cloud, from a fresh clone.
import { command } from "./entry.mjs";

await command("rehearse", ["rehearsal", "up", ...process.argv.slice(2)]);
