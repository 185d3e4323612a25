import path from "node:path";
import {
  configuration,
  locate,
  nodeOptions,
  words,
} from "../../../../tools/language-host/programs.js";

describe("the language host's way to start a program", () => {
  it("splits nodeargs as a shell does", () => {
    expect(words(`--require tsx/cjs --title="two words" '-x y'`)).toEqual([
      "--require",
      "tsx/cjs",
      "--title=two words",
      "-x y",
    ]);
    expect(words("")).toEqual([]);
  });

  it("turns the project's options into arguments and environment", () => {
    expect(nodeOptions({ typescript: false, nodeargs: "--stack-trace-limit=0" })).toEqual({
      args: ["--stack-trace-limit=0"],
      environment: {},
    });
    expect(nodeOptions({ tsconfig: "other.json" })).toEqual({
      args: [],
      environment: {
        PULUMI_NODEJS_TYPESCRIPT: "true",
        PULUMI_NODEJS_TSCONFIG_PATH: "other.json",
      },
    });
  });

  it("hands configuration on in the form that the SDK reads", () => {
    const entries: [string, string][] = [
      ["archipelago:name", "x"],
      ["aws:region", "eu-west-1"],
    ];
    expect(JSON.parse(configuration(entries))).toEqual({
      "archipelago:config:name": "x",
      "aws:config:region": "eu-west-1",
    });
  });

  it("finds the SDK from the program, and says what to install where there is none", () => {
    expect(locate("@pulumi/pulumi/cmd/run", __dirname)).toMatch(
      /node_modules\/@pulumi\/pulumi\/cmd\/run\/index\.js$/,
    );
    expect(() => locate("@pulumi/pulumi/cmd/run", path.parse(__dirname).root)).toThrow(
      "the Pulumi SDK is not installed for /: add the npm package @pulumi/pulumi",
    );
  });
});
