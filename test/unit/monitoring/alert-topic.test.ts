import * as pulumi from "@pulumi/pulumi";

import { createAlertTopic } from "../../../components/monitoring/alert-topic";
import { dependencyNames, named, record, settled, type Recorded } from "../../support/record";

const region = "eu-west-1";
const topicArn = "arn:aws:sns:eu-west-1:123456789012:alerts";

interface Policy {
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Principal: unknown;
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
    readonly Condition?: unknown;
  }[];
}

function recordTopic(preview = false) {
  const outputs = ({ type }: { type: string }) =>
    type === "aws:sns/topic:Topic" ? { arn: topicArn } : undefined;
  return record({ preview, outputs }, () => {
    const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
    return createAlertTopic({ parent, name: "shop", region, tags: {} });
  });
}

function policyOf({ inputs }: Recorded): Policy {
  return JSON.parse(String(inputs["policy"])) as Policy;
}

const ownAlarms = {
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Condition: {
    StringEquals: { "aws:SourceAccount": "123456789012" },
    ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:*" },
  },
};

describe("the alert topic", () => {
  it("may be published to by alarms of its own account and region, and by no other service", async () => {
    const { resources } = await recordTopic();
    expect(policyOf(named(resources, "shop-alerts-policy")).Statement).toEqual([
      {
        Sid: "AlarmsPublish",
        Effect: "Allow",
        ...ownAlarms,
        Action: ["sns:Publish"],
        Resource: [topicArn],
      },
    ]);
  });

  it("is encrypted with a key that the same alarms may use, and the account may administer", async () => {
    const { resources } = await recordTopic();
    expect(named(resources, "shop-alerts").inputs).toMatchObject({
      region,
      name: "dev-shop-alerts",
      kmsMasterKeyId: expect.stringMatching(/^arn:aws:kms:eu-west-1:/) as unknown,
    });
    const key = named(resources, "shop-alerts-key");
    expect(key.inputs).toMatchObject({ enableKeyRotation: true, region });
    expect(policyOf(key).Statement).toEqual([
      {
        Sid: "AccountAdministers",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::123456789012:root" },
        Action: ["kms:*"],
        Resource: ["*"],
      },
      {
        Sid: "AlarmsEncrypt",
        Effect: "Allow",
        ...ownAlarms,
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: ["*"],
      },
    ]);
  });

  it("is handed on only once it may be published to", async () => {
    const { resources } = await record({}, () => {
      const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
      const { arn } = createAlertTopic({ parent, name: "shop", region, tags: {} });
      class User extends pulumi.CustomResource {
        constructor() {
          super("test:index:User", "user", { topicArn: arn });
        }
      }
      return new User();
    });
    expect(dependencyNames(named(resources, "user"))).toContain("shop-alerts-policy");
  });

  it("can be replaced although its name is taken", async () => {
    const { resources } = await recordTopic();
    for (const name of ["shop-alerts", "shop-alerts-policy"])
      expect(named(resources, name).deleteBeforeReplace).toBe(true);
  });

  it("is the same in a preview, where its ARN is not known", async () => {
    const { resources, result } = await recordTopic(true);
    expect(await settled(result.arn)).toMatchObject({ known: false });
    expect(named(resources, "shop-alerts-policy").inputs["policy"]).toBe("$unknown");
    expect(policyOf(named(resources, "shop-alerts-key")).Statement).toHaveLength(2);
  });
});
