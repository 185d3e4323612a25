// The linter keeps the architecture: layers import to the left only, nothing is registered inside apply,
// files and functions stay small.
import eslint from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

const layers = [
  "conventions",
  "topology",
  "network",
  "clusters",
  "routing",
  "discovery",
  "data",
  "monitoring",
  "services",
  "platform",
];
const outside = ["stacks", "policy", "rehearsal", "test", "tools", "bench"];

/** A folder of the project, and not a module of the SDKs that has the same name. */
const within = (folder) => [`**/${folder}`, `**/${folder}/**`, "!@pulumi/**"];
const inApply = 'CallExpression[callee.property.name="apply"] > :function';
const banned = [
  {
    selector: `${inApply} NewExpression[callee.type="MemberExpression"]`,
    message: "register resources outside apply: plain values decide what exists",
  },
  {
    selector: `${inApply} CallExpression[callee.property.name="apply"]`,
    message: "combine with pulumi.all instead of nesting apply",
  },
];
const wholeProviders = ["@pulumi/aws", "@pulumi/kubernetes", "@pulumi/docker"].map((name) => ({
  name,
  message: "import a subpath: the root loads every module",
}));

export default tseslint.config(
  { ignores: ["node_modules/**", "dist/**", ".archipelago/**", "test/**/fixtures/**"] },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { "@pulumi": pulumi },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@pulumi/no-output-in-template-literal": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": ["error", ...banned],
    },
  },
  {
    // A suite's callback is a list of cases, and a case reads best when it tells its story in one place.
    files: ["test/**/*.ts"],
    rules: { "max-lines-per-function": "off" },
  },
  ...layers.map((layer, rank) => ({
    files: [`components/${layer}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: wholeProviders,
          patterns: [...layers.slice(rank + 1), ...outside].map((above) => ({
            group: within(above),
            message: `${layer} may import only what stands left of it`,
          })),
        },
      ],
    },
  })),
  {
    files: ["components/topology/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["@pulumi/*"], allowTypeImports: true, message: "topology is pure" },
            ...[...layers.slice(2), ...outside].map((above) => ({ group: within(above) })),
          ],
        },
      ],
    },
  },
  {
    files: ["policy/**/*.ts", "rehearsal/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: wholeProviders,
          patterns: [...["components", "stacks", "test", "bench"]].map((folder) => ({
            group: within(folder),
            message: "policy and rehearsal judge from outside",
          })),
        },
      ],
    },
  },
  {
    files: ["**/*.mjs", "**/*.js"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        module: "writable",
        require: "readonly",
      },
    },
  },
);
