// Stands between the engine and a policy pack. The engine tells a pack which stack it judges by a call
// (ConfigureStack); the SDK's runner wants it in its environment, before it starts. So the engine talks to
// this proxy first, and the pack starts once the stack is known
// (the same as sdk/policy_proxy.go of pulumi/pulumi v3.259.0).
const { Buffer } = require("node:buffer");
const grpc = require("@grpc/grpc-js");
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");
const analyzer = require("@pulumi/pulumi/proto/analyzer_pb");

const raw = {
  requestSerialize: (bytes) => bytes,
  requestDeserialize: (bytes) => bytes,
  responseSerialize: (bytes) => bytes,
  responseDeserialize: (bytes) => bytes,
};
const unlimited = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
};
const emptyMessage = Buffer.alloc(0);

/** What the SDK's runner wants in its environment to know the stack it judges. */
function stackEnvironment(request) {
  if (!request) return {};
  const values = {
    PULUMI_NODEJS_ORGANIZATION: request.getOrganization(),
    PULUMI_NODEJS_PROJECT: request.getProject(),
    PULUMI_NODEJS_STACK: request.getStack(),
    PULUMI_NODEJS_DRY_RUN: String(request.getDryRun()),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  parts.promise.catch(() => {});
  return parts;
}

class PolicyProxy {
  #server = new grpc.Server(unlimited);
  #stack = deferred();
  #pack = deferred();

  /**
   * Starts the proxy and announces its port as the pack's own would be.
   *
   * @param {import("node:stream").Writable} stdout
   */
  static async open(stdout) {
    const proxy = new PolicyProxy();
    proxy.stdout = stdout;
    const service = Object.fromEntries(
      Object.entries(AnalyzerService).map(([name, method]) => [name, { ...method, ...raw }]),
    );
    proxy.#server.addService(service, proxy.#handlers());
    const port = await new Promise((resolve, reject) => {
      proxy.#server.bindAsync(
        "127.0.0.1:0",
        grpc.ServerCredentials.createInsecure(),
        (error, bound) => (error ? reject(error) : resolve(bound)),
      );
    });
    stdout.write(`${port}\n`);
    return proxy;
  }

  #handlers() {
    const forwarded = Object.keys(AnalyzerService).map((name) => [name, this.#forward(name)]);
    return {
      ...Object.fromEntries(forwarded),
      handshake: (_call, callback) => callback(null, emptyMessage),
      configureStack: (call, callback) => {
        this.#stack.resolve(call.request);
        callback(null, emptyMessage);
      },
    };
  }

  #forward(name) {
    return (call, callback) => {
      // A call before ConfigureStack means that there is no stack (`pulumi policy publish`).
      this.#stack.resolve(undefined);
      const { path } = AnalyzerService[name];
      this.#pack.promise.then(
        (client) =>
          client.makeUnaryRequest(
            path,
            raw.requestSerialize,
            raw.responseDeserialize,
            call.request,
            callback,
          ),
        (error) => callback({ code: grpc.status.UNAVAILABLE, details: error.message }),
      );
    };
  }

  /** Resolves once the engine has said which stack is judged. */
  async stackEnvironment() {
    const bytes = await this.#stack.promise;
    return stackEnvironment(
      bytes && analyzer.AnalyzerStackConfigureRequest.deserializeBinary(new Uint8Array(bytes)),
    );
  }

  /**
   * Connects to the pack, whose first line of output is its port; what follows is passed on.
   *
   * @param {import("node:stream").Readable} output
   * @param {Promise<void>} ended
   */
  attach(output, ended) {
    const gone = () => this.#pack.reject(new Error("the policy pack ended before it was ready"));
    ended.then(gone, gone);
    let head = "";
    const readPort = (bytes) => {
      head += bytes;
      const end = head.indexOf("\n");
      if (end < 0) return;
      output.off("data", readPort);
      this.#connect(head.slice(0, end).trim());
      this.stdout.write(head.slice(end + 1));
      output.pipe(this.stdout);
    };
    output.on("data", readPort);
  }

  #connect(port) {
    const client = new grpc.Client(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
      unlimited,
    );
    const { path } = AnalyzerService.configureStack;
    const configured = (error) => {
      if (error && error.code !== grpc.status.UNIMPLEMENTED) this.#pack.reject(error);
      else this.#pack.resolve(client);
    };
    this.#stack.promise.then((request) => {
      if (!request) return this.#pack.resolve(client);
      client.makeUnaryRequest(
        path,
        raw.requestSerialize,
        raw.responseDeserialize,
        request,
        configured,
      );
    });
  }

  close() {
    this.#stack.resolve(undefined);
    this.#pack.promise.then(
      (client) => client.close(),
      () => {},
    );
    this.#server.forceShutdown();
  }
}

module.exports = { PolicyProxy, stackEnvironment };
