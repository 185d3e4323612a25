import { pulumiEnvironment } from "../../../../rehearsal/session/environment";
import { foldersIn } from "../../../../rehearsal/session/folders";

const options = { stack: "dev", folders: foldersIn("/r"), passphrase: "secret words" };

describe("the environment of a rehearsal", () => {
  it("reaches nothing of the user's: no account, no cluster, no Pulumi login", () => {
    const env = pulumiEnvironment(
      {
        HOME: "/home/me",
        PATH: "/bin",
        AWS_PROFILE: "production",
        AWS_ACCESS_KEY_ID: "AKIA",
        KUBECONFIG: "/home/me/.kube/config",
        PULUMI_ACCESS_TOKEN: "pul-1",
        PULUMI_BACKEND_URL: "s3://mine",
        PULUMI_CONFIG_PASSPHRASE_FILE: "/home/me/passphrase",
        PULUMI_PARALLEL: "3",
      },
      options,
    );
    expect(Object.keys(env).filter((name) => /^(AWS|KUBE)/.test(name))).toEqual([]);
    expect(env).toMatchObject({
      HOME: "/home/me",
      PATH: "/bin",
      PULUMI_BACKEND_URL: "file:///r/state?metadata=skip",
      PULUMI_HOME: "/r/pulumi-home",
      PULUMI_CONFIG_PASSPHRASE: "secret words",
      PULUMI_STACK: "dev",
      PULUMI_PARALLEL: "3",
    });
    expect(env).not.toHaveProperty("PULUMI_ACCESS_TOKEN");
    expect(env).not.toHaveProperty("PULUMI_CONFIG_PASSPHRASE_FILE");
  });

  it("attaches the stand-ins to all three packages, or finds no provider at all", () => {
    const attached = pulumiEnvironment({}, { ...options, standInPort: 7 });
    expect(attached["PULUMI_DEBUG_PROVIDERS"]).toBe("aws:7,kubernetes:7,docker:7");
    const offline = pulumiEnvironment({}, options);
    expect(offline).not.toHaveProperty("PULUMI_DEBUG_PROVIDERS");
    expect(offline["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"]).toBe("true");
    expect(offline["PULUMI_IGNORE_AMBIENT_PLUGINS"]).toBe("true");
  });

  it("lets the engine have memory for time, unless the user has decided that", () => {
    expect(pulumiEnvironment({}, options)["GOGC"]).toBe("400");
    expect(pulumiEnvironment({ GOGC: "50" }, options)["GOGC"]).toBe("50");
  });

  it("keeps checkpoints unless they are skipped on purpose", () => {
    expect(pulumiEnvironment({}, options)).not.toHaveProperty("PULUMI_SKIP_CHECKPOINTS");
    const skipping = pulumiEnvironment({}, { ...options, skipCheckpoints: true });
    expect(skipping["PULUMI_SKIP_CHECKPOINTS"]).toBe("true");
  });
});
