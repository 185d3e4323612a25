/** `npm run catalogue`: writes the catalogue of the installed SDKs into the files that are checked in. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { readCatalogues } from "./extract";

/** Writes one JSON file per package into the folder, formatted as the repository formats its files. */
export async function writeCatalogues(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const [name, catalogue] of Object.entries(readCatalogues())) {
    const file = join(folder, `${name}.json`);
    const style = await resolveConfig(file);
    await writeFile(file, await format(JSON.stringify(catalogue), { ...style, filepath: file }));
    files.push(file);
  }
  return files;
}

if (require.main === module) {
  void writeCatalogues(__dirname).then((files) => {
    for (const file of files) {
      console.log(`wrote ${file}`);
    }
  });
}
