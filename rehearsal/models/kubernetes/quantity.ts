/**
 * Kubernetes quantities (`100m`, `64Mi`, `1e3`) as exact numbers.
 * Source: kubernetes/apimachinery pkg/api/resource/quantity.go and suffix.go (read 2026-11).
 */
import type { Value } from "../../world/model";

/** Billionths, so that `100m` of CPU and `1n` stay whole. */
export type Nano = bigint;

const nano = 1_000_000_000n;
const decimal: Readonly<Record<string, bigint>> = {
  n: 1n,
  u: 1_000n,
  m: 1_000_000n,
  "": nano,
  k: nano * 10n ** 3n,
  M: nano * 10n ** 6n,
  G: nano * 10n ** 9n,
  T: nano * 10n ** 12n,
  P: nano * 10n ** 15n,
  E: nano * 10n ** 18n,
};
const binary: Readonly<Record<string, bigint>> = {
  Ki: nano * 2n ** 10n,
  Mi: nano * 2n ** 20n,
  Gi: nano * 2n ** 30n,
  Ti: nano * 2n ** 40n,
  Pi: nano * 2n ** 50n,
  Ei: nano * 2n ** 60n,
};

const shape = /^([+-]?)([0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;

/** The API server's sentences for what is no quantity. */
export const quantityErrors = {
  shape:
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  number: "unable to parse numeric part of quantity",
  suffix: "unable to parse quantity's suffix",
} as const;

function scaleOf(suffix: string): bigint | undefined {
  const scale = decimal[suffix] ?? binary[suffix];
  if (scale !== undefined) return scale;
  const exponent = /^[eE]([-+]?\d+)$/.exec(suffix)?.[1];
  if (exponent === undefined) return undefined;
  const power = Number(exponent);
  if (power < -9) return 1n;
  return power < 0 ? 10n ** BigInt(9 + power) : nano * 10n ** BigInt(Math.min(power, 30));
}

/** The quantity's exact value in billionths, or the API server's sentence for what is none. */
export function parseQuantity(value: Value): Nano | string {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || text === "") return quantityErrors.shape;
  const found = shape.exec(text);
  if (found === null) return quantityErrors.shape;
  const [, sign = "", digits = "", suffix = ""] = found;
  const parts = /^(\d*)(?:\.(\d*))?$/.exec(digits);
  const fraction = parts?.[2] ?? "";
  const all = `${parts?.[1] ?? ""}${fraction}`;
  if (parts === null || all === "") return quantityErrors.number;
  const scale = scaleOf(suffix);
  if (scale === undefined) return quantityErrors.suffix;
  const amount = (BigInt(all) * scale) / 10n ** BigInt(fraction.length);
  return sign === "-" ? -amount : amount;
}

/** How the API server writes an amount: binary steps where the amount came in such, thousandths where it is no whole number. */
export function showQuantity(amount: Nano, binarySteps: boolean): string {
  if (amount % nano !== 0n) return `${amount / 1_000_000n}m`;
  if (!binarySteps) return String(amount / nano);
  const step = Object.entries(binary)
    .reverse()
    .find(([, scale]) => amount !== 0n && amount % scale === 0n);
  return step === undefined ? String(amount / nano) : `${amount / step[1]}${step[0]}`;
}
