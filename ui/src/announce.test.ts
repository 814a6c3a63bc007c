import { afterEach, describe, expect, it, vi } from "vitest";
import { Announcer } from "./announce.svelte";

describe("the live region", () => {
  afterEach(() => vi.useRealTimers());

  it("speaks the first sentence of a burst at once and only the last of the rest", () => {
    vi.useFakeTimers();
    const announcer = new Announcer();
    announcer.say("10 mm");
    announcer.say("11 mm");
    announcer.say("12 mm");
    expect(announcer.text).toBe("10 mm");
    vi.advanceTimersByTime(1000);
    expect(announcer.text).toBe("12 mm");
  });

  it("says what follows from something after it, without displacing it", () => {
    vi.useFakeTimers();
    const announcer = new Announcer();
    announcer.say("Enregistré");
    announcer.say("Cadre supprimé.");
    announcer.add("Il reste 1 point");
    vi.advanceTimersByTime(1000);
    expect(announcer.text).toBe("Cadre supprimé. Il reste 1 point");
    announcer.add("Il reste 2 points");
    vi.advanceTimersByTime(1000);
    expect(announcer.text).toBe("Il reste 2 points");
  });

  it("says the same sentence twice as two changes", () => {
    vi.useFakeTimers();
    const announcer = new Announcer();
    announcer.say("Enregistré");
    const before = announcer.text;
    vi.advanceTimersByTime(1000);
    announcer.say("Enregistré");
    expect(announcer.text).not.toBe(before);
    expect(announcer.text.trim()).toBe("Enregistré");
  });
});
