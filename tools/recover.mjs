// npm run recover -- <stack>: takes into a stack's state what a killed engine has made.
import { command } from "./entry.mjs";

await command("recover", process.argv.slice(2));
