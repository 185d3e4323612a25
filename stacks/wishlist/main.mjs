// Starts the wish list: its table and region come from the environment, which `uses` fills.
import { wishlistServer } from "./server.mjs";
import { tableStore } from "./table.mjs";

const server = wishlistServer(
  tableStore({ table: required("WISHES_TABLE"), region: required("WISHES_REGION") }),
);
server.listen(Number(process.env.PORT ?? "8080"));
process.on("SIGTERM", () => server.close(() => process.exit(0)));

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    console.error(JSON.stringify({ level: "error", message: `${name} is not set` }));
    process.exit(1);
  }
  return value;
}
