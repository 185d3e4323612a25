/**
 * Start here: checks and plans of systems far larger than any stack, once from nothing and then again. Prints JSON, as
 * `Timing`s.
 */
import type { PlatformArgs } from "../../components/platform/platform-args";
import type { SystemSpec } from "../../components/platform/system-spec";
import { nodeSpecs } from "../../components/platform/node-specs";
import {
  type MicroserviceDeclaration,
  microservice,
  service,
} from "../../components/services/declarations";
import { planAddresses } from "../../components/topology/address-plan";
import { buildGraph } from "../../components/topology/graph";
import { edgesByCaller, edgesByTarget } from "../../components/topology/graph-paths";
import { privatePorts } from "../../components/topology/listener-slots";
import { regionTable } from "../../components/topology/regions";
import { type RawSettings, parseSettings } from "../../stacks/settings";
import { absurdSettings, absurdSystems, absurdTexts } from "../../test/support/absurd-input";

/** What some work takes: milliseconds of the first time in a new process, and of the next. */
export interface Timing {
  readonly title: string;
  /** How many services, or problems at least. */
  readonly count: number;
  readonly first: number;
  readonly next: number;
  /** Milliseconds of a processor, the next time. */
  readonly cpu: number;
}

const regions: PlatformArgs["regions"] = Object.fromEntries(
  regionTable.map(({ name }) => [
    name,
    { zones: ["a", "b", "c", "d"].map((letter) => name + letter) },
  ]),
);
const names = Object.keys(regions);
const most = 500;

/** Every service calls ten others; one in ten is public. */
function declared(count: number, target: (index: number) => string): SystemSpec {
  const services = Array.from({ length: count }, (_, index): [string, MicroserviceDeclaration] => [
    `service${index}`,
    microservice({
      image: "registry.example.com/service:v1",
      protocol: "http",
      port: 8080,
      privatePort: privatePorts.from + (index % (privatePorts.to - privatePorts.from + 1)),
      ...(index % 10 === 0 && index < most
        ? { public: { host: `host${index}`, priority: index + 1 } }
        : {}),
      uses: Object.fromEntries(
        Array.from({ length: 10 }, (_unused, use) => [
          `USE_${use}`,
          service(target((index + use + 1) % count)).address,
        ]),
      ),
      scale: { minReplicas: 2, maxReplicas: 10 },
      resources: {
        cpuMillicores: { request: 100, limit: 200 },
        memoryMiB: { request: 64, limit: 128 },
      },
    }),
  ]);
  return { stores: {}, services: Object.fromEntries(services) };
}

const raw = {
  name: "largest",
  account: JSON.stringify({ id: "111122223333" }),
  platform: JSON.stringify({
    homeRegion: "eu-west-1",
    regions,
    domain: { name: "example.com", zone: { kind: "create", delegated: true } },
    cluster: {
      administrators: ["arn:aws:iam::111122223333:user/somebody"],
      endpointPublicCidrs: ["192.0.2.0/24"],
    },
  }),
  sizes: JSON.stringify({
    host: "shop",
    scale: { minReplicas: 2, maxReplicas: 10 },
    cache: { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 },
    loadUsers: 0,
  }),
};

const largest = declared(most, (index) => `service${index}`);
const timings: Timing[] = [
  timed(`settings of ${names.length} regions and ${most} services, read and checked`, most, () => {
    parseSettings(raw, () => largest);
  }),
  timed("their addresses, graph and edges, planned", most, () => {
    planAddresses({ regions });
    const { graph } = buildGraph(nodeSpecs(largest, names).nodes);
    edgesByCaller(graph);
    edgesByTarget(graph);
  }),
  ...[5_000, 10_000, 20_000].flatMap((count) => {
    const sound = nodeSpecs(
      declared(count, (index) => `service${index}`),
      names,
    ).nodes;
    const dangling = nodeSpecs(
      declared(count, (index) => `sorvice${index}`),
      names,
    ).nodes;
    return [
      timed(`graph of ${count} services with 10 uses each`, count, () => buildGraph(sound)),
      timed(`the same, where no use leads anywhere`, count, () => buildGraph(dangling)),
    ];
  }),
  ...[...absurdSettings, ...absurdTexts, ...absurdSystems].map(
    ({ title, config, declare, least }) => {
      const texts = Object.entries(config).map(([key, text]) => [
        key.replace("archipelago:", ""),
        text,
      ]);
      const settings = Object.fromEntries(texts) as RawSettings;
      return timed(title, least, () => {
        refused(() => parseSettings(settings, declare));
      });
    },
  ),
];
process.stdout.write(JSON.stringify(timings));

/** What is read must be refused, or something else would be measured. */
function refused(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (error instanceof Error && /^\d+ problems?; /.test(error.message)) return;
    throw error;
  }
  throw new Error("was not refused");
}

function timed(title: string, count: number, work: () => unknown): Timing {
  const first = taken(work).wall;
  const { wall: next, cpu } = taken(work);
  return { title, count, first, next, cpu };
}

function taken(work: () => unknown): { readonly wall: number; readonly cpu: number } {
  const before = process.cpuUsage();
  const began = performance.now();
  work();
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 };
}
