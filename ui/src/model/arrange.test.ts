import { describe, expect, it } from "vitest";
import { align, distribute, moveTogether, sameSize, type Placed } from "./arrange";

const page = { width: 595, height: 842 };
const at = (x: number, y: number, width = 120, height = 50, sheet = 0): Placed => ({
  rect: { x, y, width, height },
  page,
  sheet,
  smallest: { width: 10, height: 10 },
});

describe("several boxes", () => {
  it("move together, and stop together at the edge", () => {
    const moved = moveTogether([at(10, 100), at(300, 400)], -40, 5);
    expect(moved.map(({ x, y }) => [x, y])).toEqual([
      [0, 105],
      [290, 405],
    ]);
  });

  it("are aligned with the first", () => {
    const boxes = [at(100, 100), at(300, 400, 200, 80)];
    expect(align(boxes, "left")[1]?.x).toBe(100);
    expect(align(boxes, "right")[1]?.x).toBe(20);
    expect(align(boxes, "middle_x")[1]?.x).toBe(60);
    expect(align(boxes, "top")[1]?.y).toBe(100);
    expect(align(boxes, "bottom")[1]?.y).toBe(70);
    expect(align(boxes, "middle_y")[1]?.y).toBe(85);
    expect(align(boxes, "left")[0]).toEqual(boxes[0]?.rect);
    expect(align([], "left")).toEqual([]);
  });

  it("are spread evenly between the outermost, each page for itself, in whatever order they were chosen", () => {
    const boxes = [at(400, 10, 100), at(20, 10, 100), at(130, 10, 100), at(5, 5, 100, 50, 1)];
    expect(distribute(boxes, "x").map(({ x }) => x)).toEqual([400, 20, 210, 5]);
    expect(distribute(boxes.slice(0, 2), "x").map(({ x }) => x)).toEqual([400, 20]);
  });

  it("become as large as the first, and stay on the page", () => {
    const [, second] = sameSize([at(10, 10, 300, 90), at(500, 800, 100, 40)]);
    expect(second).toEqual({ x: 295, y: 752, width: 300, height: 90 });
    const small = [at(10, 10, 300, 4), at(100, 100, 100, 40)];
    expect(sameSize(small, "width")[1]).toEqual({ x: 100, y: 100, width: 300, height: 40 });
    expect(sameSize(small, "height")[1]).toEqual({ x: 100, y: 100, width: 100, height: 10 });
  });
});
