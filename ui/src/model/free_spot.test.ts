import { describe, expect, it } from "vitest";
import type { ViewRect } from "../bindings/ViewRect";
import { freeSpot } from "./free_spot";
import { isInside, overlaps } from "./geometry";
import { USUAL } from "./kinds";

const A4 = { width: 595, height: 842 };

describe("a sensible place for a new box", () => {
  it("is the bottom right corner, 20 mm from the edges", () => {
    const spot = freeSpot(USUAL.signature, A4, []);
    expect(A4.width - spot.x - spot.width).toBeCloseTo(56.69, 1);
    expect(A4.height - spot.y - spot.height).toBeCloseTo(56.69, 1);
  });

  it("never covers another box while there is room", () => {
    const boxes: ViewRect[] = [];
    for (let count = 0; count < 12; count += 1) {
      const spot = freeSpot(USUAL.signature, A4, boxes);
      expect(isInside(spot, A4)).toBe(true);
      expect(boxes.some((box) => overlaps(box, spot))).toBe(false);
      boxes.push(spot);
    }
  });

  it("keeps off the text when it can, and off the boxes when the page is full of text", () => {
    const line = { x: 0, y: 600, width: 595, height: 242 };
    expect(overlaps(freeSpot(USUAL.signature, A4, [], [line]), line)).toBe(false);
    const everywhere = { x: 0, y: 0, ...A4 };
    const box = freeSpot(USUAL.signature, A4, []);
    expect(overlaps(freeSpot(USUAL.signature, A4, [box], [everywhere]), box)).toBe(false);
  });

  it("is above the words at the foot of a page, not between them", () => {
    const words = [
      { x: 57, y: 785, width: 40, height: 9 },
      { x: 480, y: 785, width: 58, height: 9 },
    ];
    const spot = freeSpot({ width: 100, height: 50 }, A4, [], words);
    expect(spot.y + spot.height).toBeLessThan(785);
  });

  it("is found on a page smaller than any box, and on one that is full", () => {
    const tiny = { width: 50, height: 20 };
    expect(isInside(freeSpot(USUAL.signature, tiny, []), tiny)).toBe(true);
    expect(isInside(freeSpot(USUAL.signature, A4, [{ x: 0, y: 0, ...A4 }]), A4)).toBe(true);
  });
});
