/**
 * Amazon Resource Names: how the models build them and take them apart.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (read 2026-11).
 */
import type { Draft } from "../../world/model";

/** The parts of an ARN. Global services leave `region` empty; AWS's own policies have the account `aws`. */
export interface ArnParts {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the account, such as `role/name` or `cluster/name`. */
  readonly resource: string;
}

/** `arn:aws:<service>:<region>:<account>:<resource>`. */
export function arn({ service, region, account, resource }: ArnParts): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}

/** The ARN of a regional object that a draft describes. */
export function regionalArn(draft: Draft, service: string, resource: string): string {
  return arn({ service, region: draft.scope, account: draft.caller.account, resource });
}

/** The ARN of an object of a global service (IAM) that a draft describes. */
export function globalArn(draft: Draft, service: string, resource: string): string {
  return arn({ service, region: "", account: draft.caller.account, resource });
}

/** Takes an ARN apart; undefined for what is none. */
export function parseArn(value: string): ArnParts | undefined {
  const found = /^arn:aws:([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws)?:(.+)$/s.exec(value);
  if (!found) return undefined;
  const [, service = "", region = "", account = "", resource = ""] = found;
  return { service, region, account, resource };
}
