import { describe, expect, it } from "vitest";
import type { ViewRect } from "../bindings/ViewRect";
import vectors from "../../../tests/fixtures/geometry-vectors.json";
import {
  drawnRect,
  fitRect,
  isInside,
  moveRect,
  overlaps,
  rectAround,
  resizeRect,
  type Grip,
  type Size,
} from "./geometry";
import { KINDS, SMALLEST } from "./kinds";
import { randomNumbers } from "./random_numbers";

const A4: Size = { width: 595, height: 842 };
const GRIPS: Grip[] = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x, y }) as Grip));

describe("the vectors shared with Rust", () => {
  it.each(vectors.pages.flatMap((page) => page.inside.map((one) => ({ ...one, page }))))(
    "$page.name: $view.x $view.y $view.width $view.height is inside: $inside",
    ({ view, inside, page }) => {
      expect(isInside(view, page.displayed)).toBe(inside);
    },
  );

  it("boxes that lie on their page stay where they are", () => {
    for (const { displayed, rects } of vectors.pages) {
      for (const { view } of rects.filter((one) => isInside(one.view, displayed))) {
        expect(fitRect(view, displayed, { width: 1, height: 1 })).toEqual(view);
      }
    }
  });
});

describe("whatever the hand does", () => {
  it("a box stays on the page and large enough", () => {
    const random = randomNumbers(7);
    const wrong: { rect: ViewRect; page: Size }[] = [];
    const holds = (rect: ViewRect, page: Size, smallest: Size) =>
      isInside(rect, page) &&
      rect.x >= 0 &&
      rect.y >= 0 &&
      rect.x + rect.width <= page.width + 1e-9 &&
      rect.y + rect.height <= page.height + 1e-9 &&
      rect.width >= Math.min(smallest.width, page.width) - 0.01 &&
      rect.height >= Math.min(smallest.height, page.height) - 0.01;
    for (let round = 0; round < 5000; round += 1) {
      const page = { width: 20 + random() * 3000, height: 20 + random() * 3000 };
      const any = () => (random() - 0.3) * 4000;
      const smallest = SMALLEST[KINDS[round % KINDS.length] ?? "signature"];
      const start = fitRect({ x: any(), y: any(), width: any(), height: any() }, page, smallest);
      const grip = GRIPS[Math.floor(random() * GRIPS.length)] ?? { x: 1, y: 1 };
      const results = [
        start,
        moveRect(start, any(), any(), page),
        resizeRect(start, grip, any(), any(), page, smallest),
        drawnRect({ x: any(), y: any() }, { x: any(), y: any() }, page, smallest),
        rectAround({ x: any(), y: any() }, start, page),
      ];
      wrong.push(...results.filter((rect) => !holds(rect, page, smallest)).map((rect) => ({ rect, page })));
    }
    expect(wrong).toEqual([]);
  });

  it("moving there and back ends where it began, when there is room", () => {
    const rect = { x: 200, y: 300, width: 150, height: 60 };
    expect(moveRect(moveRect(rect, 12.5, -40, A4), -12.5, 40, A4)).toEqual(rect);
  });

  it("the edge that is not held does not move", () => {
    const rect = { x: 200, y: 300, width: 150, height: 60 };
    const left = resizeRect(rect, { x: -1, y: 0 }, 500, 99, A4, SMALLEST.signature);
    expect(left.x + left.width).toBeCloseTo(350, 1);
    expect([left.y, left.height]).toEqual([300, 60]);
    const right = resizeRect(rect, { x: 1, y: 1 }, 9999, 9999, A4, SMALLEST.signature);
    expect(right).toEqual({ x: 200, y: 300, width: 395, height: 542 });
  });
});

describe("drawing", () => {
  it("takes the rectangle between the two points, in whatever direction", () => {
    const rect = { x: 100, y: 100, width: 200, height: 90 };
    expect(drawnRect({ x: 100, y: 100 }, { x: 300, y: 190 }, A4, SMALLEST.signature)).toEqual(rect);
    expect(drawnRect({ x: 300, y: 190 }, { x: 100, y: 100 }, A4, SMALLEST.signature)).toEqual(rect);
  });

  it("grows a small one to the smallest size, away from where it began", () => {
    const rect = drawnRect({ x: 300, y: 300 }, { x: 295, y: 298 }, A4, SMALLEST.signature);
    expect(rect.x + rect.width).toBeCloseTo(300, 1);
    expect(rect.width).toBeCloseTo(SMALLEST.signature.width, 1);
    expect(rect.height).toBeCloseTo(SMALLEST.signature.height, 1);
  });
});

it("boxes side by side do not overlap, unless a gap is asked for", () => {
  const a = { x: 0, y: 0, width: 10, height: 10 };
  const b = { x: 10, y: 0, width: 10, height: 10 };
  expect(overlaps(a, b)).toBe(false);
  expect(overlaps(a, b, 1)).toBe(true);
});
