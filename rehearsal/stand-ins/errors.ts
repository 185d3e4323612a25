/** What went wrong, in the form that the engine understands. */
import { Metadata, status, type ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any, messageOf } from "./protobuf";
import type { Properties } from "../world/model";

/** Any failure of a call as a gRPC error with the failure's own text. */
export function serviceError(cause: unknown): ServiceError {
  if (isServiceError(cause)) return cause;
  const details = cause instanceof Error ? cause.message : String(cause);
  return failure(details, new Metadata());
}

/** The object exists but never became ready: the engine keeps it in its state, marked so. */
export function initFailed(about: {
  readonly id: string;
  readonly message: string;
  readonly reasons: readonly string[];
  readonly inputs: Properties;
  readonly outputs: Properties;
}): ServiceError {
  const detail = new ErrorResourceInitFailed()
    .setId(about.id)
    .setReasonsList([...about.reasons])
    .setInputs(messageOf(about.inputs))
    .setProperties(messageOf(about.outputs));
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const whole = new Status().setCode(status.UNKNOWN).setMessage(about.message);
  whole.addDetails(any);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(whole.serializeBinary()));
  return failure(about.message, metadata);
}

function failure(details: string, metadata: Metadata): ServiceError {
  return Object.assign(new Error(details), { code: status.UNKNOWN, details, metadata });
}

function isServiceError(cause: unknown): cause is ServiceError {
  return cause instanceof Error && "details" in cause && "metadata" in cause && "code" in cause;
}
