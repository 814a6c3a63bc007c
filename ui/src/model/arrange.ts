import type { ViewRect } from "../bindings/ViewRect";
import { between, fitRect, type Size } from "./geometry";

/** A box among several that are arranged together. Lengths in points. */
export interface Placed {
  rect: ViewRect;
  page: Size;
  /** Index of its page in the column. */
  sheet: number;
  /** What it may be made as small as. */
  smallest: Size;
}

export type Edge = "bottom" | "left" | "middle_x" | "middle_y" | "right" | "top";

/** What several boxes are made alike in. */
export type Sides = "both" | "height" | "width";

/** The least rectangle around all. */
export function around([first, ...rest]: readonly [ViewRect, ...ViewRect[]]): ViewRect {
  return rest.reduce((whole, { x, y, width, height }) => {
    const [left, top] = [Math.min(whole.x, x), Math.min(whole.y, y)];
    const right = Math.max(whole.x + whole.width, x + width);
    const bottom = Math.max(whole.y + whole.height, y + height);
    return { x: left, y: top, width: right - left, height: bottom - top };
  }, first);
}

/** Moves all by the same way, as far as every one of them stays on its page. */
export function moveTogether(boxes: readonly Placed[], dx: number, dy: number): ViewRect[] {
  const low = (side: "x" | "y") => Math.max(...boxes.map(({ rect }) => -rect[side]));
  const high = (side: "x" | "y", length: "height" | "width") =>
    Math.min(...boxes.map(({ rect, page }) => page[length] - rect[side] - rect[length]));
  const [x, y] = [between(low("x"), dx, high("x", "width")), between(low("y"), dy, high("y", "height"))];
  return boxes.map(({ rect, page }) => fitRect({ ...rect, x: rect.x + x, y: rect.y + y }, page));
}

/** Puts an edge or the middle of all where the first one has it. */
export function align(boxes: readonly Placed[], edge: Edge): ViewRect[] {
  const [first] = boxes;
  if (!first) return [];
  const { x, y, width, height } = first.rect;
  return boxes.map(({ rect, page }) => {
    const moved = {
      left: { x },
      right: { x: x + width - rect.width },
      middle_x: { x: x + (width - rect.width) / 2 },
      top: { y },
      bottom: { y: y + height - rect.height },
      middle_y: { y: y + (height - rect.height) / 2 },
    }[edge];
    return fitRect({ ...rect, ...moved }, page);
  });
}

/** Leaves the outermost where they are and the same gap between all, page by page. Two of a page have nothing to share. */
export function distribute(boxes: readonly Placed[], axis: "x" | "y"): ViewRect[] {
  const length = axis === "x" ? "width" : "height";
  const result = boxes.map(({ rect }) => rect);
  for (const sheet of new Set(boxes.map((box) => box.sheet))) {
    const order = [...boxes.keys()]
      .filter((index) => boxes[index]?.sheet === sheet)
      .sort((a, b) => (result[a]?.[axis] ?? 0) - (result[b]?.[axis] ?? 0));
    if (order.length < 3) continue;
    const rects = order.map((index) => result[index]).filter((rect) => rect !== undefined);
    const [first, last] = [rects[0], rects.at(-1)];
    if (!first || !last) continue;
    const taken = rects.reduce((sum, rect) => sum + rect[length], 0);
    const gap = (last[axis] + last[length] - first[axis] - taken) / (rects.length - 1);
    let at = first[axis];
    for (const [place, index] of order.entries()) {
      const rect = rects[place];
      const page = boxes[index]?.page;
      if (!rect || !page) continue;
      result[index] = fitRect({ ...rect, [axis]: at }, page);
      at += rect[length] + gap;
    }
  }
  return result;
}

/** Makes all as wide and as high as the first one, or only one of the two, each from its own top left corner. */
export function sameSize(boxes: readonly Placed[], sides: Sides = "both"): ViewRect[] {
  const [first] = boxes;
  if (!first) return [];
  const { width, height } = first.rect;
  const taken = { both: { width, height }, height: { height }, width: { width } }[sides];
  return boxes.map(({ rect, page, smallest }) => fitRect({ ...rect, ...taken }, page, smallest));
}
