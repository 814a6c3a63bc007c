import { describe, expect, it } from "vitest";
import type { ViewRect } from "../bindings/ViewRect";
import { overlaps } from "./geometry";
import { randomNumbers } from "./random_numbers";
import { reaches, type Reach } from "./reach";

const PAGE = { width: 595, height: 842 };
const LEAST = 24;
const box = (x: number, y: number, width: number, height: number): ViewRect => ({ x, y, width, height });

function grown({ x, y, width, height }: ViewRect, { top, right, bottom, left }: Reach): ViewRect {
  return { x: x - left, y: y - top, width: left + width + right, height: top + height + bottom };
}

describe("the reach of small boxes", () => {
  it("makes a box that stands alone as large as a finger needs, on all sides alike", () => {
    const [reach] = reaches([box(100, 100, 14, 10)], PAGE, LEAST);
    expect(reach).toEqual({ top: 7, right: 5, bottom: 7, left: 5 });
  });

  it("leaves a box that is large enough as it is", () => {
    const [reach] = reaches([box(100, 100, 24, 24)], PAGE, LEAST);
    expect(reach).toEqual({ top: 0, right: 0, bottom: 0, left: 0 });
  });

  it("ends half-way to a neighbour, and takes the rest where there is room", () => {
    const [upper, lower] = reaches([box(100, 100, 200, 12), box(100, 116, 200, 12)], PAGE, LEAST);
    expect(upper).toMatchObject({ top: 10, bottom: 2 });
    expect(lower).toMatchObject({ top: 2, bottom: 10 });
  });

  it("does not leave the page", () => {
    const [reach] = reaches([box(0, 838, 10, 4)], PAGE, LEAST);
    expect(reach).toMatchObject({ left: 0, right: 14, top: 20, bottom: 0 });
  });

  it("never takes anything of another box", () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 200; round += 1) {
      const boxes = Array.from({ length: 12 }, () =>
        box(random() * 500, random() * 700, 4 + random() * 60, 4 + random() * 40),
      );
      const free = boxes.filter((one, at) => boxes.every((other, n) => n === at || !overlaps(one, other)));
      const reach = reaches(free, PAGE, LEAST);
      const large = free.map((one, at) => grown(one, reach[at]!));
      for (const [at, one] of large.entries())
        for (const [n, other] of free.entries())
          if (n !== at) expect(overlaps(one, other, -1e-6)).toBe(false);
    }
  });
});
