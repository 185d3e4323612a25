// Jest runs what needs no engine: plans, checks, components under mocks, models, policies.
/** @type {import("jest").Config} */
module.exports = {
  maxWorkers: "100%",
  // Workers keep what earlier files loaded; two gigabytes later they do little but collect garbage.
  workerIdleMemoryLimit: "700MB",
  // No test depends on speed: this ends what hangs. Whole stacks under mocks take their time on a busy machine.
  testTimeout: 1_200_000,
  testMatch: ["<rootDir>/test/{unit,policy}/**/*.test.ts"],
  // Pulumi keeps state on globalThis, which Jest 30 would otherwise empty between files.
  testEnvironmentOptions: { globalsCleanup: "off" },
  transform: {
    "\\.(ts|mjs)$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  moduleNameMapper: {
    "/typescript-shim$|^@npmcli/arborist$": "<rootDir>/test/support/not-loaded.js",
  },
  setupFiles: ["<rootDir>/test/support/jest-setup.ts"],
};
