import { notKnownYet, type Registration } from "../../../policy/harness";
import { one, refused, type Case, type Cases } from "./case";

const topic = "aws:sns/topic:Topic";
const europe = { allowedRegions: ["eu-west-1", "eu-central-1"] };

function of(provider: Registration["props"], props: Registration["props"]): Case {
  return {
    resources: [
      { type: "pulumi:providers:aws", name: "account", props: provider },
      { type: topic, name: "subject", props, provider: "account" },
    ],
  };
}

const ours = { "archipelago:stack": "project/dev", "archipelago:resource": "subject" };

export const placementCases: Cases = {
  "regions-allowed": {
    refuses: {
      "another region": {
        ...refused(topic, { region: "us-east-1" }, /us-east-1 is not allowed/),
        config: europe,
      },
      "the region of the provider": {
        ...of({ region: "us-east-1" }, {}),
        config: europe,
        says: [/us-east-1 is not allowed/],
      },
      "copies elsewhere": {
        ...refused(
          "aws:dynamodb/table:Table",
          {
            region: "eu-west-1",
            replicas: [{ regionName: "us-east-1" }, { regionName: "eu-central-1" }],
          },
          /us-east-1 is not allowed/,
        ),
        config: europe,
      },
      "a copy of repositories": {
        ...refused(
          "aws:ecr/replicationConfiguration:ReplicationConfiguration",
          {
            region: "eu-west-1",
            replicationConfiguration: {
              rules: [
                { destinations: [{ region: "eu-central-1", registryId: "123456789012" }] },
                { destinations: [{ region: "us-east-1", registryId: "123456789012" }] },
              ],
            },
          },
          /us-east-1 is not allowed/,
        ),
        config: europe,
      },
      "a copy of a file system": {
        ...refused(
          "aws:efs/replicationConfiguration:ReplicationConfiguration",
          { region: "eu-west-1", destination: { region: "us-east-1" } },
          /us-east-1 is not allowed/,
        ),
        config: europe,
      },
      "a copy, where its own region is not said": {
        ...refused(
          "aws:efs/replicationConfiguration:ReplicationConfiguration",
          { destination: { region: "us-east-1" } },
          /us-east-1 is not allowed/,
        ),
        config: europe,
      },
    },
    accepts: {
      "an allowed region": { ...one(topic, { region: "eu-west-1" }), config: europe },
      "an allowed region, over the provider's": {
        ...of({ region: "us-east-1" }, { region: "eu-west-1" }),
        config: europe,
      },
      "copies in allowed regions": {
        ...one("aws:efs/replicationConfiguration:ReplicationConfiguration", {
          region: "eu-west-1",
          destination: { region: "eu-central-1" },
        }),
        config: europe,
      },
      "a destination that is no place": {
        ...one("aws:sns/topic:Topic", { region: "eu-west-1", destination: "arn:x" }),
        config: europe,
      },
      "every region, where no list is given": one(topic, { region: "us-east-1" }),
      "what is in no region": { ...one("aws:iam/role:Role", {}), config: europe },
    },
    undecided: {
      "no region, neither its own nor its provider's": { ...one(topic, {}), config: europe },
      "a copy in a region from elsewhere": {
        ...one("aws:efs/replicationConfiguration:ReplicationConfiguration", {
          region: "eu-west-1",
          destination: { region: notKnownYet },
        }),
        config: europe,
      },
      "a region from elsewhere": { ...one(topic, { region: notKnownYet }), config: europe },
    },
  },
  "required-tags": {
    refuses: {
      "no tags": refused(topic, {}, /no tag archipelago:stack, archipelago:resource/),
      "one tag": refused(
        topic,
        { tags: { "archipelago:stack": "project/dev" } },
        /no tag archipelago:resource/,
      ),
      "one tag of the provider": {
        ...of(
          { defaultTags: JSON.stringify({ tags: { "archipelago:stack": "project/dev" } }) },
          {},
        ),
        says: [/no tag archipelago:resource/],
      },
      "other tags": {
        ...refused(topic, { tags: ours }, /no tag owner/),
        config: { requiredTags: ["owner"] },
      },
    },
    accepts: {
      "its tags, whatever their values": one(topic, {
        tags: { ...ours, "archipelago:resource": notKnownYet },
      }),
      "tags of the provider, as SDKs send them": of(
        { defaultTags: JSON.stringify({ tags: ours }) },
        { tagsAll: ours },
      ),
      "tags of the provider, as an object": of({ defaultTags: { tags: ours } }, {}),
      "tags of both": of(
        { defaultTags: JSON.stringify({ tags: { "archipelago:stack": "project/dev" } }) },
        { tags: { "archipelago:resource": "subject" } },
      ),
      "its own, whatever the provider's": of({ defaultTags: notKnownYet }, { tags: ours }),
      "what cannot be tagged": one("aws:route53/record:Record", {}),
      "none, where none are demanded": { ...one(topic, {}), config: { requiredTags: [] } },
    },
    undecided: {
      "tags from elsewhere": one(topic, { tags: notKnownYet }),
      "tags of the provider from elsewhere": of({ defaultTags: notKnownYet }, {}),
    },
  },
  "spans-zones": {
    refuses: {
      "a load balancer in one": refused(
        "aws:lb/loadBalancer:LoadBalancer",
        { subnets: ["a"] },
        /in 1 subnets/,
      ),
      "a cluster in too few": {
        ...refused(
          "aws:eks/cluster:Cluster",
          { vpcConfig: { subnetIds: ["a", "b"] } },
          /in 2 subnets/,
        ),
        config: { minimumZones: 3 },
      },
    },
    accepts: {
      "subnets that are being made": one("aws:lb/loadBalancer:LoadBalancer", {
        subnets: [notKnownYet, notKnownYet],
      }),
      "subnets with addresses": one("aws:lb/loadBalancer:LoadBalancer", {
        subnetMappings: [{ subnetId: "a" }, { subnetId: "b" }],
      }),
    },
    undecided: {
      "a list from elsewhere": one("aws:lb/loadBalancer:LoadBalancer", { subnets: notKnownYet }),
    },
  },
};
