import {
  configKey,
  dns1035Label,
  dnsLabel,
  dnsSubdomain,
  environmentName,
  labelKey,
  labelText,
  percentage,
  portName,
  portNumber,
  type Form,
} from "../../../../../rehearsal/models/kubernetes/names";

const long = (length: number) => "a".repeat(length);

describe("names in Kubernetes", () => {
  it.each<[string, Form, string]>([
    ["label", dnsLabel, "cart-2"],
    ["longest label", dnsLabel, long(63)],
    ["label starting with a digit", dnsLabel, "1-cart"],
    ["subdomain", dnsSubdomain, "cart.v2.example"],
    ["longest subdomain", dnsSubdomain, long(253)],
    ["service name", dns1035Label, "cart-2"],
    ["plain key", labelKey, "app"],
    ["prefixed key", labelKey, "app.kubernetes.io/name"],
    ["capitals in a key", labelKey, "MyName"],
    ["empty value", labelText, ""],
    ["value", labelText, "v0.10.6"],
    ["port name", portName, "grpc-health"],
    ["lower-case variable", environmentName, "redis_addr"],
    ["variable starting with a digit, allowed since 1.34", environmentName, "1ST"],
    ["percentage", percentage, "25%"],
    ["config key", configKey, "enable-network-policy-controller"],
    ["hidden file", configKey, ".env"],
  ])("takes a %s", (_what, form, text) => {
    expect(form(text)).toEqual([]);
  });

  it.each<[string, Form, string, string]>([
    ["64 characters", dnsLabel, long(64), "must be no more than 63 bytes"],
    ["capitals", dnsLabel, "Cart", "a lowercase RFC 1123 label must consist of"],
    ["a dot in a label", dnsLabel, "a.b", "must not contain dots"],
    [
      "a trailing hyphen",
      dnsLabel,
      "cart-",
      "and must start and end with an alphanumeric character",
    ],
    ["254 characters", dnsSubdomain, long(254), "must be no more than 253 bytes"],
    ["an underscore", dnsSubdomain, "a_b", "(e.g. 'example.com', regex used for validation is"],
    ["a leading digit", dns1035Label, "1cart", "a DNS-1035 label must consist of"],
    ["an empty prefix", labelKey, "/name", "prefix part must be non-empty"],
    ["a bad prefix", labelKey, "A.b/name", "prefix part a lowercase RFC 1123 subdomain"],
    ["two slashes", labelKey, "a/b/c", "with an optional DNS subdomain prefix and '/'"],
    ["no name", labelKey, "a/", "name part must be non-empty"],
    ["a long key", labelKey, long(64), "name part must be no more than 63 bytes"],
    ["a long value", labelText, long(64), "must be no more than 63 bytes"],
    ["a space", labelText, "a b", "a valid label must be an empty string or consist of"],
    ["16 characters", portName, "abcdefghijklmnop", "must be no more than 15 bytes"],
    ["only digits", portName, "8080", "must contain at least one letter (a-z)"],
    ["double hyphens", portName, "a--b", "must not contain consecutive hyphens"],
    ["a capital", portName, "Http", "must contain only alpha-numeric characters (a-z, 0-9)"],
    ["a leading hyphen", portName, "-http", "must not begin or end with a hyphen"],
    ["an equals sign", environmentName, "A=B", "printable ASCII characters other than '='"],
    ["nothing", environmentName, "", "environment variable name must be non-empty"],
    ["no percent sign", percentage, "25", "a valid percent string must be a numeric string"],
    ["a slash", configKey, "a/b", "a valid config key must consist of"],
    ["the parent folder", configKey, "..", "must not be '..'"],
  ])("refuses %s", (_what, form, text, words) => {
    expect(form(text).join("; ")).toContain(words);
  });

  it.each([
    [1, []],
    [65535, []],
    [0, ["must be between 1 and 65535, inclusive"]],
    [65536, ["must be between 1 and 65535, inclusive"]],
    [80.5, ["must be between 1 and 65535, inclusive"]],
  ])("knows the port %s", (port, errors) => {
    expect(portNumber(port)).toEqual(errors);
  });
});
