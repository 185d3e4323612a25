// npm run corpus [-- --again]
import { command } from "./entry.mjs";

await command("corpus", process.argv.slice(2));
