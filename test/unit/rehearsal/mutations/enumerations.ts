// Which inputs take only some words: read from the SDKs' own comments, which the models do not know.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { entryOf } from "../../../../rehearsal/catalogue/catalogue";
import { packageOf, packages } from "../../../../rehearsal/catalogue/types";

const modules = join(__dirname, "../../../../node_modules");

/** A comment that lists what may stand there. */
const lists =
  /\b(?:valid (?:values?|options)|(?:possible|allowed|supported) values|(?:must|should|can) be one of)\b/i;
/** At least two of the words in it. */
const words = /([`"'])[\w.-]+\1.*([`"'])[\w.-]+\2/;

const found = new Map<string, ReadonlySet<string>>();

/** The inputs of a type, or of a shape of its package, whose comment lists the words that they take. */
export function enumeratedIn(type: string, shape?: string): ReadonlySet<string> {
  const key = `${type} ${shape ?? ""}`;
  const known = found.get(key) ?? namesIn(declarationOf(type, shape));
  found.set(key, known);
  return known;
}

function declarationOf(type: string, shape: string | undefined): string {
  const sdk = join(modules, packages[packageOf(type)]);
  if (shape === undefined) {
    const { file } = entryOf(type);
    if (!file.endsWith(".d.ts")) return "";
    const name = type.split(":").at(-1) ?? "";
    return interfaceIn(textOf(join(sdk, file)), [], `${name}Args`);
  }
  const spaces = shape.split(".");
  const name = spaces.pop() ?? "";
  return interfaceIn(textOf(join(sdk, "types/input.d.ts")), spaces, name);
}

/** The body of an interface, inside of namespaces. */
function interfaceIn(text: string, spaces: readonly string[], name: string): string {
  let from = 0;
  for (const space of spaces) from = text.indexOf(`namespace ${space} {`, from);
  const start = text.indexOf(`interface ${name} {`, from);
  if (from < 0 || start < 0) return "";
  const indent = /[ ]*$/.exec(text.slice(0, text.lastIndexOf("interface", start)))?.[0] ?? "";
  return text.slice(start, text.indexOf(`\n${indent.replace("export ", "")}}`, start));
}

function namesIn(body: string): ReadonlySet<string> {
  const properties = body.matchAll(/\/\*\*([\s\S]*?)\*\/\s*(\w+)\??: ([^;]*);/g);
  return new Set(
    [...properties]
      .filter(([, comment = "", , type = ""]) => {
        const plain = comment.replace(/\s*\n\s*\*\s?/g, " ");
        return /^pulumi\.Input<string/.test(type) && lists.test(plain) && words.test(plain);
      })
      .map(([, , name = ""]) => name),
  );
}

const texts = new Map<string, string>();

function textOf(file: string): string {
  const text = texts.get(file) ?? readFileSync(file, "utf8");
  texts.set(file, text);
  return text;
}
