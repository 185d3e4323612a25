/**
 * ElastiCache users with their passwords, and the groups by which caches know them. Facts: hashicorp/terraform-provider-aws
 * internal/service/elasticache/{user,user_group}.go (schema, ForceNew), docs.aws.amazon.com/AmazonElastiCache/latest
 * APIReference CreateUser, DeleteUser, CreateUserGroup, DeleteUserGroup, and dg/Clusters.RBAC (read 2026-11-26).
 *
 * The SDK marks `passwords` as secret, and not those in `authenticationMode`: a program has to do that itself.
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type NameRule,
  type Properties,
} from "../../world/model";
import { isHashed } from "../../world/secrets";
import { secondsOf } from "../durations";
import { regionalArn } from "./arn";
import { checkWords, type Problem } from "./checks";
import { regionalOutputs } from "./computed";
import { blockAt, flagAt, isGiven, textAt, textsAt, valueAt } from "./inputs";
import { mentioning } from "./lookups";

export const userType = "aws:elasticache/user:User";
export const userGroupType = "aws:elasticache/userGroup:UserGroup";
const cacheType = "aws:elasticache/serverlessCache:ServerlessCache";

/** The id and name of the user that every account has, which needs no password. */
const everyones = "default";

function refused(code: string): (message: string) => Refusal {
  return (message) => new Refusal(code, message);
}
const invalid = refused("InvalidParameterValue");
const invalidTogether = refused("InvalidParameterCombination");

/** ElastiCache keeps ids in small letters (CreateUser, CreateUserGroup). */
function idAt(inputs: Properties, property: string): string {
  return (textAt(inputs, property) ?? "").toLowerCase();
}

/** What its other ids must be like; that a user's and a group's must be, and at most 40 characters, is assumed. */
function idRule(property: string, taken: NameRule["taken"]): NameRule {
  return {
    property,
    maxLength: 40,
    pattern: /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]*(?<!-)$/,
    autoName: "none",
    unique: "scope",
    ...(taken ? { taken } : {}),
    malformed: (id) =>
      invalid(
        `The parameter ${property} is not a valid identifier: ${id}. Identifiers must begin with a letter; must contain only ` +
          "ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
      ),
  };
}

/** The engine, which is taken in any letters. */
function engineOf(inputs: Properties): string | undefined {
  return textAt(inputs, "engine")?.toLowerCase();
}

function checkEngine(inputs: Properties): readonly Problem[] {
  const engine = engineOf(inputs);
  if (engine === undefined || isHashed(engine)) return [];
  return checkWords({ engine }, { engine: ["redis", "valkey"] });
}

function checkPasswords(inputs: Properties, path: string): readonly Problem[] {
  const given = textsAt(inputs, path);
  const problems = given.flatMap((password, index): Problem[] => {
    if (isHashed(password) || (password.length >= 16 && password.length <= 128)) return [];
    const place = `${path}[${index}]`;
    return [[place, `expected length of ${place} to be in the range (16 - 128)`]];
  });
  return given.length > 2
    ? [...problems, [path, `${path}: 2 at most, got ${given.length}`]]
    : problems;
}

function checkUser(inputs: Properties): readonly Problem[] {
  const problems: Problem[] = [
    ...checkEngine(inputs),
    ...checkPasswords(inputs, "passwords"),
    ...checkPasswords(inputs, "authenticationMode.passwords"),
    ...checkWords(inputs, {
      "authenticationMode.type": ["password", "no-password-required", "iam"],
    }),
  ];
  if (isGiven(inputs, "passwordsWo")) {
    for (const other of ["passwords", "authenticationMode"]) {
      if (isGiven(inputs, other)) problems.push([other, `"${other}": conflicts with passwordsWo`]);
    }
  }
  if (isGiven(inputs, "passwordsWo") !== isGiven(inputs, "passwordsWoVersion")) {
    const lone = isGiven(inputs, "passwordsWo") ? "passwordsWo" : "passwordsWoVersion";
    problems.push([lone, "all of `passwordsWo,passwordsWoVersion` must be specified"]);
  }
  return problems;
}

/**
 * A word of an access string: neither a password nor `reset` is any (dg/Clusters.RBAC, read 2026-11-26). The rest is general
 * knowledge of Valkey's access control lists, not verified; the sentence is ours.
 */
const accessWord =
  /^(?:on|off|(?:all|reset)(?:keys|channels)|(?:all|no)commands|clearselectors|[~&+(-].*|%(?:R|W|RW)~.*|.*\))$/;

function refuseAccess(accessString: string | undefined): void {
  if (accessString === undefined || isHashed(accessString)) return;
  const words = accessString.split(/\s+/).filter((word) => word !== "");
  const strange = words.length === 0 ? "" : words.find((word) => !accessWord.test(word));
  if (strange !== undefined) throw invalid(`The access string has a wrong word: '${strange}'`);
}

type Authentication = "password" | "no-password" | "iam";

/** How a user says who it is; undefined where its inputs do not tell. */
function authenticationOf(inputs: Properties): Authentication | undefined {
  const mode = textAt(inputs, "authenticationMode.type");
  if (mode === "iam") return "iam";
  if (mode === "no-password-required" || flagAt(inputs, "noPasswordRequired") === true)
    return "no-password";
  const has = mode === "password" || isGiven(inputs, "passwords") || isGiven(inputs, "passwordsWo");
  return has ? "password" : undefined;
}

function passwordsOf(inputs: Properties): number {
  if (isGiven(inputs, "passwordsWo")) return 1;
  const listed = valueAt(inputs, "authenticationMode.passwords") ?? valueAt(inputs, "passwords");
  return Array.isArray(listed) ? listed.length : 0;
}

/**
 * The first sentence is quoted in crossplane-contrib/provider-upjet-aws issue 151, the one about IAM in
 * terraform-aws-modules/terraform-aws-elasticache issue 65 (read 2026-11-26); the others are ours.
 */
function refuseUser({ inputs }: Draft): void {
  const authentication = authenticationOf(inputs);
  if (authentication === undefined) {
    throw invalid(
      "Input Authentication type: null is not in the allowed list: [password,no-password-required,iam]",
    );
  }
  refuseAccess(textAt(inputs, "accessString"));
  if (authentication === "iam" && idAt(inputs, "userId") !== textAt(inputs, "userName")) {
    throw invalidTogether("User Id and User name must be same for authentication type: iam");
  }
  const count = passwordsOf(inputs);
  if (authentication === "password" ? count === 0 : count > 0) {
    const words = authentication === "password" ? "needs a password" : "takes no passwords";
    throw invalidTogether(`Authentication type ${authentication} ${words}`);
  }
}

function userOutputs(draft: Draft, id: string): Properties {
  const { inputs } = draft;
  const authenticationMode = {
    ...blockAt(inputs, "authenticationMode"),
    type: authenticationOf(inputs) ?? "",
    passwordCount: passwordsOf(inputs),
  };
  return {
    ...regionalOutputs(draft),
    arn: regionalArn(draft, "elasticache", `user:${id}`),
    userId: id,
    authenticationMode,
    passwordsWo: null,
  };
}

function groupsOf(world: Draft["world"], user: CloudObject): readonly CloudObject[] {
  return mentioning(world, user.id, [userGroupType], user.scope);
}

const user: Model = {
  type: userType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/elasticache/user.go (read 2026-11-26); of passwordsWo the SDK's comments",
    "docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html, API_DeleteUser.html (read 2026-11-26)",
  ],
  name: idRule(
    "userId",
    () => new Refusal("UserAlreadyExists", "A user with this ID already exists."),
  ),
  unordered: ["passwords", "authenticationMode.passwords"],
  replaceOn: ["userId", "userName", "region"],
  defaults: { noPasswordRequired: false },
  secretOutputs: ["passwords", "passwordsWo"],
  check: checkUser,
  id: (draft) => idAt(draft.inputs, "userId"),
  computed: userOutputs,
  refuseCreate: refuseUser,
  refuseUpdate: refuseUser,
  refuseDelete: (object, world) => {
    if (textAt(object.outputs, "userName") !== everyones) return;
    if (groupsOf(world, object).length === 0) return;
    throw new Refusal(
      "DefaultUserAssociatedToUserGroup",
      "The default user assigned to the user group.",
    );
  },
  afterDelete: (object, world) => {
    for (const group of groupsOf(world, object)) {
      const userIds = textsAt(group.outputs, "userIds").filter((id) => id !== object.id);
      world.amend(group, { ...group.outputs, userIds });
    }
  },
  seconds: secondsOf(userType),
};

/** Code and first sentence: hashicorp/terraform-provider-aws issue 25593 (read 2026-11-26); the second is ours. */
function refuseMembers(draft: Draft): void {
  const ids = textsAt(draft.inputs, "userIds");
  const members = ids.flatMap((id) => draft.world.find(userType, id, draft.scope) ?? []);
  const names = [
    ...members.map(({ outputs }) => textAt(outputs, "userName") ?? ""),
    ...(ids.includes(everyones) ? [everyones] : []),
  ];
  const engine = engineOf(draft.inputs);
  if (engine === "redis" && !names.includes(everyones)) {
    throw new Refusal(
      "DefaultUserRequired",
      "User group needs to contain a user with the user name default.",
    );
  }
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new Refusal("DuplicateUserName", `Several users of the group have the name ${twice}`);
  }
  refuseEngine(engine, ids, members);
}

/** Of Valkey every user says who it is (dg/Clusters.RBAC); of Redis none is Valkey's, which is assumed. */
function refuseEngine(
  engine: string | undefined,
  ids: readonly string[],
  members: readonly CloudObject[],
): void {
  const open = members.find(({ inputs }) => authenticationOf(inputs) === "no-password")?.id;
  const passwordless = ids.includes(everyones) ? everyones : open;
  if (engine === "valkey" && passwordless !== undefined) {
    throw invalidTogether(
      `No password user ${passwordless} cannot be added to user group with engine Valkey`,
    );
  }
  const newer = members.find(({ outputs }) => engineOf(outputs) === "valkey")?.id;
  if (engine === "redis" && newer !== undefined) {
    throw invalidTogether(`Valkey user ${newer} cannot be added to user group with engine Redis`);
  }
}

const userGroup: Model = {
  type: userGroupType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/elasticache/user_group.go (read 2026-11-26); that another id replaces is CloudFormation's word, AWS::ElastiCache::UserGroup",
    "docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html, API_DeleteUserGroup.html (read 2026-11-26)",
  ],
  name: idRule(
    "userGroupId",
    () => new Refusal("UserGroupAlreadyExists", "The user group with this ID already exists."),
  ),
  unordered: ["userIds"],
  replaceOn: ["engine", "userGroupId", "region"],
  references: [
    {
      path: "userIds[]",
      to: [userType],
      where: "same",
      missing: (id) => new Refusal("UserNotFound", `User ${id} not found.`),
      optional: (id) => id === everyones,
    },
  ],
  check: checkEngine,
  id: (draft) => idAt(draft.inputs, "userGroupId"),
  computed: (draft, id) => ({
    ...regionalOutputs(draft),
    arn: regionalArn(draft, "elasticache", `usergroup:${id}`),
    userGroupId: id,
  }),
  refuseCreate: refuseMembers,
  refuseUpdate: refuseMembers,
  refuseDelete: (group, world) => {
    const [cache] = mentioning(world, group.id, [cacheType], group.scope);
    if (!cache) return;
    throw new Refusal(
      "InvalidUserGroupState",
      `User group ${group.id} is associated with the serverless cache ${cache.id} and cannot be deleted.`,
    );
  },
  seconds: secondsOf(userGroupType),
};

/** Throws where a cache cannot have the group: only Valkey and Redis know any, and Redis none of Valkey's (ours). */
export function refuseUserGroup(draft: Draft): void {
  const id = textAt(draft.inputs, "userGroupId");
  const engine = textAt(draft.inputs, "engine");
  if (id === undefined) return;
  const group = draft.world.find(userGroupType, id, draft.scope);
  if (
    engine === "memcached" ||
    (engine === "redis" && engineOf(group?.outputs ?? {}) === "valkey")
  ) {
    throw invalidTogether(`The user group ${id} cannot be used with the engine ${engine}.`);
  }
}

export const elasticacheUserModels: readonly Model[] = [user, userGroup];
