import { describe, expect, it } from "vitest";
import { bitmapWidth, clampZoom, fitPage, fitWidth, zoomByWheel, zoomIn, zoomOut } from "./zoom";

const A4 = { width: 595, height: 842 };

describe("zoom", () => {
  it("goes from end to end in steps, and stops there", () => {
    let zoom = 0.25;
    const seen = [zoom];
    while (zoom < 8) seen.push((zoom = zoomIn(zoom)));
    expect(seen.every((value, index) => index === 0 || value > (seen[index - 1] ?? 0))).toBe(true);
    expect(zoomIn(8)).toBe(8);
    for (const value of seen.toReversed().slice(1)) expect((zoom = zoomOut(zoom))).toBe(value);
    expect(zoomOut(0.25)).toBe(0.25);
  });

  it("finds the next step from anywhere", () => {
    expect(zoomIn(0.8321)).toBe(0.9);
    expect(zoomOut(0.8321)).toBe(0.75);
  });

  it("fits the page into the room", () => {
    expect(fitWidth(A4, { width: 793.33, height: 100 })).toBeCloseTo(1, 3);
    expect(fitPage(A4, { width: 5000, height: 1122.67 })).toBeCloseTo(1, 3);
    expect(fitWidth(A4, { width: 1, height: 1 })).toBe(0.25);
  });

  it("follows the wheel, in pixels and in lines, within its limits", () => {
    expect(zoomByWheel(1, -100, 0)).toBeGreaterThan(1.1);
    expect(zoomByWheel(1, 3, 1)).toBeLessThan(1);
    expect(zoomByWheel(zoomByWheel(1, 120, 0), -120, 0)).toBeCloseTo(1, 9);
    expect(zoomByWheel(1, -99_999, 0)).toBe(8);
    expect(clampZoom(0)).toBe(0.25);
  });
});

describe("bitmaps", () => {
  it("are sharp, and at most a quarter larger than needed", () => {
    for (let zoom = 0.25; zoom < 3; zoom *= 1.013) {
      const needed = A4.width * (96 / 72) * zoom;
      const width = bitmapWidth(A4, zoom, 1);
      expect(width).toBeGreaterThanOrEqual(Math.ceil(needed));
      expect(width).toBeLessThanOrEqual(Math.ceil(needed * 1.26) + 1);
    }
  });

  it("stay the same for small changes", () => {
    const widths = new Set([1, 1.01, 1.02, 1.03].map((zoom) => bitmapWidth(A4, zoom, 1)));
    expect(widths.size).toBeLessThanOrEqual(2);
  });

  it("are never too large to hold, whatever the page", () => {
    for (const page of [
      A4,
      { width: 14400, height: 14400 },
      { width: 10, height: 14400 },
      { width: 14400, height: 3 },
    ]) {
      const width = bitmapWidth(page, 8, 3);
      expect(width).toBeGreaterThanOrEqual(1);
      expect((width * width * page.height) / page.width).toBeLessThanOrEqual(32_000_000);
      expect((width * page.height) / page.width).toBeLessThanOrEqual(16_000);
    }
  });
});
