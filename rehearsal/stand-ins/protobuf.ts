/**
 * The protobuf messages that Pulumi's own messages are made of. They must come from the copy of google-protobuf
 * that the SDK itself loads: messages of another copy cannot be put into its messages.
 */
import { createRequire } from "node:module";
import type * as any from "google-protobuf/google/protobuf/any_pb";
import type * as empty from "google-protobuf/google/protobuf/empty_pb";
import type * as struct from "google-protobuf/google/protobuf/struct_pb";
import type { Properties, Value } from "../world/model";

const fromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const load = (name: string): unknown => fromSdk(`google-protobuf/google/protobuf/${name}_pb.js`);

export const { Any } = load("any") as typeof any;
export const { Empty } = load("empty") as typeof empty;
const { ListValue, NullValue, Struct, Value: Message } = load("struct") as typeof struct;

/** The properties of a message; empty where there is none. */
export function propertiesOf(message: struct.Struct | undefined): Properties {
  const properties: Record<string, Value> = {};
  message?.getFieldsMap().forEach((value: struct.Value, name: string) => {
    properties[name] = valueOf(value);
  });
  return properties;
}

function valueOf(message: struct.Value): Value {
  const kinds = Message.KindCase;
  switch (message.getKindCase()) {
    case kinds.STRING_VALUE:
      return message.getStringValue();
    case kinds.NUMBER_VALUE:
      return message.getNumberValue();
    case kinds.BOOL_VALUE:
      return message.getBoolValue();
    case kinds.STRUCT_VALUE:
      return propertiesOf(message.getStructValue());
    case kinds.LIST_VALUE:
      return (message.getListValue()?.getValuesList() ?? []).map(valueOf);
    default:
      return null;
  }
}

/** A message with the properties. */
export function messageOf(properties: Properties): struct.Struct {
  const message = new Struct();
  const fields = message.getFieldsMap();
  for (const [name, value] of Object.entries(properties)) fields.set(name, valueMessage(value));
  return message;
}

function valueMessage(value: Value): struct.Value {
  const message = new Message();
  if (value === null) message.setNullValue(NullValue.NULL_VALUE);
  else if (typeof value === "string") message.setStringValue(value);
  else if (typeof value === "number") message.setNumberValue(value);
  else if (typeof value === "boolean") message.setBoolValue(value);
  else if (isList(value)) {
    const list = new ListValue();
    list.setValuesList(value.map(valueMessage));
    message.setListValue(list);
  } else message.setStructValue(messageOf(value));
  return message;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
