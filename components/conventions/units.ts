/** The only place where units are converted or written out. Pure. */

const millicoresPerCpu = 1000;
const memorySuffixes = ["Mi", "Gi", "Ti"] as const;

/**
 * Millicores as a Kubernetes quantity in the canonical form that the API server answers with, so that a
 * refresh finds no difference: 200 is `200m`, 2000 is `2`.
 */
export function cpuQuantity(millicores: number): string {
  return millicores % millicoresPerCpu === 0
    ? `${millicores / millicoresPerCpu}`
    : `${millicores}m`;
}

/** MiB as a Kubernetes quantity in canonical form: 64 is `64Mi`, 2048 is `2Gi`. */
export function memoryQuantity(memoryMiB: number): string {
  const step = Math.min(stepsOf1024(memoryMiB), memorySuffixes.length - 1);
  return `${memoryMiB / 1024 ** step}${memorySuffixes[step] ?? ""}`;
}

/** How often the amount can be divided by 1,024 without a rest. */
function stepsOf1024(amount: number): number {
  return amount === 0 || amount % 1024 !== 0 ? 0 : 1 + stepsOf1024(amount / 1024);
}
