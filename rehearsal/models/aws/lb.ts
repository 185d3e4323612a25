/** Elastic Load Balancing: load balancers, target groups, listeners, listener rules. */
import type { Model } from "../../world/model";
import { listener } from "./lb-listeners";
import { loadBalancer } from "./lb-load-balancers";
import { listenerRule } from "./lb-rules";
import { targetGroup } from "./lb-target-groups";

export const lbModels: readonly Model[] = [loadBalancer, targetGroup, listener, listenerRule];
