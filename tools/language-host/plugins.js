// Runs plugins written for Node.js from source: policy packs and providers.
const { PassThrough } = require("node:stream");
const grpc = require("@grpc/grpc-js");
const language = require("@pulumi/pulumi/proto/language_pb");
const { end, startNode } = require("./children");
const { PolicyProxy } = require("./policy-proxy");
const { locate, nodeOptions } = require("./programs");

const entryPoints = {
  analyzer: "@pulumi/pulumi/cmd/run-policy-pack",
  resource: "@pulumi/pulumi/cmd/run-plugin",
};

/** @param {readonly string[]} lines */
function environmentOf(lines) {
  return Object.fromEntries(
    lines.map((line) => [line.split("=", 1)[0], line.replace(/^[^=]*=/, "")]),
  );
}

/**
 * How the plugin is started. As in Pulumi's own host, `nodeargs` follow the runner, so that Node.js does
 * not see them: a pack that needs TypeScript loads its own loader.
 *
 * @param {import("@pulumi/pulumi/proto/language_pb").RunPluginRequest} request
 */
function launch(request) {
  const directory = request.getInfo().getProgramDirectory();
  const analyzer = request.getKind() === "analyzer";
  const options = nodeOptions(request.getInfo().getOptions()?.toJavaScript() ?? {});
  const runner = locate(analyzer ? entryPoints.analyzer : entryPoints.resource, directory);
  const own = request.getArgsList();
  return {
    args: [runner, ...options.args, ...(analyzer ? [...own, directory] : [directory, ...own])],
    // A policy pack reads its package.json from the working directory.
    cwd: analyzer ? directory : request.getPwd(),
    env: { ...environmentOf(request.getEnvList()), ...options.environment },
  };
}

/**
 * Serves `RunPlugin`: a stream of the plugin's output that ends with the plugin.
 *
 * @param {import("@grpc/grpc-js").ServerWritableStream<import("@pulumi/pulumi/proto/language_pb").RunPluginRequest, unknown>} call
 */
async function runPlugin(call) {
  const stdout = new PassThrough();
  stdout.on("data", (bytes) => call.write(new language.RunPluginResponse().setStdout(bytes)));
  try {
    const { args, cwd, env } = launch(call.request);
    const proxy =
      call.request.getKind() === "analyzer" ? await PolicyProxy.open(stdout) : undefined;
    call.on("cancelled", () => proxy?.close());
    const stackEnvironment = await proxy?.stackEnvironment();
    if (call.cancelled) return;
    const child = startNode(args, {
      cwd,
      env: { ...env, ...stackEnvironment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    call.on("cancelled", () => end(child));
    child.stderr.on("data", (bytes) =>
      call.write(new language.RunPluginResponse().setStderr(bytes)),
    );
    const ended = new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => {
        if (code === 0 || call.cancelled) resolve();
        else reject(new Error(`the plugin ended with ${signal ?? `exit code ${code}`}`));
      });
    });
    if (proxy) proxy.attach(child.stdout, ended);
    else child.stdout.pipe(stdout);
    await ended.finally(() => proxy?.close());
    call.end();
  } catch (error) {
    call.emit("error", { code: grpc.status.UNKNOWN, details: error.message });
  }
}

module.exports = { environmentOf, runPlugin };
