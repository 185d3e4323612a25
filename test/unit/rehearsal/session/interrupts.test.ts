import { noInterrupts, takeInterrupts } from "../../../../rehearsal/session/interrupts";
import { Interrupted } from "../../../../tools/commands.mjs";

function send(signal: NodeJS.Signals): void {
  process.emit(signal, signal);
}

describe("interrupts", () => {
  let time = 0;
  let interrupts: ReturnType<typeof takeInterrupts>;
  beforeEach(() => {
    time = 0;
    interrupts = takeInterrupts(() => time);
  });
  afterEach(() => {
    interrupts.stop();
  });

  it("count what a terminal and npm send within a second as one", async () => {
    const heard: number[] = [];
    await interrupts.during(
      (count) => heard.push(count),
      () => {
        send("SIGINT");
        time = 20;
        send("SIGINT");
        expect(heard).toEqual([1]);
        time = 1500;
        send("SIGINT");
        return Promise.resolve();
      },
    );
    expect(heard).toEqual([1, 2]);
  });

  it("end the work before the next step, also those that nobody heard", async () => {
    expect(() => {
      interrupts.check();
    }).not.toThrow();
    expect(interrupts.heard()).toBe(false);
    send("SIGTERM");
    expect(interrupts.heard()).toBe(true);
    expect(() => {
      interrupts.check();
    }).toThrow(Interrupted);
    const next = jest.fn(() => Promise.resolve());
    await expect(interrupts.during(() => undefined, next)).rejects.toThrow("SIGTERM");
    expect(next).not.toHaveBeenCalled();
  });

  it("pass on what the work answers", async () => {
    await expect(
      interrupts.during(
        () => undefined,
        () => Promise.resolve(4),
      ),
    ).resolves.toBe(4);
    await expect(
      noInterrupts.during(
        () => undefined,
        () => Promise.resolve(5),
      ),
    ).resolves.toBe(5);
  });

  it("give the signals back", () => {
    interrupts.stop();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
      expect(process.listenerCount(signal)).toBe(0);
  });
});
