/** What people see of an error, as Pulumi's options start the program. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

import { parse } from "yaml";

const root = path.resolve(__dirname, "../../..");
const { nodeargs } = (
  parse(readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as {
    runtime: { options: { nodeargs: string } };
  }
).runtime.options;

const hint = "Set ARCHIPELAGO_STACK_TRACES=1";

/** What a program that ends like this prints, with and without traces asked for. */
function stderrOf(ending: string, wanted?: string): string {
  const program = `
    require("./stacks/stack-traces");
    function culprit() { ${ending} }
    culprit();`;
  const env = { ...process.env, ARCHIPELAGO_STACK_TRACES: wanted };
  const result = spawnSync(process.execPath, [...nodeargs.split(" "), "-e", program], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  return result.stderr;
}

const failing = 'throw new Error("it broke");';
const refusing = `
  const { RunError } = require("@pulumi/pulumi");
  throw new RunError("1 problem; nothing was registered");`;

describe("an error that nobody expected", () => {
  it("comes without a trace, and with the way to get one", () => {
    const stderr = stderrOf(failing);
    expect(stderr).toContain("it broke");
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain("at culprit");
  });

  it("comes with its whole trace when that is wanted", () => {
    const stderr = stderrOf(failing, "1");
    expect(stderr).toContain("it broke");
    expect(stderr).toContain("at culprit");
    expect(stderr).not.toContain(hint);
  });

  it("is told as it is where it is no error", () => {
    expect(stderrOf('throw "it broke";', "1")).toContain("it broke");
    expect(stderrOf('throw "it broke";', "1")).not.toContain("TypeError");
  });

  it("comes without one for any other value", () => {
    expect(stderrOf(failing, "0")).toContain(hint);
  });
});

describe("a trace through a file right below a scope", () => {
  it("can be coloured, as Pulumi does", () => {
    const stderr = stderrOf(
      `
      process.on("uncaughtException", (error) => {
        console.error(require("node:util").inspect(error, { colors: true }));
      });
      const error = new Error("it broke");
      error.stack += "\\n    at run (/home/node_modules/@pulumi/resource.ts:1:1)";
      throw error;`,
      "1",
    );
    expect(stderr).toMatch(/it broke[^]*resource\.ts:1:1/);
  });
});

describe("a refusal", () => {
  it("needs no trace, and so no hint", () => {
    const stderr = stderrOf(refusing);
    expect(stderr).toContain("1 problem; nothing was registered");
    expect(stderr).not.toContain(hint);
    expect(stderr).not.toContain("at culprit");
  });

  it("shows where it comes from when that is wanted", () => {
    expect(stderrOf(refusing, "1")).toContain("at culprit");
  });
});

describe("a rejection that nobody handled", () => {
  it("is told like any other error", () => {
    const stderr = stderrOf('Promise.reject(new Error("it broke later"));');
    expect(stderr).toContain("it broke later");
    expect(stderr).toContain(hint);
  });

  it("is left to those who listen, beside the hint or the trace", () => {
    const listening = `
      process.on("unhandledRejection", (error) => { console.error("heard: " + error.message); });`;
    const failed = stderrOf(`${listening} Promise.reject(new Error("it broke later"));`);
    expect(failed).toContain("heard: it broke later");
    expect(failed).toContain(hint);
    const refused = `${listening} (async () => { ${refusing} })();`;
    expect(stderrOf(refused)).not.toMatch(/^\s+at /m);
    expect(stderrOf(refused, "1")).toMatch(/^\s+at /m);
  });
});
