import * as fc from "fast-check";
import { CreateRequest } from "@pulumi/pulumi/proto/provider_pb";
import { messageOf, propertiesOf } from "../../../../rehearsal/stand-ins/protobuf";
import type { Properties, Value } from "../../../../rehearsal/world/model";

describe("messages", () => {
  it("carry any properties through the SDK's own encoding", () => {
    const name = fc.string().filter((text) => text !== "__proto__");
    const value = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constant(null),
        fc.boolean(),
        fc.double({ noNaN: true }),
        fc.string({ unit: "grapheme" }),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(name, tie("value"), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(
        fc.dictionary(name, value, { noNullPrototype: true }),
        (properties: Properties) => {
          const bytes = new CreateRequest().setProperties(messageOf(properties)).serializeBinary();
          const back = CreateRequest.deserializeBinary(bytes).getProperties();
          expect(propertiesOf(back)).toEqual(properties);
        },
      ),
    );
  });

  it("that are absent have no properties", () => {
    expect(propertiesOf(undefined)).toEqual({});
  });
});
