/** What a pod asks for and what it may take at most. Pure. */
import type { Problem } from "../conventions/problems";

/** An amount asked for and the most that may be taken, in one unit. */
export interface RequestAndLimit {
  readonly request: number;
  readonly limit: number;
}

/** CPU and memory of one pod. */
export interface ResourceRequests {
  readonly cpuMillicores: RequestAndLimit;
  readonly memoryMiB: RequestAndLimit;
}

/** More than any node has: 10,000 CPUs, or 9.5 TiB. */
const mostOfAll = 10_000_000;

/** What is wrong with them: amounts that are not whole, below 1 or absurd, and requests above their limit, which Kubernetes refuses. */
export function checkResourceRequests(path: string, requests: ResourceRequests): Problem[] {
  return [
    ...checkAmounts(
      `${path}.cpuMillicores`,
      requests.cpuMillicores,
      "millicores (1000 are one CPU)",
    ),
    ...checkAmounts(`${path}.memoryMiB`, requests.memoryMiB, "MiB"),
  ];
}

function checkAmounts(path: string, { request, limit }: RequestAndLimit, unit: string): Problem[] {
  const problems = [
    ...checkAmount(`${path}.request`, request, unit),
    ...checkAmount(`${path}.limit`, limit, unit),
  ];
  if (problems.length > 0 || request <= limit) return problems;
  const allowed = `at most the limit, which is ${limit}`;
  return [
    {
      path: `${path}.request`,
      value: request,
      allowed,
      mend: "Lower the request or raise the limit.",
    },
  ];
}

function checkAmount(path: string, amount: number, unit: string): Problem[] {
  if (Number.isInteger(amount) && amount >= 1 && amount <= mostOfAll) return [];
  return [
    {
      path,
      value: amount,
      allowed: `a whole number of ${unit} from 1 to ${mostOfAll}`,
      mend: "Correct the amount.",
    },
  ];
}
