import { notKnownYet } from "../../../policy/harness";
import { one, refused, type Case, type Cases, type Refusal } from "./case";
import { document } from "./statements";

const role = "aws:iam/role:Role";

/** A key that everyone may use under a condition. */
function usable(condition: object): Case {
  const everyone = { Principal: { AWS: "*" }, Action: "kms:Decrypt", Condition: condition };
  return one("aws:kms/key:Key", { policy: document(everyone) });
}

/** A condition that leaves everyone in. */
function left(operator: string, key: string, ...values: readonly string[]): Refusal {
  return { ...usable({ [operator]: { [key]: values } }), says: [/trusts everyone/] };
}

export const trustCases: Cases = {
  "trust-names-principals": {
    refuses: {
      "a role for everyone": refused(
        role,
        { assumeRolePolicy: document({ Principal: "*", Action: "sts:AssumeRole" }) },
        /trusts everyone/,
      ),
      "every account": refused(
        "aws:sns/topicPolicy:TopicPolicy",
        { policy: document({ Principal: { AWS: ["*"] }, Action: "sns:Publish" }) },
        /trusts everyone/,
      ),
      "everyone, in the queue's own property": refused(
        "aws:sqs/queue:Queue",
        { policy: document({ Principal: "*", Action: "sqs:SendMessage" }) },
        /trusts everyone/,
      ),
      "everyone who uses TLS": refused(
        "aws:s3/bucket:Bucket",
        {
          policy: document({
            Principal: "*",
            Action: "s3:GetObject",
            Condition: { Bool: { "aws:SecureTransport": "true" } },
          }),
        },
        /trusts everyone/,
      ),
      "everyone, in a bucket of the second kind": refused(
        "aws:s3/bucketV2:BucketV2",
        { policy: document({ Principal: "*", Action: "s3:GetObject" }) },
        /trusts everyone/,
      ),
      "every ARN": left("StringLike", "aws:PrincipalArn", "*"),
      "every ARN beside one": left("ArnLike", "aws:PrincipalArn", "arn:aws:iam::1:role/a", "arn:*"),
      "a role of that name in every account": left(
        "ArnLike",
        "aws:PrincipalArn",
        "arn:aws:iam::*:role/deployer",
      ),
      "buckets whose names begin so": left("ArnLike", "aws:SourceArn", "arn:aws:s3:::logs-*"),
      "every address": left("IpAddress", "aws:SourceIp", "0.0.0.0/0"),
      "every address, in halves": left("IpAddress", "aws:SourceIp", "0.0.0.0/1", "128.0.0.0/1"),
      "every address of IPv6": left("IpAddress", "aws:SourceIp", "10.0.0.0/8", "::/0"),
      "all accounts but one": left("StringNotEquals", "aws:PrincipalAccount", "123456789012"),
      "everyone who has an ARN": left("Null", "aws:PrincipalArn", "false"),
      "everyone who comes through no endpoint": left(
        "StringEqualsIfExists",
        "aws:SourceVpce",
        "vpce-1",
      ),
      "everyone without an organisation": left(
        "ForAllValues:StringLike",
        "aws:PrincipalOrgPaths",
        "o-abc/*",
      ),
      "every organisation": left("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*/r-abc/*"),
      "whoever is who they are": left(
        "StringEquals",
        "aws:PrincipalAccount",
        "${aws:PrincipalAccount}",
      ),
      "whoever tags a role so": left("StringEquals", "aws:PrincipalTag/team", "payments"),
      "whoever calls through a service": left(
        "StringEquals",
        "kms:ViaService",
        "sqs.eu-west-1.amazonaws.com",
      ),
      "everyone but one": refused(
        "aws:sqs/queuePolicy:QueuePolicy",
        { policy: document({ NotPrincipal: { AWS: "arn:x" }, Action: "sqs:*" }) },
        /trusts everyone/,
      ),
    },
    accepts: {
      "a service": one(role, {
        assumeRolePolicy: document({
          Principal: { Service: "eks.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
      }),
      "everyone under a condition": one("aws:sns/topicPolicy:TopicPolicy", {
        policy: document({
          Principal: "*",
          Action: "sns:Publish",
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        }),
      }),
      "an account, through a service": usable({
        StringEquals: {
          "kms:CallerAccount": "123456789012",
          "kms:ViaService": "sqs.eu-west-1.amazonaws.com",
        },
      }),
      "one of two conditions": usable({
        Bool: { "aws:SecureTransport": "true" },
        ArnLike: { "AWS:PrincipalArn": "arn:aws:iam::123456789012:role/*" },
      }),
      "a part of an organisation": usable({
        "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abc/r-def/*" },
      }),
      "sessions of one role": usable({ StringLike: { "aws:userid": "AROAEXAMPLE:*" } }),
      "a bucket, whose name no other has": usable({
        ArnLike: { "aws:SourceArn": "arn:aws:s3:::logs" },
      }),
      "some addresses": usable({
        IpAddress: { "aws:SourceIp": ["192.0.2.0/24", "2001:db8::/32"] },
      }),
      "a denial of everyone": one("aws:s3/bucketPolicy:BucketPolicy", {
        policy: document({ Effect: "Deny", Principal: "*", Action: "s3:*" }),
      }),
      "a key without a policy of its own": one("aws:kms/key:Key", {}),
    },
    undecided: {
      "a document with an ARN that is being made": one(role, { assumeRolePolicy: notKnownYet }),
      "a condition from elsewhere, in a document as an object": one(role, {
        assumeRolePolicy: {
          Statement: {
            Effect: "Allow",
            Principal: "*",
            Condition: { StringEquals: { "aws:PrincipalAccount": notKnownYet } },
          },
        },
      }),
    },
  },
};
