import { beforeEach, describe, expect, it } from "vitest";
import { formatBytes, formatDay, formatFingerprint, formatList, formatShort, formatTime } from "./format";
import { setLanguage } from "./i18n.svelte";

describe("values in words", () => {
  beforeEach(() => setLanguage("fr"));

  it("sizes", () => {
    expect(formatBytes(999).replace(/\s/g, " ")).toMatch(/^999 (o|octets)$/);
    expect(formatBytes(1_234_000).replace(/\s/g, " ")).toBe("1,2 Mo");
    expect(formatBytes(248_000).replace(/\s/g, " ")).toBe("248 ko");
  });

  it("lists", () => {
    expect(formatList(["Amélie", "Karim", "Marc"])).toBe("Amélie, Karim et Marc");
  });

  it("the hour of today, the day of this year, the date of another", () => {
    const now = new Date(2026, 10, 22, 18, 0).getTime();
    expect(formatShort(new Date(2026, 10, 22, 9, 5).getTime(), now)).toBe("09:05");
    expect(formatShort(new Date(2026, 2, 3).getTime(), now)).toBe("3 mars");
    expect(formatShort(new Date(2025, 2, 3).getTime(), now)).toBe("3 mars 2025");
  });

  it("days name the zone of their times", () => {
    const time = Date.UTC(2026, 10, 12, 13, 32);
    expect(formatDay(time)).toMatch(/^jeudi 12 novembre 2026 \(UTC([+−-]\d+(:\d\d)?)?\)$/);
    expect(formatTime(time)).toMatch(/^\d\d:\d\d$/);
  });

  it("fingerprints in groups", () => {
    expect(formatFingerprint("a1b2c3d4")).toBe("a1b2 c3d4");
  });
});
