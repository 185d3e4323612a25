/** How long processes have kept a processor busy, as Linux tells it in /proc. */
import { readFileSync } from "node:fs";

/** Linux counts in hundredths of a second, whatever its own clock is (proc(5), USER_HZ). */
const ticksPerSecond = 100;

interface Times {
  /** Of the process itself. */
  readonly own: number;
  /** Of its children that have ended, and theirs. */
  readonly ended: number;
}

/** Seconds of a processor that a process has used. Throws the system's error where it does not run. */
export function cpuSeconds(pid: number): number {
  return timesIn(readFileSync(`/proc/${pid}/stat`, "utf8")).own;
}

/** Seconds of a processor that children of this process have used which have ended by now, with their own children. */
export function endedChildrenSeconds(): number {
  return timesIn(readFileSync("/proc/self/stat", "utf8")).ended;
}

/** Reads a stat file of /proc. The name of the program, in parentheses, may hold anything. */
export function timesIn(stat: string): Times {
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15);
  return {
    own: (user + system) / ticksPerSecond,
    ended: (childrenUser + childrenSystem) / ticksPerSecond,
  };
}
