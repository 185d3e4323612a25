// Start here: loads one group of modules after the other, given as JSON, and prints what each took and, where that is
// asked for, what packages of Pulumi's files of ours have asked for.
const Module = require("node:module");
const { performance } = require("node:perf_hooks");

const { groups, from } = JSON.parse(process.argv[2]);

const asked = new Set();
if (from !== undefined) {
  const load = Module._load;
  Module._load = function (request, parent, isMain) {
    if (parent?.filename.startsWith(from) && request.startsWith("@pulumi/")) asked.add(request);
    return load.call(this, request, parent, isMain);
  };
}

/** What is still in memory after garbage is collected. */
function used() {
  globalThis.gc();
  return process.memoryUsage();
}

const loaded = groups.map((modules) => {
  const before = used();
  const began = performance.now();
  for (const module of modules) require(module);
  const milliseconds = performance.now() - began;
  const after = used();
  const mebibytes = (name) => (after[name] - before[name]) / 2 ** 20;
  return { milliseconds, residentMiB: mebibytes("rss"), heapMiB: mebibytes("heapUsed") };
});
process.stdout.write(JSON.stringify({ loaded, asked: [...asked] }));
