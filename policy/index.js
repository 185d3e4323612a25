// The engine loads a pack as plain JavaScript: from here on TypeScript is stripped, not checked.
require("tsx/cjs/api").register();
require("./index.ts");
