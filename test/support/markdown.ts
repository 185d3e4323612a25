/** Reads documentation: its links, the code in its prose, its snippets, and whether these type-check. */
import path from "node:path";

import ts from "typescript";

const fence = /^```.*\n[^]*?^```$/gm;

/** Where the links of the prose lead. */
export function linksOf(text: string): { target: string }[] {
  const prose = text.replaceAll(fence, "").replaceAll(/`[^`\n]*`/g, "`");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => ({ target }));
}

/** What stands in backticks in the prose. */
export function mentionsOf(text: string): { code: string }[] {
  return [...text.replaceAll(fence, "").matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => ({
    code,
  }));
}

/** The fenced blocks of a language. */
export function blocksOf(text: string, language: string): string[] {
  const blocks = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm");
  return [...text.matchAll(blocks)].map(([, block = ""]) => block);
}

/** A snippet, and where in the repository it would stand. */
export interface Snippet {
  readonly file: string;
  readonly text: string;
}

/** What the compiler says of snippets, as if they stood in the repository; the package is found by its name. */
export function typeErrors(root: string, snippets: readonly Snippet[]): string[] {
  const options = optionsOf(root);
  const own = new Map(snippets.map(({ file, text }) => [path.join(root, file), text]));
  const onDisk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...onDisk,
    fileExists: (file) => own.has(file) || onDisk.fileExists(file),
    readFile: (file) => own.get(file) ?? onDisk.readFile(file),
    getSourceFile: (file, languageVersion, ...rest) => {
      const text = own.get(file);
      return text === undefined
        ? onDisk.getSourceFile(file, languageVersion, ...rest)
        : ts.createSourceFile(file, text, languageVersion, true);
    },
  };
  const program = ts.createProgram([...own.keys()], options, host);
  return [...own.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    const found = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    return found.map((diagnostic) => describeError(root, diagnostic));
  });
}

function optionsOf(root: string): ts.CompilerOptions {
  const config = path.join(root, "tsconfig.json");
  const json = ts.readConfigFile(config, (file) => ts.sys.readFile(file)).config as {
    compilerOptions: object;
  };
  const { options } = ts.convertCompilerOptionsFromJson(json.compilerOptions, root, config);
  return {
    ...options,
    incremental: false,
    tsBuildInfoFile: undefined,
    paths: { "pulumi-archipelago": [path.join(root, "components", "index.ts")] },
  };
}

function describeError(root: string, { file, start = 0, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  if (file === undefined) return text;
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${path.relative(root, file.fileName)}:${line + 1}: ${text}`;
}
