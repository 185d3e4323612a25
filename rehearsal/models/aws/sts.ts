/** Who calls. Source: docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html (read 2026-11). */
import { createHash } from "node:crypto";
import type { Caller, InvokeModel } from "../../world/model";

/** The unique id of the caller, as IAM forms it: `AIDA` for a user, `AROA` for a role. */
function userId(caller: Caller): string {
  const prefix = /:(?:assumed-)?role\//.test(caller.principalArn) ? "AROA" : "AIDA";
  const hash = createHash("sha256").update(caller.principalArn).digest("hex");
  return `${prefix}${hash.slice(0, 17).toUpperCase()}`;
}

const getCallerIdentity: InvokeModel = {
  token: "aws:index/getCallerIdentity:getCallerIdentity",
  sources: [
    "docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html (read 2026-11)",
  ],
  answer: (_args, caller) => ({
    id: caller.account,
    accountId: caller.account,
    arn: caller.principalArn,
    userId: userId(caller),
  }),
};

/** `getCallerIdentity`. */
export const stsInvokes: readonly InvokeModel[] = [getCallerIdentity];
