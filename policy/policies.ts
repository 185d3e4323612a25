/** All rules of the pack, by concern. */
import { capacitySurvivesALoss, replicasSurviveALoss } from "./capacity";
import { clusterProvidersKeepIdentity } from "./cluster-providers";
import {
  containersAnswerProbes,
  containersStateTheirSize,
  imagesPinned,
  imagesScanned,
} from "./containers";
import { budgetsLetGo, podsSpreadOverZones, workloadsHaveBudgets } from "./disruption";
import { failOverInTime, failOverNeedsNoControlPlane, routedRecordsWatchHealth } from "./dns";
import {
  clusterSecretsEncrypted,
  dataEncryptedAtRest,
  dataEncryptedInTransit,
  keysRotate,
  listenersUseCurrentTls,
} from "./encryption";
import {
  clusterEndpointNotOpen,
  noPortOpenToTheWorld,
  noPublicAddresses,
  onlyLoadBalancersFaceTheWorld,
  publicListenersUseTls,
} from "./exposure";
import {
  clusterAccessByEntries,
  noAdministratorPolicies,
  noLastingCredentials,
  noUnlimitedPermissions,
  trustNamesPrincipals,
} from "./identity";
import { clustersLogTheirApi, logGroupsExpire, networksLogFlows } from "./logging";
import { namespacesDenyByDefault, networkPolicyEnforced } from "./network-policy";
import { podsRestricted } from "./pod-security";
import { regionsAllowed, requiredTags, spansZones } from "./placement";
import {
  dataRecoverable,
  keysOfDataProtected,
  nothingEmptiedOnDeletion,
  statefulNotDeletedFirst,
  statefulProtected,
} from "./protection";
import type { ResourceRule, StackRule } from "./rule";

/** Rules over single resources. */
export const resourceRules: readonly ResourceRule[] = [
  dataEncryptedAtRest,
  dataEncryptedInTransit,
  keysRotate,
  clusterSecretsEncrypted,
  listenersUseCurrentTls,
  noPortOpenToTheWorld,
  clusterEndpointNotOpen,
  noPublicAddresses,
  noUnlimitedPermissions,
  noAdministratorPolicies,
  trustNamesPrincipals,
  noLastingCredentials,
  clusterAccessByEntries,
  clusterProvidersKeepIdentity,
  containersStateTheirSize,
  containersAnswerProbes,
  podsRestricted,
  imagesPinned,
  imagesScanned,
  budgetsLetGo,
  statefulProtected,
  statefulNotDeletedFirst,
  nothingEmptiedOnDeletion,
  dataRecoverable,
  logGroupsExpire,
  clustersLogTheirApi,
  regionsAllowed,
  requiredTags,
  spansZones,
];

/** Rules over whole stacks. */
export const stackRules: readonly StackRule[] = [
  onlyLoadBalancersFaceTheWorld,
  publicListenersUseTls,
  namespacesDenyByDefault,
  networkPolicyEnforced,
  workloadsHaveBudgets,
  podsSpreadOverZones,
  replicasSurviveALoss,
  capacitySurvivesALoss,
  routedRecordsWatchHealth,
  failOverNeedsNoControlPlane,
  failOverInTime,
  keysOfDataProtected,
  networksLogFlows,
];

/** All rules. */
export const policies: readonly (ResourceRule | StackRule)[] = [...resourceRules, ...stackRules];
