import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { writeCatalogues } from "../../../../rehearsal/catalogue/generate";

const folder = join(__dirname, "../../../../rehearsal/catalogue");

describe("the checked-in catalogue", () => {
  let scratch: string;

  beforeEach(async () => {
    scratch = await mkdtemp(join(tmpdir(), "catalogue-"));
  });

  afterEach(async () => {
    await rm(scratch, { recursive: true });
  });

  it('is what the installed SDKs declare; if this fails, run "npm run catalogue"', async () => {
    const written = await writeCatalogues(scratch, (text) => Promise.resolve(text));
    expect(written.map((file) => basename(file)).sort()).toEqual([
      "aws.json",
      "docker.json",
      "kubernetes.json",
    ]);
    for (const file of written) {
      const checkedIn = await readFile(join(folder, basename(file)), "utf8");
      // Compared as text, so that the order is part of it.
      expect(JSON.stringify(JSON.parse(checkedIn), null, 1)).toBe(
        JSON.stringify(JSON.parse(await readFile(file, "utf8")), null, 1),
      );
    }
  });

  it("is written in the form that it is given", async () => {
    const [first = ""] = await writeCatalogues(scratch, (text, file) =>
      Promise.resolve(`${basename(file)} ${text.length > 0}`),
    );
    expect(await readFile(first, "utf8")).toBe("aws.json true");
  });
});
