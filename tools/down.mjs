// npm run down [-- stack]: takes a rehearsal down and forgets it.
import { command } from "./entry.mjs";

await command("down", process.argv.slice(2));
