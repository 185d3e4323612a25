import fc from "fast-check";
import { parse } from "yaml";
import {
  placeholderPrefix,
  renderSettings,
  saltOf,
  settingsText,
} from "../../../../rehearsal/session/settings";

const text = `
# A comment.
secretsprovider: awskms://alias/pulumi
encryptedkey: AAAA
encryptionsalt: v1:users-own
environment:
  - shared
config:
  aws:region: eu-west-1
  app:name: shop
  app:password:
    secure: v1:cipher
  app:tree:
    list:
      - plain
      - token:
          secure: v1:cipher
      - secure: v1:cipher
    secure: not a secret: it has a neighbour
    neighbour: 1
`.replace("not a secret: it", "not a secret, it");

describe("renderSettings", () => {
  it("keeps what is plain, marks what is secret, and drops how it was encrypted", () => {
    expect(renderSettings(text)).toEqual({
      config: {
        "aws:region": "eu-west-1",
        "app:name": "shop",
        "app:password": "rehearsal-placeholder:app:password",
        "app:tree": {
          list: [
            "plain",
            { token: "rehearsal-placeholder:app:tree.list[1].token" },
            "rehearsal-placeholder:app:tree.list[2]",
          ],
          secure: "not a secret, it has a neighbour",
          neighbour: 1,
        },
      },
    });
  });

  it("carries the rehearsal's own salt, never the user's", () => {
    const rendered = renderSettings(text, "v1:rehearsals-own");
    expect(rendered.encryptionsalt).toBe("v1:rehearsals-own");
    expect(saltOf(settingsText(rendered))).toBe("v1:rehearsals-own");
    expect(saltOf(settingsText(renderSettings(text)))).toBeUndefined();
  });

  it("takes an empty file, and refuses what is no stack file", () => {
    expect(renderSettings("")).toEqual({});
    expect(() => renderSettings("- a list")).toThrow("a stack file is a map with the key config");
  });

  it("lets no secret through, however deep it lies, and changes nothing else", () => {
    const secret = fc.constant({ secure: "v1:cipher-text" });
    const plain = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        plain,
        secret,
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-r]{1,5}$/), tie("tree"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const rendered = renderSettings(settingsText({ config: { "app:value": value } }));
        const written = settingsText(rendered);
        expect(written).not.toContain("cipher-text");
        const marks = written.split(placeholderPrefix).length - 1;
        const secrets = JSON.stringify(value).split("cipher-text").length - 1;
        expect(marks).toBe(secrets);
        if (secrets === 0) expect(parse(written)).toEqual({ config: { "app:value": value } });
      }),
    );
  });
});
