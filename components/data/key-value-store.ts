/** A table of items by key with a replica in every one of its regions. */
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";

import type { Protection, Reachable, Sites, Statement } from "../conventions/contracts";
import { nameInStack } from "../conventions/name-in-stack";
import { type Override, overridable } from "../conventions/options";
import { checked } from "../conventions/problems";
import { type Tags, tagged } from "../conventions/tags";
import { contains, parseCidr } from "../topology/cidr";
import { checkKeyValueStore } from "./check-key-value-store";
import type { KeyAttribute, KeyValueStoreSpec } from "./declarations";

/** Arguments of `KeyValueStore`. */
export interface KeyValueStoreArgs {
  /** What was declared. */
  readonly spec: KeyValueStoreSpec;
  /** The region whose replica is the table itself; it never changes. */
  readonly homeRegion: string;
  /** The regions that hold a replica; the home region is among them. */
  readonly sites: Sites;
  /** Whether AWS refuses to delete the table and its replicas, and Pulumi with it. @default "protected" */
  readonly protection?: Protection;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** Options of `KeyValueStore`. */
export interface KeyValueStoreOptions extends pulumi.ComponentResourceOptions {
  /** Callbacks that change a child: `table`, for indexes and a key of one's own. @default no changes */
  readonly override?: { readonly table?: Override<dynamodb.TableArgs> };
}

const readActions = [
  "dynamodb:BatchGetItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  "dynamodb:Query",
  "dynamodb:Scan",
];
const writeActions = [
  "dynamodb:BatchWriteItem",
  "dynamodb:DeleteItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
];

/**
 * A DynamoDB global table: reads and writes in any of its regions, replicated to the others within about a
 * second, the last writer wins. Paid by request. Spanning: regions come and go by an update in place of the
 * one table's replica list.
 */
export class KeyValueStore extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:KeyValueStore";
  /** The same in every region. */
  readonly tableName: pulumi.Output<string>;
  readonly nodes: Readonly<{ table: dynamodb.Table }>;
  readonly #args: KeyValueStoreArgs;

  /** Throws a `pulumi.RunError` with everything wrong with the arguments, before anything is registered. */
  constructor(name: string, args: KeyValueStoreArgs, opts: KeyValueStoreOptions = {}) {
    const { override, ...options } = opts;
    super(
      KeyValueStore.type,
      name,
      {},
      checked(options, checkKeyValueStore(args.spec, regionsOf(args))),
    );
    this.#args = args;
    const table = createTable(this, name, args, override?.table);
    this.tableName = table.name;
    this.nodes = { table };
    this.registerOutputs({ tableName: this.tableName });
  }

  /** ARN of the replica in that region. */
  arn(region: string): pulumi.Output<string> {
    return this.nodes.table.arn.apply((arn) => inRegion(arn, region));
  }

  /**
   * The table as what a service may use, under its key in the system. Its members throw a RangeError for a
   * region without a replica and for a form that stores do not have.
   */
  reachable(key: string): Reachable {
    return {
      key,
      kind: "keyValueStore",
      binding: (form, region) => this.#binding(form, region),
      // The gateway endpoint keeps the traffic inside AWS, but under DynamoDB's public addresses.
      reach: (region) => [
        {
          kind: "addresses",
          cidrs: ["0.0.0.0/0"],
          exceptCidrs: insideOf(siteOf(this.#args.sites, region).vpcCidr),
          port: 443,
        },
      ],
      statements: (regions) => [this.#statement(regions)],
    };
  }

  #binding(form: string, region: string): pulumi.Input<string> {
    if (form === "name") return this.tableName;
    if (form === "arn") return this.arn(region);
    if (form === "region") return region;
    throw new RangeError(`a key-value store has no binding ${form}`);
  }

  #statement(regions: readonly string[]): Statement {
    const mayWrite = (this.#args.spec.access ?? "readWrite") === "readWrite";
    return {
      Effect: "Allow",
      Action: mayWrite ? [...readActions, ...writeActions] : readActions,
      // A table's indexes, should an override give it any, are read under ARNs of their own.
      Resource: [...regions].sort().flatMap((region) => {
        const arn = this.arn(region);
        return [arn, pulumi.interpolate`${arn}/index/*`];
      }),
    };
  }
}

/** Addresses that are never AWS's public ones (RFC 1918, 3927 and 6598): pods and Services have them too. */
const privateCidrs = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
];

/** What a way to public addresses must leave out. */
function insideOf(vpcCidr: string): string[] {
  const vpc = parseCidr(vpcCidr);
  const known = privateCidrs.some((text) => {
    const block = parseCidr(text);
    return vpc !== undefined && block !== undefined && contains(block, vpc);
  });
  return known ? privateCidrs : [...privateCidrs, vpcCidr];
}

function regionsOf({ homeRegion, sites }: KeyValueStoreArgs) {
  return { homeRegion, regions: Object.keys(sites) };
}

function siteOf(sites: Sites, region: string) {
  const site = sites[region];
  if (site === undefined) throw new RangeError(`the store has no replica in ${region}`);
  return site;
}

function inRegion(arn: string, region: string): string {
  const parts = arn.split(":");
  parts[3] = region;
  return parts.join(":");
}

function createTable(
  parent: KeyValueStore,
  name: string,
  args: KeyValueStoreArgs,
  override: Override<dynamodb.TableArgs> | undefined,
): dynamodb.Table {
  const child = `${name}-table`;
  const isProtected = args.protection !== "disposable";
  const attributes = [args.spec.key.partition, args.spec.key.sort].flatMap(attributeOf);
  const [hashKey, rangeKey] = attributes;
  const replicas = Object.keys(args.sites)
    .filter((region) => region !== args.homeRegion)
    .sort()
    .map((regionName) => ({
      regionName,
      pointInTimeRecovery: true,
      deletionProtectionEnabled: isProtected,
      propagateTags: true,
    }));
  return new dynamodb.Table(
    child,
    ...overridable(
      override,
      {
        region: args.homeRegion,
        name: nameInStack("dynamodbTable", name),
        billingMode: "PAY_PER_REQUEST",
        hashKey: hashKey?.name,
        rangeKey: rangeKey?.name,
        attributes,
        // Replication reads the stream; a table of one region has it too, so that a region can be added.
        streamEnabled: true,
        streamViewType: "NEW_AND_OLD_IMAGES",
        replicas,
        serverSideEncryption: { enabled: true },
        pointInTimeRecovery: { enabled: true },
        deletionProtectionEnabled: isProtected,
        tags: tagged(child, args.tags),
      },
      { parent, protect: isProtected },
    ),
  );
}

function attributeOf(key: KeyAttribute | undefined): { name: string; type: string }[] {
  if (key === undefined) return [];
  return [typeof key === "string" ? { name: key, type: "S" } : { ...key }];
}
