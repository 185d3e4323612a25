/** TCP ports. Pure. */
import type { Problem } from "../conventions/problems";

const highestPort = 65535;

/** What is wrong with a TCP port: that it is no whole number from 1 to 65,535. */
export function checkPort(path: string, port: number): Problem[] {
  if (Number.isInteger(port) && port >= 1 && port <= highestPort) return [];
  const allowed = `a TCP port: a whole number from 1 to ${highestPort}`;
  return [{ path, value: port, allowed, mend: "Correct the number." }];
}
