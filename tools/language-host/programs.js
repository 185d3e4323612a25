// Runs a Pulumi program: a child Node.js process with the SDK's own runner.
const { createRequire } = require("node:module");
const path = require("node:path");
const language = require("@pulumi/pulumi/proto/language_pb");
const { end, startNode } = require("./children");

// The SDK's exit code for "the user has been told already" (@pulumi/pulumi/cmd/run/index.js).
const alreadyReported = 32;

/**
 * The path of one of the SDK's entry points, as the program itself would resolve it.
 *
 * Throws an Error that says what to install.
 *
 * @param {string} module
 * @param {string} programDirectory
 */
function locate(module, programDirectory) {
  try {
    return createRequire(path.join(programDirectory, "index.js")).resolve(module);
  } catch {
    throw new Error(
      `the Pulumi SDK is not installed for ${programDirectory}: add the npm package @pulumi/pulumi`,
    );
  }
}

/**
 * A command line's words, quotes taken off.
 *
 * @param {string} line
 */
function words(line) {
  const found = line.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  return found.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

/**
 * The `runtime.options` of a project as arguments and environment for Node.js.
 *
 * @param {Record<string, unknown>} options
 */
function nodeOptions(options) {
  const environment = {};
  if (String(options.typescript ?? true) !== "false") environment.PULUMI_NODEJS_TYPESCRIPT = "true";
  if (options.tsconfig) environment.PULUMI_NODEJS_TSCONFIG_PATH = String(options.tsconfig);
  return { args: words(String(options.nodeargs ?? "")), environment };
}

/**
 * Configuration as the SDK expects it: `name:key` becomes `name:config:key`.
 *
 * @param {readonly (readonly [string, string])[]} entries
 */
function configuration(entries) {
  const renamed = entries.map(([key, value]) => {
    const colon = key.indexOf(":");
    return [`${key.slice(0, colon)}:config:${key.slice(colon + 1)}`, value];
  });
  return JSON.stringify(Object.fromEntries(renamed));
}

/**
 * The SDK runner's arguments for a request.
 *
 * @param {import("@pulumi/pulumi/proto/language_pb").RunRequest} request
 * @param {string} engineAddress
 */
function runnerArguments(request, engineAddress) {
  const info = request.getInfo();
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info.getRootDirectory(),
    stack: request.getStack(),
    pwd: info.getProgramDirectory(),
    parallel: String(request.getParallel()),
  };
  return [
    ...Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint(),
    ...request.getArgsList(),
  ];
}

/**
 * Serves `Run`.
 *
 * @param {import("@grpc/grpc-js").ServerUnaryCall<import("@pulumi/pulumi/proto/language_pb").RunRequest, unknown>} call
 * @param {string} engineAddress
 */
async function runProgram(call, engineAddress) {
  const request = call.request;
  const info = request.getInfo();
  const options = nodeOptions(info.getOptions()?.toJavaScript() ?? {});
  const response = new language.RunResponse();
  let runner;
  try {
    runner = locate("@pulumi/pulumi/cmd/run", info.getProgramDirectory());
  } catch (error) {
    return response.setError(error.message);
  }
  const child = startNode([...options.args, runner, ...runnerArguments(request, engineAddress)], {
    env: {
      ...process.env,
      ...options.environment,
      PULUMI_CONFIG: configuration(request.getConfigMap().getEntryList()),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  call.on("cancelled", () => end(child));
  return await new Promise((resolve) => {
    child.on("error", (error) =>
      resolve(response.setError(`Node.js did not start: ${error.message}`)),
    );
    child.on("close", (code, signal) => {
      if (code === 0) resolve(response);
      else if (code === alreadyReported) resolve(response.setBail(true));
      else resolve(response.setError(`the program ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

module.exports = { configuration, locate, nodeOptions, runProgram, words };
