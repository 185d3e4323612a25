/**
 * Models of the Kubernetes kinds that stacks register, as an EKS Auto Mode cluster serves them through Pulumi's Kubernetes
 * provider.
 *
 * @packageDocumentation
 */
import type { Model } from "../../world/model";
import { autoscalerModel } from "./autoscaler";
import { configMapModel, namespaceModel, serviceAccountModel } from "./core";
import { deploymentModel } from "./deployment";
import { disruptionBudgetModel } from "./disruption-budget";
import { networkPolicyModel } from "./network-policy";
import { nodeClassModel } from "./node-class";
import { nodePoolModel } from "./node-pool";
import { limitRangeModel, resourceQuotaModel } from "./quotas";
import { serviceModel } from "./service";
import { targetGroupBindingModel } from "./target-group-binding";

/** Every Kubernetes model. */
export const kubernetesModels: readonly Model[] = [
  namespaceModel,
  configMapModel,
  serviceAccountModel,
  serviceModel,
  resourceQuotaModel,
  limitRangeModel,
  deploymentModel,
  autoscalerModel,
  disruptionBudgetModel,
  networkPolicyModel,
  nodePoolModel,
  nodeClassModel,
  targetGroupBindingModel,
];
