import { describe, expect, it } from "vitest";
import { formatLength, parseLength, spokenMillimetres } from "./length";

describe("lengths", () => {
  it("are written as the person writes numbers", () => {
    expect(formatLength(72, "millimetre", "fr")).toBe("25,4");
    expect(formatLength(72, "millimetre", "en")).toBe("25.4");
    expect(formatLength(1234.56, "point", "fr")).toBe("1234,6");
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
  ] as const)("read %s in %s", (text, unit, points) => {
    expect(parseLength(text, unit)).toBeCloseTo(points, 6);
  });

  it.each(["", "abc", "1,2,3", "12 cm", "--1", "1e3", "NaN"])("are not read from %s", (text) => {
    expect(parseLength(text, "millimetre")).toBeNull();
  });

  it("are spoken in whole millimetres", () => {
    expect(spokenMillimetres(198.6)).toBe(70);
  });
});
