import type { ViewRect } from "../bindings/ViewRect";
import { fitRect, fitSize, millimetres, overlaps, type Size } from "./geometry";

const MARGIN = millimetres(20, 20).width;
const GAP = millimetres(3, 3).width;
const STEP = millimetres(5, 5).width;
/** Where the foot of a page is printed, and often a rule above it: as high as this from below. */
const FOOT = millimetres(25, 25).width;

/**
 * A sensible place for a new box: from the bottom right corner, leftwards, then upwards, the first one free of other
 * boxes and of text; if there is none, free of other boxes; if there is none either, the corner.
 */
export function freeSpot(
  size: Size,
  page: Size,
  boxes: readonly ViewRect[],
  text: readonly ViewRect[] = [],
): ViewRect {
  const fitting = fitSize(size, page);
  const corner = fitRect(
    { x: page.width - MARGIN - fitting.width, y: page.height - MARGIN - fitting.height, ...fitting },
    page,
  );
  const isFree = (taken: readonly ViewRect[]) => (spot: ViewRect) =>
    taken.every((rect) => !overlaps(spot, rect, GAP));
  const spots = [...candidates(corner)];
  // Between the words of a foot nothing is free: they are one line across the page.
  const lines = text.map((line) =>
    line.y + line.height > page.height - FOOT ? { ...line, x: 0, width: page.width } : line,
  );
  return spots.find(isFree([...boxes, ...lines])) ?? spots.find(isFree(boxes)) ?? corner;
}

function* candidates(corner: ViewRect): Generator<ViewRect> {
  const left = Math.min(MARGIN, corner.x);
  const top = Math.min(MARGIN, corner.y);
  for (let y = corner.y; y >= top; y -= STEP) {
    for (let x = corner.x; x >= left; x -= STEP) yield { ...corner, x, y };
  }
}
