/**
 * The forms of names, keys and values in Kubernetes, with the API server's own sentence for each that is bad.
 * Source: kubernetes/apimachinery pkg/util/validation/validation.go and pkg/api/validate/content (read 2026-11).
 */

/** What is wrong with a text; empty where nothing is. */
export type Form = (text: string) => readonly string[];

const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomain = `${label}(\\.${label})*`;
const label1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const qualified = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const labelValue = `(${qualified})?`;
const percent = "[0-9]+%";

const subdomainPattern = whole(subdomain);

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

function atMost(bytes: number): string {
  return `must be no more than ${bytes} bytes`;
}

function regexError(message: string, pattern: string, ...examples: readonly string[]): string {
  const shown = examples.map((example) => `'${example}', `).join("or ");
  return `${message} (e.g. ${shown}regex used for validation is '${pattern}')`;
}

function lengthErrors(text: string, max: number): readonly string[] {
  return Buffer.byteLength(text) > max ? [atMost(max)] : [];
}

/** How an object is named: the form, and what a look at it alone can tell. */
export interface NameForm {
  readonly maxLength: number;
  readonly pattern: RegExp;
  readonly errors: Form;
}

/** RFC 1123 label, at most 63 bytes: namespaces, containers, volumes. */
export const dnsLabel: Form = (text) => {
  const errors = lengthErrors(text, 63);
  if (whole(label).test(text)) return errors;
  if (subdomainPattern.test(text)) return [...errors, "must not contain dots"];
  const message =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
  return [...errors, regexError(message, label, "my-name", "123-abc")];
};

/** RFC 1123 subdomain, at most 253 bytes: most objects. */
export const dnsSubdomain: Form = (text) => {
  const errors = lengthErrors(text, 253);
  if (subdomainPattern.test(text)) return errors;
  const message =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
  return [...errors, regexError(message, subdomain, "example.com")];
};

/** RFC 1035 label, at most 63 bytes, starting with a letter: Services. */
export const dns1035Label: Form = (text) => {
  const errors = lengthErrors(text, 63);
  if (whole(label1035).test(text)) return errors;
  const message =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
  return [...errors, regexError(message, label1035, "my-name", "abc-123")];
};

/** A label's or annotation's key: an optional DNS prefix, `/`, and a name of at most 63 bytes. */
export const labelKey: Form = (text) => {
  const message =
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  const rule = regexError(message, qualified, "MyName", "my.name", "123-abc");
  const parts = text.split("/");
  if (parts.length > 2)
    return [
      `a valid label key ${rule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const name = parts[parts.length - 1] ?? "";
  const prefix = parts.length === 2 ? (parts[0] ?? "") : undefined;
  const errors: string[] = [];
  if (prefix === "") errors.push("prefix part must be non-empty");
  else if (prefix !== undefined)
    errors.push(...dnsSubdomain(prefix).map((error) => `prefix part ${error}`));
  if (name === "") errors.push("name part must be non-empty");
  else errors.push(...lengthErrors(name, 63).map((error) => `name part ${error}`));
  if (!whole(qualified).test(name)) errors.push(`name part ${rule}`);
  return errors;
};

/** A label's value: at most 63 bytes, possibly empty. */
export const labelText: Form = (text) => {
  const errors = lengthErrors(text, 63);
  if (whole(labelValue).test(text)) return errors;
  const message =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  return [...errors, regexError(message, labelValue, "MyValue", "my_value", "12345")];
};

/** An IANA service name, at most 15 bytes: a container's port. */
export const portName: Form = (text) => {
  const errors = [...lengthErrors(text, 15)];
  if (!/^[-a-z0-9]+$/.test(text))
    errors.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
  if (!/[a-z]/.test(text)) errors.push("must contain at least one letter (a-z)");
  if (text.includes("--")) errors.push("must not contain consecutive hyphens");
  if (/^-|-$/.test(text)) errors.push("must not begin or end with a hyphen");
  return errors;
};

/** The name of an environment variable, as the API takes it since 1.34: printable ASCII without `=`. */
export const environmentName: Form = (text) => {
  if (text === "") return ["environment variable name must be non-empty"];
  if (/^[\x20-\x3c\x3e-\x7e]+$/.test(text)) return [];
  return [
    "a valid environment variable name must consist only of printable ASCII characters other than '='",
  ];
};

/** A percentage such as `25%`. */
export const percentage: Form = (text) =>
  whole(percent).test(text)
    ? []
    : [
        regexError(
          "a valid percent string must be a numeric string followed by an ending '%'",
          percent,
          "1%",
          "93%",
        ),
      ];

/** A key of a ConfigMap: at most 253 bytes, no path of its own. */
export const configKey: Form = (text) => {
  const errors = [...lengthErrors(text, 253)];
  const pattern = "[-._a-zA-Z0-9]+";
  const message = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";
  if (!whole(pattern).test(text))
    errors.push(regexError(message, pattern, "key.name", "KEY_NAME", "key-name"));
  if (text === ".") errors.push("must not be '.'");
  if (text === "..") errors.push("must not be '..'");
  else if (text.startsWith("..")) errors.push("must not start with '..'");
  return errors;
};

/** A port's number, 1 to 65535. */
export function portNumber(port: number): readonly string[] {
  return Number.isInteger(port) && port >= 1 && port <= 65535
    ? []
    : ["must be between 1 and 65535, inclusive"];
}

/** The forms of objects' names: most are subdomains, namespaces labels, Services labels that start with a letter. */
export const objectNames = {
  subdomain: { maxLength: 253, pattern: subdomainPattern, errors: dnsSubdomain },
  label: { maxLength: 63, pattern: whole(label), errors: dnsLabel },
  label1035: { maxLength: 63, pattern: whole(label1035), errors: dns1035Label },
} as const satisfies Readonly<Record<string, NameForm>>;
