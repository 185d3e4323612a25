// npm run rehearse -- <stack> [preview|up|refresh|destroy] [flags of pulumi]
import { command } from "./entry.mjs";

await command("rehearse", process.argv.slice(2));
