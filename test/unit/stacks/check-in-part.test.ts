import type { SystemRegions } from "../../../components/platform/check-system";
import { checkSystem } from "../../../components/platform/check-system";
import { renderProblem } from "../../../components/conventions/problems";
import { cache, keyValueStore } from "../../../components/data/declarations";
import type { SystemSpec } from "../../../components/platform/system-spec";
import { microservice, service } from "../../../components/services/declarations";
import { type Sizes, boutique } from "../../../stacks/boutique";
import { checkInPart } from "../../../stacks/check-in-part";
import { grpcSpec, httpSpec } from "../../support/service-specs";

const sizes: Sizes = {
  host: "shop",
  scale: { minReplicas: 2, maxReplicas: 4 },
  cache: { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 },
  loadUsers: 10,
};
const where: SystemRegions = {
  homeRegion: "eu-west-3",
  regions: ["eu-west-3", "sa-east-1"],
  architectures: ["arm64"],
};

/** Every choice of what is known of something. */
function parts<T extends object>(known: T): Partial<T>[] {
  return Object.entries(known).reduce<Partial<T>[]>(
    (before, [key, value]) =>
      before.flatMap((part) => [part, { ...part, [key]: value as unknown }]),
    [{}],
  );
}

/** What hangs on the sizes and regions at every place where it can. */
function dependent({ host, scale, cache: size, loadUsers }: Sizes): SystemSpec {
  const web = (label: string) => httpSpec({ scale, public: { host: label } });
  return {
    stores: {
      carts: cache({ engine: "valkey", size }),
      wishes: keyValueStore({
        key: { partition: "id" },
        consistency: "eventual",
        regions: ["eu-west-3"],
      }),
    },
    services: {
      web: microservice(web(host)),
      least: microservice(web("least")),
      most: microservice(web("most")),
      here: microservice(grpcSpec({ regions: ["sa-east-1"] })),
      there: microservice(
        grpcSpec({ uses: { A: service("here").address }, regions: ["sa-east-1"] }),
      ),
      tenfold: microservice(
        grpcSpec({ scale: { minReplicas: 11, maxReplicas: scale.maxReplicas * 10 } }),
      ),
      built: microservice(
        grpcSpec({ image: { build: { context: "a", platform: "linux/arm64" } } }),
      ),
      lost: microservice(
        grpcSpec({
          scale: {
            ...scale,
            peakRequestsPerSecond: 4,
            requestsPerSecondPerReplica: 1,
            survivingRegions: 2,
          },
        }),
      ),
      ...(loadUsers > 0
        ? { users: microservice(grpcSpec()) }
        : { nobody: microservice(grpcSpec({ port: 0 })) }),
      user: microservice(grpcSpec({ uses: { USERS: service("users").address } })),
    },
  };
}

/** With something wrong on top that hangs on nothing. */
function broken(given: Sizes): SystemSpec {
  const { stores, services } = dependent(given);
  return {
    stores: { ...stores, Sales: cache({ engine: "redis" as never, size: given.cache }) },
    services: {
      ...services,
      shop: microservice(grpcSpec({ port: 0, uses: { A: service("gone").address } })),
    },
  };
}

const told = (declare: (sizes: Sizes) => SystemSpec, known: Partial<Sizes & SystemRegions>) => {
  const { homeRegion, regions, architectures, ...ofSizes } = known;
  const given = { homeRegion, regions, architectures };
  const defined = Object.entries(given).filter(([, value]) => value !== undefined);
  return checkInPart("shop", declare, ofSizes, Object.fromEntries(defined)).map(renderProblem);
};

describe("checkInPart", () => {
  const all = parts({ ...sizes, ...where });

  it("finds nothing wrong with a system that is right, whatever is known", () => {
    expect(all).toHaveLength(128);
    expect(checkSystem("shop", dependent(sizes), where)).toEqual([]);
    expect(all.flatMap((known) => told(dependent, known))).toEqual([]);
    expect(all.flatMap((known) => told(boutique, { ...known, architectures: ["amd64"] }))).toEqual(
      [],
    );
  });

  it("finds what is wrong whatever the sizes and regions are, and nothing else", () => {
    const whole = checkSystem("shop", broken(sizes), where).map(renderProblem);
    expect(whole).toHaveLength(4);
    for (const known of all) expect(told(broken, known)).toEqual(whole);
  });

  it("finds no more in what cannot be declared yet, or is no system at all", () => {
    const pods: Readonly<Record<string, number>> = { shop: 2 };
    const choosy = ({ host }: Sizes): SystemSpec => {
      if (pods[host] === undefined) throw new RangeError(host);
      return broken(sizes);
    };
    expect(told(choosy, {})).toEqual([]);
    expect(told(choosy, { host: "shop" })).toHaveLength(4);
    expect(told(() => undefined as never, {})).toHaveLength(2);
  });
});
