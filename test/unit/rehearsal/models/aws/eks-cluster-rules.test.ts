/** What the provider and EKS refuse of a new cluster, and of a changed one. */
import { blockAt, textAt, textsAt } from "../../../../../rehearsal/models/aws/inputs";
import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import {
  cluster,
  clusterInputs,
  clusterPolicies,
  clusterTrust,
  nodeTrust,
  role,
  trust,
} from "../../../../support/aws-account";
import { answerOf, awsWorld, network, problemPaths, textOf } from "../../../../support/aws-world";
import { modelOf } from "../../../../support/models";
import type { TestWorld } from "../../../../support/world-view";

const type = "aws:eks/cluster:Cluster";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

/** The answer to a cluster whose inputs differ in that way from good ones. */
function refusalWith(changes: (inputs: Properties) => Properties): string {
  const inputs = clusterInputs(world);
  return answerOf(() => world.create(type, { ...inputs, ...changes(inputs) }));
}

function vpcConfig(inputs: Properties, changes: Properties): Properties {
  return { vpcConfig: { ...blockAt(inputs, "vpcConfig"), ...changes } };
}

function subnetIdsOf(inputs: Properties): readonly string[] {
  return textsAt(inputs, "vpcConfig.subnetIds");
}

describe("the references of a cluster", () => {
  const elsewhere = "arn:aws:kms:us-east-1:123456789012:key/0";
  it.each<readonly [string, (inputs: Properties) => Properties, string]>([
    [
      "role",
      () => ({ roleArn: "arn:aws:iam::123456789012:role/none" }),
      "roleArn, arn:aws:iam::123456789012:role/none, does not exist",
    ],
    [
      "subnet",
      (inputs) => vpcConfig(inputs, { subnetIds: ["subnet-0"] }),
      "The subnet ID 'subnet-0' does not exist",
    ],
    [
      "security group",
      (inputs) => vpcConfig(inputs, { securityGroupIds: ["sg-0"] }),
      "The security group 'sg-0' does not exist",
    ],
    [
      "key",
      () => ({ encryptionConfig: { provider: { keyArn: elsewhere }, resources: ["secrets"] } }),
      `The KMS key ${elsewhere} does not exist in this region`,
    ],
  ])("must exist in its region: %s", (_case, changes, words) => {
    expect(refusalWith(changes)).toBe(`InvalidParameterException: ${words}`);
  });

  it("may not lead to subnets of another region", () => {
    const far = network(world, "us-east-1");
    expect(refusalWith((inputs) => vpcConfig(inputs, { subnetIds: far.subnetIds }))).toContain(
      "does not exist",
    );
  });

  it("lead to subnets in two zones of one VPC", () => {
    expect(
      refusalWith((inputs) => {
        const [first = ""] = subnetIdsOf(inputs);
        return vpcConfig(inputs, { subnetIds: [first] });
      }),
    ).toBe("InvalidParameterException: Subnets specified must be in at least two different AZs");
    const other = network(world);
    const inputs = clusterInputs(world, "eu-west-1", "second");
    const mixed = [subnetIdsOf(inputs)[0] ?? "", other.subnetIds[1] ?? ""];
    expect(
      answerOf(() => world.create(type, { ...inputs, ...vpcConfig(inputs, { subnetIds: mixed }) })),
    ).toContain("same VPC");
  });

  it("lead to a key that can encrypt", () => {
    for (const [changes, words] of [
      [{ isEnabled: false }, "is disabled"],
      [{ customerMasterKeySpec: "RSA_2048" }, "must be a symmetric encryption key"],
    ] as const) {
      world = awsWorld();
      const key = world.create("aws:kms/key:Key", changes);
      const keyArn = textOf(key, "arn");
      const encryptionConfig = { provider: { keyArn }, resources: ["secrets"] };
      expect(refusalWith(() => ({ encryptionConfig }))).toContain(words);
    }
  });
});

describe("the role of a cluster", () => {
  const attached = "arn:aws:iam::aws:policy";
  function roleArn(assumeRolePolicy: string, policies: readonly string[]): Properties {
    return { roleArn: textOf(role(world, "other", assumeRolePolicy, policies), "arn") };
  }

  it("has EKS's policies before the cluster", () => {
    expect(refusalWith(() => roleArn(clusterTrust, []))).toContain(
      `The provided role doesn't have the Amazon EKS Managed Policies associated with it. Please ensure the following policy is attached: ${attached}/AmazonEKSClusterPolicy`,
    );
    world = awsWorld();
    expect(refusalWith(() => roleArn(clusterTrust, clusterPolicies.slice(0, 4)))).toContain(
      `${attached}/AmazonEKSNetworkingPolicy`,
    );
  });

  it("trusts EKS, for Auto Mode with session tags", () => {
    const refused =
      "InvalidParameterException: Role could not be assumed because the trusted entity is not correct";
    for (const policy of [nodeTrust, trust("eks.amazonaws.com", "sts:AssumeRole")]) {
      world = awsWorld();
      expect(refusalWith(() => roleArn(policy, clusterPolicies))).toBe(refused);
    }
  });

  it("needs less without Auto Mode", () => {
    const plain = trust("eks.amazonaws.com", "sts:AssumeRole");
    expect(
      refusalWith(() => ({
        ...roleArn(plain, ["AmazonEKSClusterPolicy"]),
        computeConfig: null,
        kubernetesNetworkConfig: null,
        storageConfig: null,
        bootstrapSelfManagedAddons: null,
      })),
    ).toBe("served");
  });
});

describe("the settings of a cluster", () => {
  it("open the endpoint to networks only", () => {
    const vpcConfig = { publicAccessCidrs: ["203.0.113.0/24", "203.0.113.7/24", "anywhere"] };
    expect(modelOf("aws:eks/cluster:Cluster").check?.({ vpcConfig })).toEqual([
      [
        "vpcConfig.publicAccessCidrs",
        '"203.0.113.7/24" is not a valid IPv4 CIDR block; did you mean "203.0.113.0/24"?',
      ],
      [
        "vpcConfig.publicAccessCidrs",
        '"anywhere" is not a valid IPv4 CIDR block: invalid CIDR address: anywhere',
      ],
    ]);
  });

  it.each<readonly [string, (inputs: Properties) => Properties, string]>([
    ["an old version", () => ({ version: "1.20" }), "unsupported Kubernetes version"],
    [
      "no endpoint at all",
      (inputs) => vpcConfig(inputs, { endpointPublicAccess: false, endpointPrivateAccess: false }),
      "Private and public endpoint access cannot be false",
    ],
    [
      "Auto Mode with self-managed add-ons",
      () => ({ bootstrapSelfManagedAddons: true }),
      "When EKS Auto Mode is enabled, bootstrapSelfManagedAddons must be set to false.",
    ],
    [
      "Auto Mode with self-managed add-ons by default",
      () => ({ bootstrapSelfManagedAddons: null }),
      "bootstrapSelfManagedAddons must be set to false.",
    ],
    [
      "Auto Mode without access entries",
      () => ({ accessConfig: { authenticationMode: "CONFIG_MAP" } }),
      "the authentication mode must be API",
    ],
    [
      "pools without a role",
      () => ({ computeConfig: { enabled: true, nodePools: ["system"] } }),
      "When Compute Config nodeRoleArn is null or empty, nodePool list cannot be populated.",
    ],
  ])("are refused: %s", (_case, changes, words) => {
    expect(refusalWith(changes)).toContain(words);
  });

  it("are refused: a node role without pools", () => {
    const nodeRoleArn = textOf(role(world, "nodes", nodeTrust), "arn");
    expect(
      refusalWith(() => ({ computeConfig: { enabled: true, nodePools: [], nodeRoleArn } })),
    ).toContain(
      "When Compute Config nodeRoleArn is not null or empty, nodePool value(s) must be provided.",
    );
  });

  it.each<readonly [string, Properties, readonly string[]]>([
    [
      "two of Auto Mode's switches",
      { computeConfig: { enabled: true }, storageConfig: { blockStorage: { enabled: true } } },
      ["computeConfig.enabled"],
    ],
    [
      "an unknown mode",
      { accessConfig: { authenticationMode: "TRUST" } },
      ["accessConfig.authenticationMode"],
    ],
    ["an unknown pool", { computeConfig: { nodePools: ["large"] } }, ["computeConfig.nodePools"]],
    ["an unknown log", { enabledClusterLogTypes: ["api", "rumours"] }, ["enabledClusterLogTypes"]],
    [
      "an unknown support type",
      { upgradePolicy: { supportType: "NONE" } },
      ["upgradePolicy.supportType"],
    ],
    [
      "an unknown thing to encrypt",
      { encryptionConfig: { resources: ["pods"] } },
      ["encryptionConfig.resources"],
    ],
    [
      "an unknown family",
      { kubernetesNetworkConfig: { ipFamily: "ipv5" } },
      ["kubernetesNetworkConfig.ipFamily"],
    ],
    [
      "public service addresses",
      { kubernetesNetworkConfig: { serviceIpv4Cidr: "8.8.0.0/16" } },
      ["kubernetesNetworkConfig.serviceIpv4Cidr"],
    ],
    [
      "too many service addresses",
      { kubernetesNetworkConfig: { serviceIpv4Cidr: "10.0.0.0/8" } },
      ["kubernetesNetworkConfig.serviceIpv4Cidr"],
    ],
    [
      "good ones",
      {
        kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16" },
        enabledClusterLogTypes: ["audit"],
      },
      [],
    ],
  ])("are checked by the provider: %s", (_case, inputs, paths) => {
    expect(problemPaths(type, inputs)).toEqual(paths);
  });
});

describe("an update of a cluster", () => {
  function updated(changes: (inputs: Properties) => Properties): string {
    const made = cluster(world);
    return answerOf(() => world.update(made, { ...made.inputs, ...changes(made.inputs) }));
  }

  it("goes one minor version at a time, up or back", () => {
    expect(updated(() => ({ version: "1.36" }))).toBe("served");
    world = awsWorld();
    expect(updated(() => ({ version: "1.34" }))).toBe("served");
    world = awsWorld();
    expect(updated(() => ({ version: "1.33" }))).toBe(
      "InvalidParameterException: Unsupported Kubernetes minor version update from 1.35 to 1.33",
    );
  });

  it("leaves the zones as they were at birth, not the subnets", () => {
    expect(
      updated((inputs) => vpcConfig(inputs, { subnetIds: subnetIdsOf(inputs).slice(0, 2) })),
    ).toBe(
      "InvalidParameterException: Provided subnets belong to the AZs 'eu-west-1a,eu-west-1b'. But they should belong to the exact set of AZs 'eu-west-1a,eu-west-1b,eu-west-1c' in which subnets were provided during cluster creation.",
    );
    world = awsWorld();
    const twin = (inputs: Properties): CloudObject =>
      world.create("aws:ec2/subnet:Subnet", {
        vpcId:
          textAt(
            world.find("aws:ec2/subnet:Subnet", subnetIdsOf(inputs)[0] ?? "")?.outputs ?? {},
            "vpcId",
          ) ?? "",
        cidrBlock: "10.0.100.0/24",
        availabilityZone: "eu-west-1a",
      });
    expect(
      updated((inputs) =>
        vpcConfig(inputs, { subnetIds: [twin(inputs).id, ...subnetIdsOf(inputs).slice(1)] }),
      ),
    ).toBe("served");
  });

  it("does not go back from access entries to the ConfigMap", () => {
    expect(updated(() => ({ accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } }))).toBe(
      "InvalidParameterException: Unsupported authentication mode update from API to API_AND_CONFIG_MAP",
    );
  });
});
