import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { recover } from "../../../../rehearsal/cli/recover";
import type { Entry, Exported, Operation } from "../../../../rehearsal/recovery/deployment";
import { silent } from "../../../../tools/progress.mjs";
import * as on from "../recovery/killed";

const vpcArn = "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1";
const before = process.env["PATH"];
let root: string;
let said: string;

/** Programs of ours in the place of Pulumi and of the AWS CLI; what they know is in files beside them. */
beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "recover-")));
  fs.writeFileSync(path.join(root, "Pulumi.yaml"), "name: tiny\n");
  fs.writeFileSync(path.join(root, "Pulumi.dev.yaml"), "config: {}\n");
  program("pulumi", pulumi);
  program("aws", aws);
  process.env["PATH"] = `${root}${path.delimiter}${before ?? ""}`;
  said = "";
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env["PATH"] = before;
  fs.rmSync(root, { recursive: true, force: true });
});

function program(name: string, script: string): void {
  const head = `#!${process.execPath}
    const fs = require("fs");
    const args = process.argv.slice(2);
    const beside = (file) => require("path").join(__dirname, file);
    const read = (file) => JSON.parse(fs.readFileSync(beside(file), "utf8"));
    fs.appendFileSync(beside("calls"), "${name} " + args.join(" ") + "\\n");`;
  fs.writeFileSync(path.join(root, name), `${head}\n${script}`, { mode: 0o755 });
}

const pulumi = `
  if (args[1] === "export") console.log(JSON.stringify(read("state"), undefined, 2));
  if (args[1] === "import") fs.copyFileSync(args[3], beside("state"));
  if (args[0] === "refresh") {
    const state = read("state");
    const there = read("exists");
    state.deployment.resources = state.deployment.resources
      .filter(({ urn, id }) => !args.includes(urn) || id in there)
      .map((entry) => (args.includes(entry.urn) ? { ...entry, outputs: { tags: there[entry.id] } } : entry));
    fs.writeFileSync(beside("state"), JSON.stringify(state));
    if ("fails" in there) { console.error("error: " + there.fails); process.exitCode = 255; }
  }`;
/** Takes longer to end than other programs may. */
const slowToEnd = `
  const note = (text) => fs.appendFileSync(beside("calls"), text + "\\n");
  if (args[0] === "refresh") {
    process.on("SIGTERM", () => setTimeout(() => { note("ended by itself"); process.exit(1); }, 3500));
    setInterval(() => undefined, 1000);
    note("reading");
  }`;
const aws = `
  if (args[1] === "get-caller-identity") console.log(JSON.stringify({ Account: "123456789012" }));
  else if (read("exists").deaf) { console.error("Unable to locate credentials."); process.exitCode = 253; }
  else console.log(JSON.stringify({ ResourceTagMappingList: [{ ResourceARN: "${vpcArn}" }] }));`;

function left(resources: readonly Entry[], operations: readonly Operation[], exists: object): void {
  fs.writeFileSync(path.join(root, "state"), JSON.stringify(on.state(resources, operations)));
  fs.writeFileSync(path.join(root, "exists"), JSON.stringify(exists));
}

async function run(...args: string[]): Promise<number> {
  const engine = { pulumi: path.join(root, "pulumi"), version: "3.259.0" };
  return await recover(args, { root, folder: root, engine, progress: silent });
}

const state = (): Exported =>
  JSON.parse(fs.readFileSync(path.join(root, "state"), "utf8")) as Exported;
const calls = (): string[] => {
  const file = path.join(root, "calls");
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
};
const kept = (): string[] => {
  const folder = path.join(root, ".archipelago", "recovery");
  return fs.readdirSync(folder).filter((file) => /-\d/.test(file));
};

const net = on.network("net");
const creatingNet = on.operation("creating", net);

describe("npm run recover", () => {
  it("takes in what AWS says was made, and keeps the state as it was", async () => {
    left([], [creatingNet], { "vpc-1": on.tagsOf("net") });
    const was = state();
    expect(await run("dev", "--yes")).toBe(0);
    expect(said).toMatch(/^The state as it was is kept in .*dev-2\S+Z\.json$/m);
    expect(said).toContain("creating net (aws:ec2/vpc:Vpc): adopted vpc-1\nNothing is left open.");
    expect(state().deployment?.resources).toMatchObject([
      { id: "0b6f" },
      { urn: net.urn, id: "vpc-1" },
    ]);
    const [copy = ""] = kept();
    const file = path.join(root, ".archipelago", "recovery", copy);
    expect(JSON.parse(fs.readFileSync(file, "utf8"))).toEqual(was);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    const file2 = path.join(root, ".archipelago", "recovery", "dev-recovered.json");
    const own = calls().filter((call) => call.startsWith("pulumi"));
    const read = "pulumi stack export --stack dev --non-interactive";
    const write = `pulumi stack import --file ${file2} --stack dev --non-interactive`;
    expect(own).toEqual([
      ...[read, read, write],
      `pulumi refresh --skip-preview --yes --target ${net.urn} --stack dev --non-interactive`,
      read,
    ]);
  });

  it("does nothing to a stack that nobody killed", async () => {
    left([net], [], {});
    expect(await run("dev")).toBe(0);
    expect(said).toBe("Nothing is open in dev: no recovery is needed.\n");
    expect(calls()).toHaveLength(1);
  });

  it("changes nothing where there is nobody to ask", async () => {
    left([], [creatingNet], {});
    const terminal = process.stdin.isTTY;
    process.stdin.isTTY = false;
    await expect(run("dev")).rejects.toThrow("nothing was changed. Say --yes for the above.");
    process.stdin.isTTY = terminal;
    expect(kept()).toEqual([]);
    expect(state()).toEqual(on.state([], [creatingNet]));
  });

  it("changes nothing where AWS cannot be asked, until a person says what was made", async () => {
    left([], [creatingNet], { deaf: true, "vpc-7": {} });
    expect(await run("dev", "--yes")).toBe(1);
    expect(said).toContain(
      "cannot tell; aws resourcegroupstaggingapi get-resources failed: Unable to locate credentials.",
    );
    expect(said).toContain("Nothing was changed.");
    expect(kept()).toEqual([]);
    expect(await run("dev", "--yes", "--id", net.urn, "vpc-7")).toBe(0);
    expect(said).toContain("adopted vpc-7");
  });

  it("says what it needs where the AWS CLI is not there", async () => {
    left([], [creatingNet], {});
    fs.rmSync(path.join(root, "aws"));
    process.env["PATH"] = root;
    expect(await run("dev", "--yes")).toBe(1);
    expect(said).toMatch(/aws sts get-caller-identity failed: .*ENOENT/);
  });

  it("says what Pulumi says where a reading fails", async () => {
    left([], [creatingNet], { fails: "no such host", "vpc-1": on.tagsOf("net") });
    expect(await run("dev", "--yes")).toBe(1);
    expect(said).toContain("the next run reads first what is in the state. Pulumi says:\n");
    expect(said).toContain("error: no such host");
    expect(said).not.toContain("Nothing is left open");
  });

  it("lets Pulumi end what it reads where it is interrupted, and goes on with that the next time", async () => {
    const logs = on.entry(on.logGroup, "logs", {
      inputs: { name: "/logs", tags: on.tagsOf("logs") },
    });
    left([], [on.operation("creating", logs)], {});
    program("pulumi", `${pulumi.replace('"refresh"', '"none"')}\n${slowToEnd}`);
    const running = run("dev", "--yes");
    while (!calls().includes("reading")) await new Promise((resolve) => setTimeout(resolve, 20));
    process.emit("SIGINT", "SIGINT");
    expect(await running).toBe(1);
    expect(said).toContain("could not be read, and stays open: recover again");
    expect(calls()).toContain("ended by itself");
    expect(state()).toEqual(on.state([]));
    program("pulumi", pulumi);
    expect(await run("dev", "--yes")).toBe(0);
    expect(said).toContain("creating logs (aws:cloudwatch/logGroup:LogGroup): was never made");
    expect(await run("dev")).toBe(0);
    expect(said).toContain("Nothing is open in dev");
  });

  it("stops with Pulumi's words where the state cannot be had, and for a stack that there is not", async () => {
    program(
      "pulumi",
      `console.error("error: no stack named 'dev' found"); process.exitCode = 255;`,
    );
    await expect(run("dev")).rejects.toThrow(
      "pulumi stack export failed:\nerror: no stack named 'dev' found",
    );
    await expect(run("prod")).rejects.toThrow("There is no stack prod; there are dev.");
  });
});
