/**
 * ElastiCache: serverless caches; users stand beside. Facts: hashicorp/terraform-provider-aws
 * internal/service/elasticache/serverless_cache.go with pull requests 42208 and 45087 (schema, what replaces),
 * docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html (read 2026-11).
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import { secondsOf } from "../durations";
import { regionalArn } from "./arn";
import { checkRanges, checkWords, type Problem } from "./checks";
import { digest, regionalOutputs } from "./computed";
import { elasticacheUserModels, refuseUserGroup, userGroupType } from "./elasticache-users";
import { isGiven, numberAt, textAt, textsAt } from "./inputs";

export const serverlessCacheType = "aws:elasticache/serverlessCache:ServerlessCache";
const subnetType = "aws:ec2/subnet:Subnet";
const securityGroupType = "aws:ec2/securityGroup:SecurityGroup";
const vpcType = "aws:ec2/vpc:Vpc";

interface Engine {
  /** Versions that a serverless cache takes. */
  readonly majors: readonly string[];
  readonly major: string;
  readonly full: string;
  readonly readerPort?: number;
}

/** Engines with the newest version a serverless cache starts with, and the port for reads from a near replica. */
const engines: Readonly<Record<string, Engine>> = {
  valkey: { majors: ["7", "8"], major: "8", full: "8.1", readerPort: 6380 },
  redis: { majors: ["7"], major: "7", full: "7.1", readerPort: 6380 },
  memcached: { majors: ["1.6"], major: "1.6", full: "1.6" },
};

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  snapshotRetentionLimit: [0, 35],
  "cacheUsageLimits.dataStorage.minimum": [1, 5000],
  "cacheUsageLimits.dataStorage.maximum": [1, 5000],
  "cacheUsageLimits.ecpuPerSeconds.0.minimum": [1000, 15_000_000],
  "cacheUsageLimits.ecpuPerSeconds.0.maximum": [1000, 15_000_000],
};

const words: Readonly<Record<string, readonly string[]>> = {
  engine: Object.keys(engines),
  networkType: ["ipv4", "ipv6", "dual_stack"],
  "cacheUsageLimits.dataStorage.unit": ["GB"],
};

/** `euw1` for `eu-west-1`: how ElastiCache's endpoint names say a region. */
function shortRegion(region: string): string {
  const [area = "", direction = "", number = ""] = region.split("-");
  const letters = direction.replace(
    /^(north|south|)(east|west|)(central|)$/,
    (_all, ...parts: string[]) =>
      parts
        .slice(0, 3)
        .map((part) => part.charAt(0))
        .join(""),
  );
  return `${area}${letters}${number}`;
}

/** ElastiCache keeps names in small letters, and the provider stumbles over what then differs. */
function checkName(inputs: Properties): readonly Problem[] {
  const name = textAt(inputs, "name") ?? "";
  const kept = name.toLowerCase();
  if (name === kept) return [];
  const reason = `Provider produced inconsistent result after apply: .name: was "${name}", but now "${kept}"`;
  return [["name", reason]];
}

function invalid(message: string): Refusal {
  return new Refusal("InvalidParameterValue", message);
}

function subnetsOf(draft: Draft): readonly CloudObject[] {
  return textsAt(draft.inputs, "subnetIds")
    .map((id) => draft.world.find(subnetType, id, draft.scope))
    .filter((subnet) => subnet !== undefined);
}

function refuseNetwork(draft: Draft): void {
  const ids = textsAt(draft.inputs, "subnetIds");
  const subnets = subnetsOf(draft);
  const given = draft.inputs["subnetIds"];
  if (!Array.isArray(given) || subnets.length < given.length) return;
  if (new Set(subnets.map((subnet) => subnet.outputs["vpcId"])).size > 1) {
    throw new Refusal("InvalidSubnet", `Subnets ${ids.join(" and ")} are not in the same VPC.`);
  }
  if (subnets.length < 2 || subnets.length > 3) {
    throw invalid("A serverless cache must have 2 or 3 subnets.");
  }
  const zones = new Set(subnets.map((subnet) => subnet.outputs["availabilityZone"]));
  if (zones.size < subnets.length) {
    throw invalid("The subnets of a serverless cache must be in different Availability Zones.");
  }
  const vpcId = subnets[0]?.outputs["vpcId"];
  for (const id of textsAt(draft.inputs, "securityGroupIds")) {
    const group = draft.world.find(securityGroupType, id, draft.scope);
    if (group && group.outputs["vpcId"] !== vpcId) throw invalidGroup(id);
  }
}

/** ElastiCache's own sentence was not to be found. */
function refuseVersion({ inputs }: Draft): void {
  const engine = textAt(inputs, "engine") ?? "";
  const version = textAt(inputs, "majorEngineVersion");
  if (version === undefined || engines[engine]?.majors.includes(version) !== false) return;
  throw invalid(`The major engine version ${version} is not supported by ${engine}.`);
}

function refuseCache(draft: Draft): void {
  refuseVersion(draft);
  refuseNetwork(draft);
  refuseUserGroup(draft);
}

function invalidGroup(id: string): Refusal {
  return invalid(`Some security group IDs are invalid: [${id}]`);
}

function defaultGroups(draft: Draft): readonly string[] {
  const vpcId = textAt(subnetsOf(draft)[0]?.outputs ?? {}, "vpcId") ?? "";
  const vpc = draft.world.find(vpcType, vpcId, draft.scope);
  const group = textAt(vpc?.outputs ?? {}, "defaultSecurityGroupId");
  return group === undefined ? [] : [group];
}

function computed(draft: Draft, id: string): Properties {
  const { inputs } = draft;
  const engine = textAt(inputs, "engine") ?? "";
  const known = engines[engine];
  const code = digest(`${draft.caller.account} ${draft.scope} ${id}`, 6);
  const address = `${id.toLowerCase()}-${code}.serverless.${shortRegion(draft.scope)}.cache.amazonaws.com`;
  const port = engine === "memcached" ? 11_211 : 6379;
  const major = textAt(inputs, "majorEngineVersion") ?? known?.major ?? "";
  return {
    ...regionalOutputs(draft),
    arn: regionalArn(draft, "elasticache", `serverlesscache:${id}`),
    name: id,
    createTime: "2026-01-01T00:00:00Z",
    dailySnapshotTime: textAt(inputs, "dailySnapshotTime") ?? "03:30",
    description: textAt(inputs, "description") ?? " ",
    endpoints: [{ address, port }],
    readerEndpoints: known?.readerPort === undefined ? [] : [{ address, port: known.readerPort }],
    fullEngineVersion: major === known?.major ? known.full : major,
    majorEngineVersion: major,
    networkType: textAt(inputs, "networkType") ?? "ipv4",
    securityGroupIds: isGiven(inputs, "securityGroupIds")
      ? textsAt(inputs, "securityGroupIds")
      : defaultGroups(draft),
    snapshotRetentionLimit: numberAt(inputs, "snapshotRetentionLimit") ?? 0,
    status: "available",
    subnetIds: textsAt(inputs, "subnetIds"),
  };
}

/** In place: from Redis to Valkey, and to a higher version of the same engine. */
function replaceWhen(before: Properties, after: Properties): readonly string[] {
  const from = textAt(before, "engine");
  const to = textAt(after, "engine");
  if (from !== to) return from === "redis" && to === "valkey" ? [] : ["engine"];
  const had = Number(textAt(before, "majorEngineVersion") ?? Number.NaN);
  const has = Number(textAt(after, "majorEngineVersion") ?? Number.NaN);
  return has < had ? ["majorEngineVersion"] : [];
}

export const serverlessCache: Model = {
  type: serverlessCacheType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/elasticache/serverless_cache.go (read 2026-11)",
    "docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html (read 2026-11)",
  ],
  name: {
    property: "name",
    maxLength: 40,
    pattern: /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]*(?<!-)$/,
    autoName: "dash",
    unique: "scope",
    taken: (name) =>
      new Refusal(
        "ServerlessCacheAlreadyExistsFault",
        `A serverless cache with the name ${name} already exists.`,
      ),
    malformed: (name) =>
      invalid(
        `The parameter ServerlessCacheName is not a valid identifier: ${name}. Identifiers must begin with a letter; ` +
          "must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two " +
          "consecutive hyphens; at most 40 characters.",
      ),
  },
  // A type of the plugin framework, for which the bridge does not look at names (pkg/pf/tfbridge/provider_diff.go, read 2026-11).
  deleteBeforeReplace: false,
  unordered: ["securityGroupIds", "subnetIds"],
  replaceOn: ["name", "kmsKeyId", "networkType", "snapshotArnsToRestores", "subnetIds", "region"],
  replaceWhen,
  references: [
    {
      path: "subnetIds[]",
      to: [subnetType],
      where: "same",
      missing: (id) => invalid(`Some input subnets in :[${id}] are invalid.`),
    },
    {
      path: "securityGroupIds[]",
      to: [securityGroupType],
      where: "same",
      missing: invalidGroup,
    },
    {
      path: "userGroupId",
      to: [userGroupType],
      where: "same",
      missing: (id) => new Refusal("UserGroupNotFound", `User group ${id} not found.`),
    },
  ],
  check: (inputs) => [
    ...checkName(inputs),
    ...checkRanges(inputs, ranges),
    ...checkWords(inputs, words),
  ],
  id: (draft) => textAt(draft.inputs, "name") ?? "",
  computed,
  refuseCreate: refuseCache,
  refuseUpdate: refuseCache,
  seconds: secondsOf(serverlessCacheType),
};

export const elasticacheModels: readonly Model[] = [serverlessCache, ...elasticacheUserModels];
