// npm run bench [-- --only production,growth,checks,import] [--runs N]
import { command } from "./entry.mjs";

await command("bench", process.argv.slice(2), "bench");
