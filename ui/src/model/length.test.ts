import { describe, expect, it } from "vitest";
import { formatLength, parseLength, spokenMillimetres } from "./length";

/** Points. */
const A4 = 595;

describe("lengths", () => {
  it("are written as the person writes numbers", () => {
    expect(formatLength(72, "millimetre", "fr", A4)).toBe("25,4");
    expect(formatLength(72, "millimetre", "en", A4)).toBe("25.4");
    expect(formatLength(1234.56, "point", "fr", A4)).toBe("1234,6");
    expect(formatLength(72, "percent", "fr", A4)).toBe("12,1");
    expect(formatLength(73, "percent", "en", A4)).toBe("12.27");
  });

  it.each([
    ["25,4", "millimetre", 72],
    [" 25.4 mm", "point", 72],
    ["72", "point", 72],
    ["72pt", "millimetre", 72],
    ["-10", "point", -10],
    ["1 000", "point", 1000],
    [",5", "point", 0.5],
    ["12,", "point", 12],
    ["50", "percent", 297.5],
    ["12,5 %", "millimetre", 74.375],
    ["25.4mm", "percent", 72],
  ] as const)("read %s in %s", (text, unit, points) => {
    expect(parseLength(text, unit, A4)).toBeCloseTo(points, 6);
  });

  it.each(["", "abc", "1,2,3", "12 cm", "--1", "1e3", "NaN"])("are not read from %s", (text) => {
    expect(parseLength(text, "millimetre", A4)).toBeNull();
  });

  it("are spoken in whole millimetres", () => {
    expect(spokenMillimetres(198.6)).toBe(70);
  });
});
