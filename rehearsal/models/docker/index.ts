/**
 * Models of the types that Pulumi's Docker provider serves.
 *
 * @packageDocumentation
 */
import type { Model } from "../../world/model";
import { imageModel } from "./image";

/** Every Docker model. */
export const dockerModels: readonly Model[] = [imageModel];
