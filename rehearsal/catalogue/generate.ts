/** `npm run catalogue`: writes the catalogue of the installed SDKs into the files that are checked in. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readCatalogues } from "./extract";

/**
 * Writes one JSON file per package into the folder and returns their paths.
 * `layOut` gives a file's text the form in which it is checked in.
 */
export async function writeCatalogues(
  folder: string,
  layOut: (text: string, file: string) => Promise<string>,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const [name, catalogue] of Object.entries(readCatalogues())) {
    const file = join(folder, `${name}.json`);
    await writeFile(file, await layOut(JSON.stringify(catalogue), file));
    files.push(file);
  }
  return files;
}

async function asTheRepository(text: string, file: string): Promise<string> {
  const { format, resolveConfig } = await import("prettier");
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

if (require.main === module) {
  void writeCatalogues(__dirname, asTheRepository).then((files) => {
    for (const file of files) {
      console.log(`wrote ${file}`);
    }
  });
}
