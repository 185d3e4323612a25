import fs from "node:fs";
import path from "node:path";
import { isAccepted, pinnedVersion } from "../../../../tools/engine/versions.mjs";

const root = path.join(__dirname, "../../../..");

describe("accepted versions", () => {
  it.each(["3.248.0", "v3.248.1", "3.259.0", "3.300.2", "v3.260.0-dev.1\n"])(
    "accept %s",
    (version) => {
      expect(isAccepted(version)).toBe(true);
    },
  );
  it.each(["3.247.9", "3.100.0", "2.300.0", "4.0.0", "", "unknown"])("refuse %s", (version) => {
    expect(isAccepted(version)).toBe(false);
  });

  it("include the pinned one, which is the one that go.mod builds", () => {
    expect(isAccepted(pinnedVersion)).toBe(true);
    const goMod = fs.readFileSync(path.join(root, "tools/engine/go.mod"), "utf8");
    expect(goMod).toContain(`github.com/pulumi/pulumi/pkg/v3 v${pinnedVersion}\n`);
  });

  it("begin no later than the SDK in use", () => {
    const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as {
      devDependencies: Record<string, string>;
    };
    expect(isAccepted(manifest.devDependencies["@pulumi/pulumi"] ?? "")).toBe(true);
  });
});
