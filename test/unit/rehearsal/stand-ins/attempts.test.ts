import { attempt, attemptsOf } from "../../../../rehearsal/stand-ins/attempts";
import { Refusal } from "../../../../rehearsal/world/model";

const throttled = new Refusal(
  "ThrottlingException",
  "operation error EKS: CreateCluster, https response error StatusCode: 400, api error ThrottlingException: Rate exceeded",
  { retry: true },
);
const never = new AbortController().signal;

/** Refuses so many times before it answers. */
function refusing(
  times: number,
  refusal: Error,
): { asked: () => number; ask: () => Promise<string> } {
  let count = 0;
  return {
    asked: () => count,
    ask: () => {
      count += 1;
      return count <= times ? Promise.reject(refusal) : Promise.resolve("answer");
    },
  };
}

describe("attempts", () => {
  it("are as many as AWS's provider is told, 25 where it is told nothing, and one elsewhere", () => {
    expect(attemptsOf("aws", {})).toBe(25);
    expect(attemptsOf("aws", { maxRetries: "7" })).toBe(7);
    expect(attemptsOf("aws", { maxRetries: 3 })).toBe(3);
    expect(attemptsOf("aws", { maxRetries: "0" })).toBe(1);
    expect(attemptsOf("kubernetes", { maxRetries: 3 })).toBe(1);
  });

  it("go on while the service is asked too much", async () => {
    const { ask, asked } = refusing(24, throttled);
    expect(await attempt(ask, { attempts: 25, cancelled: never })).toBe("answer");
    expect(asked()).toBe(25);
  });

  it("come to an end, and say how many there were", async () => {
    const { ask, asked } = refusing(25, throttled);
    await expect(attempt(ask, { attempts: 25, cancelled: never })).rejects.toMatchObject({
      code: "ThrottlingException",
      message:
        "operation error EKS: CreateCluster, exceeded maximum number of attempts, 25, https response error StatusCode: 400, " +
        "api error ThrottlingException: Rate exceeded",
    });
    expect(asked()).toBe(25);
    await expect(
      attempt(refusing(1, throttled).ask, { attempts: 1, cancelled: never }),
    ).rejects.toBe(throttled);
  });

  it("are not made of other refusals and of failures", async () => {
    for (const cause of [new Refusal("InUse", "in use"), new Error("defect")]) {
      const { ask, asked } = refusing(1, cause);
      await expect(attempt(ask, { attempts: 25, cancelled: never })).rejects.toBe(cause);
      expect(asked()).toBe(1);
    }
  });

  it("hang for as long as nobody answers", async () => {
    jest.useFakeTimers();
    try {
      const silent = new Refusal("RequestError", "request canceled", { afterSeconds: 90 });
      const seen: unknown[] = [];
      const running = attempt(refusing(1, silent).ask, { attempts: 25, cancelled: never }).catch(
        (cause: unknown) => seen.push(cause),
      );
      await jest.advanceTimersByTimeAsync(89_999);
      expect(seen).toEqual([]);
      await jest.advanceTimersByTimeAsync(1);
      await running;
      expect(seen).toEqual([silent]);
    } finally {
      jest.useRealTimers();
    }
  });

  it("hang for long where they are to hang for longer than a timer can tell", async () => {
    jest.useFakeTimers();
    try {
      const silent = new Refusal("RequestError", "request canceled", { afterSeconds: 3_000_000 });
      const over = jest.fn();
      void attempt(refusing(1, silent).ask, { attempts: 1, cancelled: never }).catch(over);
      await jest.advanceTimersByTimeAsync(24 * 86_400_000);
      expect(over).not.toHaveBeenCalled();
      await jest.advanceTimersByTimeAsync(86_400_000);
      expect(over).toHaveBeenCalledWith(silent);
    } finally {
      jest.useRealTimers();
    }
  });

  it("stop hanging, and trying, where the engine cancels", async () => {
    const silent = new Refusal("RequestError", "request canceled", { afterSeconds: 1_000_000 });
    const cancelling = new AbortController();
    const patience = { attempts: 25, cancelled: cancelling.signal };
    const running = attempt(refusing(1, silent).ask, patience);
    cancelling.abort();
    await expect(running).rejects.toMatchObject({ message: "context canceled" });
    await expect(attempt(refusing(1, silent).ask, patience)).rejects.toThrow("context canceled");
    const { ask, asked } = refusing(9, throttled);
    await expect(attempt(ask, patience)).rejects.toBe(throttled);
    expect(asked()).toBe(1);
  });
});
