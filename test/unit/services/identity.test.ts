import type { Reachable } from "../../../components/conventions/contracts";
import { ServiceIdentity, permissionTargets } from "../../../components/services/identity";
import { serviceReachable } from "../../../components/services/reachable";
import {
  dependencyNames,
  identity,
  named,
  ofType,
  record,
  settled,
  urns,
} from "../../support/record";
import { Holder, recordBoth } from "../../support/whole-sites";
import { Role } from "@pulumi/aws/iam/role";

const store = (key: string): Reachable => ({
  key,
  kind: "keyValueStore",
  binding: () => "",
  reach: () => [],
  statements: (regions) => [
    {
      Effect: "Allow",
      Action: ["dynamodb:GetItem"],
      Resource: regions.map((region) => `arn:aws:dynamodb:${region}:123456789012:table/${key}`),
    },
  ],
});
const regions = ["eu-west-1", "us-east-1"];
const program = () =>
  new ServiceIdentity("wishlist", { regions, targets: [store("wishes"), store("orders")] });
const make = () => record({ stack: "prod" }, program);
const json = (value: unknown) => JSON.parse(String(value)) as unknown;

describe("ServiceIdentity", () => {
  it("registers one role and a policy for each target, as in a preview", async () => {
    const { preview, update } = await recordBoth(program);
    expect(identity(update.resources)).toMatchSnapshot("identity");
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    const self = named(update.resources, "wishlist");
    expect(update.resources.filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
  });

  it("lets pods of any of our clusters take the role, and nobody else", async () => {
    const { resources } = await make();
    const role = named(resources, "wishlist-role");
    expect(role.inputs["name"]).toBe("prod-wishlist-role");
    expect(role.deleteBeforeReplace).toBe(true);
    expect(json(role.inputs["assumeRolePolicy"])).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
        },
      ],
    });
  });

  it("allows what a target asks for in the service's regions, and nothing more", async () => {
    const { resources } = await make();
    const policy = named(resources, "wishlist-wishes");
    expect(policy.inputs).toMatchObject({ role: "prod-wishlist-role", name: "wishes" });
    expect(policy.deleteBeforeReplace).toBe(true);
    expect(json(policy.inputs["policy"])).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["dynamodb:GetItem"],
          Resource: regions.map((region) => `arn:aws:dynamodb:${region}:123456789012:table/wishes`),
        },
      ],
    });
    expect(ofType(resources, "aws:iam/rolePolicy:RolePolicy")).toHaveLength(2);
    expect(ofType(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")).toEqual([]);
  });

  it("gives its ARN only together with its policies", async () => {
    const { resources } = await record({}, () => {
      const { roleArn } = program();
      return new Role("taker", { assumeRolePolicy: roleArn }, { parent: new Holder() });
    });
    expect(dependencyNames(named(resources, "taker"))).toEqual([
      "wishlist-orders",
      "wishlist-role",
      "wishlist-wishes",
    ]);
    const { result } = await make();
    expect((await settled(result.roleArn)).value).toBe(
      "arn:aws:iam::123456789012:role/prod-wishlist-role",
    );
  });

  it("fits IAM's names, however long the service's", async () => {
    const { resources } = await record(
      { stack: "production" },
      () => new ServiceIdentity(`boutique-${"k".repeat(40)}-identity`, { regions, targets: [] }),
    );
    const [role] = ofType(resources, "aws:iam/role:Role");
    expect(String(role?.inputs["name"]).length).toBeLessThanOrEqual(64);
  });
});

describe("permissionTargets", () => {
  it("are those that need any", () => {
    const cart = serviceReachable({ key: "cart", namespace: "b", spec: { port: 7070 } });
    const wishes = store("wishes");
    expect(permissionTargets([cart, wishes], regions)).toEqual([wishes]);
    expect(permissionTargets([cart], regions)).toEqual([]);
  });
});
