/**
 * Every AWS resource type and invoke that the rehearsal cloud serves.
 *
 * Where a model names a file of hashicorp/terraform-provider-aws, that file was read in a stored copy, of which some are
 * older than the provider inside the installed SDK; inputs and outputs are the SDK's own, which speak against them.
 */
import type { InvokeModel, Model } from "../../world/model";
import { acmModels } from "./acm";
import { cloudwatchModels } from "./cloudwatch";
import { dynamodbModels } from "./dynamodb";
import { ec2Models } from "./ec2";
import { ecrInvokes, ecrModels } from "./ecr";
import { eksModels } from "./eks";
import { elasticacheModels } from "./elasticache";
import { iamModels } from "./iam";
import { kmsModels } from "./kms";
import { lbModels } from "./lb";
import { route53Models } from "./route53";
import { secretsmanagerInvokes, secretsmanagerModels } from "./secretsmanager";
import { snsModels } from "./sns";
import { stsInvokes } from "./sts";

export const awsModels: readonly Model[] = [
  ...ec2Models,
  ...iamModels,
  ...kmsModels,
  ...eksModels,
  ...lbModels,
  ...acmModels,
  ...route53Models,
  ...dynamodbModels,
  ...elasticacheModels,
  ...cloudwatchModels,
  ...snsModels,
  ...ecrModels,
  ...secretsmanagerModels,
];

export const awsInvokes: readonly InvokeModel[] = [
  ...stsInvokes,
  ...ecrInvokes,
  ...secretsmanagerInvokes,
];
