import { expect, it, vi } from "vitest";
import { Beside } from "./beside.svelte";

it("folds in a narrow window and comes back in a wide one, unless somebody folded it", () => {
  const listeners = new Set<() => void>();
  const wide = {
    matches: true,
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
  };
  vi.spyOn(window, "matchMedia").mockReturnValue(wide as unknown as MediaQueryList);
  const turn = (matches: boolean) => {
    wide.matches = matches;
    for (const listener of listeners) listener();
  };
  const beside = new Beside();
  const stop = beside.follow();
  const seen = [true, false, true].map((matches) => {
    turn(matches);
    return beside.open;
  });
  beside.open = false;
  turn(false);
  turn(true);
  expect([...seen, beside.open]).toEqual([true, false, true, false]);
  stop();
  expect(listeners.size).toBe(0);
});
