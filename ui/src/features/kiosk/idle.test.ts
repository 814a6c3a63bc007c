import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Idle } from "./idle.svelte";
import { PinEntry } from "./pin.svelte";
import { wrongPin } from "./test_kiosk";

describe("nobody there", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is asked after a minute, and locked half a minute later", () => {
    const onlock = vi.fn();
    const idle = new Idle(60, 30, onlock);
    const rest = idle.watch();
    vi.advanceTimersByTime(59_000);
    window.dispatchEvent(new Event("pointermove"));
    vi.advanceTimersByTime(59_000);
    expect(idle.left).toBeNull();
    vi.advanceTimersByTime(1000);
    expect(idle.left).toBe(30);
    idle.stay();
    vi.advanceTimersByTime(60_000);
    // A pointer that is bumped does not answer the question.
    window.dispatchEvent(new Event("pointermove"));
    vi.advanceTimersByTime(29_000);
    expect([idle.left, onlock.mock.calls.length]).toEqual([1, 0]);
    vi.advanceTimersByTime(1000);
    expect(onlock).toHaveBeenCalledOnce();
    rest();
    vi.advanceTimersByTime(200_000);
    expect(onlock).toHaveBeenCalledOnce();
  });

  it("waits as long as the program says after a wrong code", () => {
    const entry = new PinEntry();
    entry.write("12a3٤56789");
    expect([entry.digits, entry.complete]).toEqual(["123456", true]);
    expect([entry.take(), entry.digits]).toEqual(["123456", ""]);
    expect(entry.refused(wrongPin(5))).toBe(true);
    entry.write("123456");
    expect([entry.wait, entry.complete]).toEqual([5, false]);
    vi.advanceTimersByTime(5000);
    expect([entry.wait, entry.complete]).toEqual([0, true]);
    expect(entry.refused({ ...wrongPin(5), message: "error-storage" })).toBe(false);
  });
});
