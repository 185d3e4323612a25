// Stands for what the Pulumi SDK loads to serialise functions, TypeScript's compiler and npm's dependency tree.
// Nothing here does that, and every test file would pay for loading them.
module.exports = new Proxy(
  {},
  {
    get: (_target, name) => {
      if (typeof name === "symbol" || name === "__esModule" || name === "then") return undefined;
      throw new Error(`${name} is not loaded in unit tests: see jest.config.js`);
    },
  },
);
