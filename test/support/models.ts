/** Models and what the catalogue says of their types, for tests that go over many of them. */
import { awsModels } from "../../rehearsal/models/aws/index";
import type { Model } from "../../rehearsal/world/model";

/** The model of an AWS type. Throws where there is none. */
export function modelOf(type: string): Model {
  const model = awsModels.find((candidate) => candidate.type === type);
  if (!model) throw new Error(`no model for ${type}`);
  return model;
}
