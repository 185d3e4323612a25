import { timesIn } from "../../../bench/processes";

describe("timesIn", () => {
  it("reads a process's own time and that of its ended children, whatever its name", () => {
    const stat = "42 (node (1) x) S 1 42 42 0 -1 4194304 900 80 7 6 250 50 1000 25 20 0 11 0 900";
    expect(timesIn(stat)).toEqual({ own: 3, ended: 10.25 });
  });
});
