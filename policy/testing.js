// The harness for the tests of other packs: `require("archipelago-policies/testing")`.
require("tsx/cjs/api").register();
module.exports = require("./harness.ts");
