// The world and the stand-ins under the real engine: small programs, run inline by the Automation API.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";
import { Subnet } from "@pulumi/aws/ec2/subnet";
import { Vpc } from "@pulumi/aws/ec2/vpc";
import { AccessEntry } from "@pulumi/aws/eks/accessEntry";
import { AccessPolicyAssociation } from "@pulumi/aws/eks/accessPolicyAssociation";
import { Cluster } from "@pulumi/aws/eks/cluster";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment";
import { Provider } from "@pulumi/aws/provider";
import { Topic } from "@pulumi/aws/sns/topic";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { LocalWorkspace, type OpMap, type Stack } from "@pulumi/pulumi/automation";
import { after, afterEach, before, beforeEach, describe, it } from "mocha";
import { pulumiEnvironment } from "../../rehearsal/session/environment";
import { foldersIn, makeFolders, type Folders } from "../../rehearsal/session/folders";
import { openCloud, type Cloud } from "../../rehearsal/session/cloud";
import { readyEngine } from "../../tools/engine/ready.mjs";

const account = "123456789012";
let enginePath: string;
let folders: Folders;
let cloud: Cloud;

before(async () => {
  enginePath = path.dirname((await readyEngine()).pulumi);
  process.env["PATH"] = `${enginePath}${path.delimiter}${process.env["PATH"] ?? ""}`;
});
beforeEach(async () => {
  folders = foldersIn(fs.mkdtempSync(path.join(os.tmpdir(), "stand-ins-")));
  makeFolders(folders);
  cloud = await openCloud(folders);
});
afterEach(async () => {
  await cloud.close();
  fs.rmSync(folders.directory, { recursive: true, force: true });
});
after(() => {
  process.env["PATH"] = process.env["PATH"]?.replace(`${enginePath}${path.delimiter}`, "");
});

type Program = () => Promise<Record<string, unknown> | undefined> | Record<string, unknown>;

async function stackOf(program: Program): Promise<Stack> {
  const { standInPort } = cloud;
  const environment = pulumiEnvironment(
    {},
    { stack: "dev", folders, passphrase: "p", standInPort },
  );
  const variables = Object.entries(environment).filter(([, value]) => value !== undefined);
  return await LocalWorkspace.createOrSelectStack(
    { stackName: "dev", projectName: "small", program: async () => (await program()) ?? {} },
    {
      workDir: folders.project,
      pulumiHome: folders.pulumiHome,
      envVars: Object.fromEntries(variables) as Record<string, string>,
    },
  );
}

function awsProvider(): Provider {
  return new Provider("account", {
    region: "eu-west-1",
    allowedAccountIds: [account],
    defaultTags: { tags: { team: "shop" } },
  });
}

async function listing(): Promise<readonly string[]> {
  const { objects } = await cloud.world.ask("inspect", {});
  return objects.filter(({ owner }) => owner === undefined).map(({ type, id }) => `${type} ${id}`);
}

async function digest(): Promise<string> {
  return (await cloud.world.ask("inspect", {})).digest;
}

/** Runs what must fail, and answers what it said. */
async function failing(run: Promise<unknown>): Promise<string> {
  try {
    await run;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
  throw new Error("the run did not fail");
}

async function assertSettled(stack: Stack, count: number): Promise<void> {
  const only: OpMap = { same: count };
  assert.deepEqual((await stack.preview()).changeSummary, only);
  assert.deepEqual((await stack.refresh()).summary.resourceChanges, only);
  assert.deepEqual((await stack.preview()).changeSummary, only);
}

describe("a network and a log group", () => {
  interface Shape {
    cidrBlock: string;
    tag: string;
    logs?: string;
  }
  const network = (shape: Shape): Program => {
    return () => {
      const provider = awsProvider();
      const { cidrBlock, tag, logs: name } = shape;
      const vpc = new Vpc("main", { cidrBlock, tags: { Name: tag } }, { provider });
      const inside = { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", availabilityZone: "eu-west-1a" };
      const subnet = new Subnet("inner", inside, { provider });
      const logs = new LogGroup("logs", { name, retentionInDays: 7 }, { provider });
      return { vpcId: vpc.id, subnetArn: subnet.arn, logs: logs.name, tags: vpc.tagsAll };
    };
  };

  it("live through create, update, replacement and destruction", async () => {
    const shape = { cidrBlock: "10.0.0.0/16", tag: "a" };
    const stack = await stackOf(network(shape));
    const empty = await digest();
    assert.deepEqual((await stack.preview()).changeSummary, { create: 5 });
    assert.equal(await digest(), empty);

    const { outputs } = await stack.up();
    assert.match(String(outputs["vpcId"]?.value), /^vpc-[0-9a-f]{17}$/);
    assert.match(
      String(outputs["subnetArn"]?.value),
      /^arn:aws:ec2:eu-west-1:123456789012:subnet\//,
    );
    assert.match(String(outputs["logs"]?.value), /^logs-[0-9a-f]{7}$/);
    assert.deepEqual(outputs["tags"]?.value, { Name: "a", team: "shop" });
    await assertSettled(stack, 5);

    shape.tag = "b";
    const before = await digest();
    assert.deepEqual((await stack.preview()).changeSummary, { same: 4, update: 1 });
    assert.equal(await digest(), before);
    await stack.up();
    assert.equal((await stack.outputs())["vpcId"]?.value, outputs["vpcId"]?.value);

    shape.cidrBlock = "10.0.0.0/20";
    assert.deepEqual((await stack.preview()).changeSummary, { replace: 2, same: 3 });
    await stack.up();
    assert.notEqual((await stack.outputs())["vpcId"]?.value, outputs["vpcId"]?.value);
    assert.equal((await listing()).length, 3);
    await assertSettled(stack, 5);

    await stack.destroy();
    assert.deepEqual(await listing(), []);
    assert.deepEqual((await cloud.world.ask("inspect", {})).objects, []);
  });

  it("end in the same world after a failed create and a second run", async () => {
    const shape = { cidrBlock: "10.0.0.0/16", tag: "a", logs: "shop" };
    const match = { type: "aws:ec2/subnet:Subnet", operation: "create" } as const;
    const effect = { kind: "fail", code: "SubnetLimitExceeded", message: "No more." } as const;
    await cloud.world.ask("fault", { add: { match, effect } });
    const stack = await stackOf(network(shape));
    const said = await failing(stack.up());
    assert.match(said, /creating EC2 Subnet: operation error EC2: CreateSubnet, .*: No more\./);
    await stack.up();
    await assertSettled(stack, 5);
    const mended = await digest();

    await cloud.close();
    fs.rmSync(folders.directory, { recursive: true });
    makeFolders(folders);
    cloud = await openCloud(folders);
    await (await stackOf(network(shape))).up();
    assert.equal(await digest(), mended);
  });

  it("are refused by the first preview where an input is wrong", async () => {
    const stack = await stackOf(() => {
      const provider = awsProvider();
      const wrong = { vpcId: "vpc-1", cidrBlock: 7, region: "eu-west-9" } as unknown;
      new Subnet("far", wrong as { vpcId: string }, { provider });
      return {};
    });
    const said = await failing(stack.preview());
    assert.match(said, /cidrBlock value \{7\} has a problem: expected a string/);
    assert.match(said, /invalid AWS Region: eu-west-9/);
  });
});

describe("secrets", () => {
  it("are in neither the state nor the world, and nothing changes for them", async () => {
    const canary = "canary-7c1f";
    const stack = await stackOf(() => {
      const provider = awsProvider();
      const tags = { owner: pulumi.secret(canary) };
      const topic = new Topic("alerts", { displayName: pulumi.secret(canary), tags }, { provider });
      return { name: topic.displayName };
    });
    const { outputs } = await stack.up();
    assert.deepEqual(outputs["name"], { value: canary, secret: true });
    await assertSettled(stack, 3);
    for (const file of fs.readdirSync(folders.directory, { recursive: true }) as string[]) {
      const whole = path.join(folders.directory, file);
      if (!fs.statSync(whole).isFile()) continue;
      assert.ok(!fs.readFileSync(whole).includes(canary), `${file} has the secret`);
    }
    await stack.destroy();
    assert.deepEqual(await listing(), []);
  });
});

describe("a cluster and what runs in it", () => {
  const trust = (service: string): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: service },
          Action: ["sts:AssumeRole", "sts:TagSession"],
        },
      ],
    });

  const program: Program = () => {
    const provider = awsProvider();
    const options = { provider };
    const vpc = new Vpc("main", { cidrBlock: "10.0.0.0/16" }, options);
    const subnets = ["a", "b"].map(
      (zone, index) =>
        new Subnet(
          zone,
          {
            vpcId: vpc.id,
            cidrBlock: `10.0.${index}.0/24`,
            availabilityZone: `eu-west-1${zone}`,
          },
          options,
        ),
    );
    const role = new Role("cluster", { assumeRolePolicy: trust("eks.amazonaws.com") }, options);
    const policyArn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy";
    const attached = new RolePolicyAttachment("cluster", { role: role.name, policyArn }, options);
    const cluster = new Cluster(
      "shop",
      {
        roleArn: role.arn,
        vpcConfig: { subnetIds: subnets.map(({ id }) => id) },
        accessConfig: {
          authenticationMode: "API",
          bootstrapClusterCreatorAdminPermissions: false,
        },
      },
      { provider, dependsOn: [attached] },
    );
    const principalArn = `arn:aws:iam::${account}:user/rehearsal`;
    const entry = new AccessEntry("me", { clusterName: cluster.name, principalArn }, options);
    const admin = new AccessPolicyAssociation(
      "me",
      {
        clusterName: cluster.name,
        principalArn,
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster" },
      },
      { provider, dependsOn: [entry] },
    );
    const kubeconfig = pulumi
      .all([cluster.endpoint, cluster.name])
      .apply(([server, name]) => kubeconfigOf(server, name));
    const kubernetes = new KubernetesProvider(
      "shop",
      { kubeconfig: pulumi.secret(kubeconfig), clusterIdentifier: cluster.arn },
      { dependsOn: [admin] },
    );
    const inside = { provider: kubernetes };
    const namespace = new Namespace("shop", { metadata: { name: "shop" } }, inside);
    const metadata = { namespace: namespace.metadata.name };
    const settings = new ConfigMap("settings", { metadata, data: { a: "b" } }, inside);
    return { settings: settings.metadata.name };
  };

  function kubeconfigOf(server: string, name: string): string {
    const args = ["eks", "get-token", "--cluster-name", name, "--region", "eu-west-1"];
    return JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      "current-context": "shop",
      contexts: [{ name: "shop", context: { cluster: "shop", user: "me" } }],
      clusters: [{ name: "shop", cluster: { server } }],
      users: [
        {
          name: "me",
          user: { exec: { apiVersion: "client.authentication.k8s.io/v1", command: "aws", args } },
        },
      ],
    });
  }

  it("live through the first preview, an outage of the region, and destruction", async () => {
    const stack = await stackOf(program);
    assert.deepEqual((await stack.preview()).changeSummary, { create: 13 });
    const { outputs } = await stack.up();
    assert.match(String(outputs["settings"]?.value), /^settings-[0-9a-f]{8}$/);
    await assertSettled(stack, 13);

    await cloud.world.ask("region", { region: "eu-west-1", down: true });
    const before = await stack.exportStack();
    assert.match(
      await failing(stack.refresh()),
      /configured Kubernetes cluster is unreachable|i\/o timeout/,
    );
    assert.match(await failing(stack.destroy()), /configured Kubernetes cluster is unreachable/);
    const resources = ({ deployment }: typeof before): number =>
      (deployment as { resources: unknown[] }).resources.length;
    assert.equal(resources(await stack.exportStack()), resources(before));

    await cloud.world.ask("region", { region: "eu-west-1", down: false });
    await assertSettled(stack, 13);
    await stack.destroy();
    assert.deepEqual((await cloud.world.ask("inspect", {})).objects, []);
  });
});
