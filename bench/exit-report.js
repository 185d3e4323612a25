// Loaded before a measured program (`node --require`): writes what the process has used when it ends.
const fs = require("node:fs");

const file = process.env.ARCHIPELAGO_BENCH_REPORT;
if (file !== undefined) {
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    fs.writeFileSync(
      file,
      JSON.stringify({ peakKiB: maxRSS, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }),
    );
  });
}
