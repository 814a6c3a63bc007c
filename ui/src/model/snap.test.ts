import { describe, expect, it } from "vitest";
import type { PrintedRule } from "../bindings/PrintedRule";
import type { ViewRect } from "../bindings/ViewRect";
import { isInside, moveRect, resizeRect } from "./geometry";
import { SMALLEST } from "./kinds";
import { randomNumbers } from "./random_numbers";
import { nextStop, snapMove, snapResize, type Surroundings } from "./snap";

const A4 = { width: 595, height: 842 };
const box = (x: number, y: number, width = 150, height = 60): ViewRect => ({ x, y, width, height });
const around = (boxes: ViewRect[], text: ViewRect[] = [], rules: PrintedRule[] = []): Surroundings => ({
  page: A4,
  boxes,
  text,
  rules,
});

describe("a box that is moved", () => {
  it("is drawn to the edges and the middle of another", () => {
    const other = around([box(100, 300)]);
    expect(snapMove(box(103, 420), other, 4).rect.x).toBe(100);
    expect(snapMove(box(248, 420), other, 4).rect.x).toBe(250);
    expect(snapMove(box(122, 420, 100), other, 4).rect.x).toBe(125);
    expect(snapMove(box(400, 302), other, 4).rect.y).toBe(300);
  });

  it("keeps the distance its neighbours keep, and says how much it is", () => {
    const pair = around([box(60, 300, 100), box(180, 300, 100)]);
    const { rect, guides } = snapMove(box(302, 310, 100), pair, 4);
    expect(rect.x).toBe(300);
    expect(guides.find(({ axis }) => axis === "x")).toMatchObject({ kind: "gap", distance: 20 });
    const wide = around([box(10, 300, 100), box(400, 300, 100)]);
    const between = snapMove(box(203, 310, 100), wide, 4);
    expect(between.rect.x).toBe(205);
    expect(between.guides[0]?.distance).toBe(95);
  });

  it("stands on a line of text and keeps the margin", () => {
    const text = around([], [{ x: 90, y: 500, width: 300, height: 12 }]);
    expect(snapMove(box(200, 449), text, 4).rect.y).toBe(452);
    expect(snapMove(box(92, 700), text, 4).rect.x).toBe(90);
    expect(snapMove(box(57, 700), around([]), 4).rect.x).toBeCloseTo(56.69, 2);
  });

  it("prefers a box to a text, and a text to the margin", () => {
    const both = around([box(58, 100)], [{ x: 55, y: 300, width: 100, height: 10 }]);
    expect(snapMove(box(56, 500), both, 4).rect.x).toBe(58);
    expect(snapMove(box(56, 500), around([], [...both.text]), 4).rect.x).toBe(55);
  });

  it("stands a millimetre above a line to sign on, before anything else draws it", () => {
    const rule = { page: 1, left: 80, right: 280, y: 600 };
    const on = around([box(300, 540)], [{ x: 90, y: 580, width: 100, height: 18 }], [rule]);
    const { rect, guides } = snapMove(box(82, 535), on, 4);
    expect(rect.x).toBe(80);
    expect(rect.y + rect.height).toBeCloseTo(600 - 72 / 25.4, 5);
    expect(guides.map(({ kind }) => kind)).toEqual(["rule", "rule"]);
    expect(snapMove(box(300, 535), around([], [], [rule]), 4).guides).toEqual([]);
  });

  it("draws one line per axis, from the box to what it stands by", () => {
    const { guides } = snapMove(box(103, 420), around([box(100, 300)]), 4);
    expect(guides.map(({ axis, at, from, to }) => ({ axis, at, from, to }))).toEqual([
      { axis: "x", at: 100, from: 300, to: 480 },
    ]);
  });

  it("is free when nothing is near and when the hand asks for it", () => {
    expect(snapMove(box(300, 420), around([box(100, 300)]), 4)).toEqual({ rect: box(300, 420), guides: [] });
    expect(snapMove(box(103, 420), around([box(100, 300)]), 0)).toEqual({ rect: box(103, 420), guides: [] });
  });
});

describe("a box that is resized", () => {
  it("is drawn with the edge that is held, the others stay", () => {
    const other = around([box(100, 300)]);
    expect(snapResize(box(50, 420, 197), { x: 1, y: 1 }, other, 4).rect).toEqual(box(50, 420, 200));
    expect(snapResize(box(98, 420, 200), { x: -1, y: 1 }, other, 4).rect).toEqual(box(100, 420, 198));
    expect(snapResize(box(98, 420, 200), { x: 0, y: 1 }, other, 4).rect.x).toBe(98);
  });
});

describe("the next place that draws", () => {
  it("lies that way, and is none when the page ends", () => {
    const other = around([box(100, 300)]);
    expect(nextStop(box(20, 500), "x", 1, other)).toBeCloseTo(36.69, 2);
    expect(nextStop(box(100, 500), "y", -1, other)).toBe(-109);
    expect(nextStop(box(445, 500), "x", 1, around([]))).toBeNull();
  });
});

describe("whatever is there", () => {
  it("never moves a box further than the tolerance, never off the page, never to another size", () => {
    const random = randomNumbers(20_261_122);
    const rect = (): ViewRect => ({
      x: random() * 400,
      y: random() * 700,
      // From a box to tick to a large signature.
      width: SMALLEST.checkbox.width + random() * random() * 250,
      height: SMALLEST.checkbox.height + random() * random() * 120,
    });
    for (let round = 0; round < 3000; round += 1) {
      const places = around(
        Array.from({ length: Math.floor(random() * 8) }, rect),
        Array.from({ length: Math.floor(random() * 20) }, rect),
        Array.from({ length: Math.floor(random() * 6) }, () => {
          const left = random() * 400;
          return { page: 1, left, right: left + 40 + random() * 150, y: random() * 842 };
        }),
      );
      const tolerance = random() * 12;
      const moved = moveRect(rect(), random() * 100 - 50, random() * 100 - 50, A4);
      const result = snapMove(moved, places, tolerance);
      expect(Math.abs(result.rect.x - moved.x)).toBeLessThanOrEqual(tolerance + 1e-9);
      expect(Math.abs(result.rect.y - moved.y)).toBeLessThanOrEqual(tolerance + 1e-9);
      expect([result.rect.width, result.rect.height]).toEqual([moved.width, moved.height]);
      expect(isInside(result.rect, A4)).toBe(true);
      const resized = resizeRect(moved, { x: 1, y: -1 }, random() * 60, random() * 60, A4, SMALLEST.checkbox);
      const held = snapResize(resized, { x: 1, y: -1 }, places, tolerance).rect;
      expect(held.x).toBe(resized.x);
      expect(held.y + held.height).toBeCloseTo(resized.y + resized.height, 6);
      expect(isInside(held, A4)).toBe(true);
    }
  });
});
