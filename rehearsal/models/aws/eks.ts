/** All of EKS that the rehearsal serves: clusters, who may use them, add-ons, Pod Identity. */
import type { Model } from "../../world/model";
import { eksAccessModels } from "./eks-access";
import { eksAddonModels } from "./eks-addons";
import { eksClusterModels } from "./eks-clusters";

export const eksModels: readonly Model[] = [
  ...eksClusterModels,
  ...eksAccessModels,
  ...eksAddonModels,
];
