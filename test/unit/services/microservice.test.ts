import type { Reachable } from "../../../components/conventions/contracts";
import { Microservice, type MicroserviceArgs } from "../../../components/services/microservice";
import {
  dependencyNames,
  identity,
  named,
  ofType,
  record,
  regionsOf,
  urns,
  withoutRegion,
} from "../../support/record";
import { grpcSpec, httpSpec } from "../../support/service-specs";
import {
  growth,
  own,
  publicZone,
  recordBoth,
  refusal,
  wholeSites,
} from "../../support/whole-sites";

const regions = ["eu-west-1", "us-east-1"];
const wishes: Reachable = {
  key: "wishes",
  kind: "keyValueStore",
  binding: (form, region) => `${form}.${region}`,
  reach: () => [{ kind: "addresses", cidrs: ["0.0.0.0/0"], port: 443 }],
  statements: (all) => [
    {
      Effect: "Allow",
      Action: ["dynamodb:GetItem"],
      Resource: all.map((region) => `arn:${region}`),
    },
  ],
};
const args = (changes: Partial<MicroserviceArgs> = {}, all = regions): MicroserviceArgs => ({
  key: "wishlist",
  namespace: "boutique",
  spec: httpSpec({ public: { host: "wishes" } }),
  image: "example.com/wishlist:v1",
  sites: wholeSites(all),
  uses: { TABLE: { target: wishes, form: "name" }, REGION: { target: wishes, form: "region" } },
  callers: ["frontend"],
  publicZone,
  ...changes,
});
const make = (changes: Partial<MicroserviceArgs> = {}, all = regions) =>
  record({}, () => new Microservice("wishlist", args(changes, all)));

describe("Microservice", () => {
  it("registers exactly these children", async () => {
    const { resources, result } = await make();
    expect(identity(own(resources))).toMatchSnapshot("identity");
    expect(Object.keys(result.regional)).toEqual(regions);
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual(regions);
  });

  it("registers the same in a preview", async () => {
    const { preview, update } = await recordBoth(() => new Microservice("wishlist", args()));
    expect(urns(preview.resources)).toEqual(urns(update.resources));
  });

  it("gives every region's objects to that region's cluster", async () => {
    const { resources } = await make();
    for (const object of own(resources).filter(({ type }) => type.startsWith("kubernetes:"))) {
      const region = regions.find((candidate) => object.name.includes(candidate)) ?? "";
      expect(object.provider).toContain(`::site-${region}::site-${region}-id`);
    }
  });

  it("has one role for all regions, associated in each", async () => {
    const { resources } = await make();
    expect(ofType(resources, "aws:iam/role:Role")).toHaveLength(1);
    const associations = ofType(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(associations.map(({ inputs }) => inputs["clusterName"]).sort()).toEqual([
      "cluster-eu-west-1",
      "cluster-us-east-1",
    ]);
    for (const association of associations) {
      expect(dependencyNames(association)).toContain("wishlist-identity-wishes");
    }
  });

  it("has no role where it uses nothing of AWS", async () => {
    const { resources, result } = await make({ uses: {} });
    expect(result.identity).toBeUndefined();
    expect(resources.filter(({ type }) => type.startsWith("aws:iam/"))).toEqual([]);
  });

  it("changes no region when another comes, but for what its one role may do", async () => {
    const before = own((await make()).resources);
    const after = own((await make({}, ["ap-southeast-2", ...regions])).resources);
    const { added, removed, changed } = growth(before, after);
    expect(removed).toEqual([]);
    expect(changed).toEqual(["aws:iam/rolePolicy:RolePolicy wishlist-identity-wishes"]);
    expect(added.filter((line) => !line.includes("ap-southeast-2"))).toEqual([]);
  });

  it("changes nothing that stands when a caller comes", async () => {
    const before = own((await make({ callers: [] })).resources);
    const after = own((await make({ callers: ["frontend"] })).resources);
    const { added, removed, changed } = growth(before, after);
    expect(removed).toEqual([]);
    expect(added).toEqual(
      regions.map(
        (region) =>
          `kubernetes:networking.k8s.io/v1:NetworkPolicy wishlist-${region}-from-frontend`,
      ),
    );
    // Pods wait for the policy, but nothing of them is another.
    expect(changed.every((line) => line.startsWith("kubernetes:apps/v1:Deployment"))).toBe(true);
    for (const region of regions) {
      const name = `wishlist-${region}-deployment`;
      expect(named(after, name).inputs).toEqual(named(before, name).inputs);
    }
  });
});

describe("refusal", () => {
  it("lists all problems before anything is registered", async () => {
    const scale = { minReplicas: 5, maxReplicas: 4 };
    const spec = grpcSpec({ scale, port: 80, privatePort: 1, public: { host: "a.b" } });
    const bad = { key: "W".repeat(80), namespace: "Boutique", spec };
    const message = await refusal(() => new Microservice("wishlist", args(bad)));
    expect(message).toContain("6 problems; nothing was registered");
    for (const path of ["namespace", "scale.minReplicas", "port", "privatePort", "public.host"]) {
      expect(message).toContain(`- ${path} is`);
    }
  });
});
