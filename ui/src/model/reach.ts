import type { ViewRect } from "../bindings/ViewRect";
import type { Size } from "./geometry";

/** How far a press beside a box still means it, on each side, in points. */
export interface Reach {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

interface Span {
  start: number;
  end: number;
}

const NONE: Reach = { top: 0, right: 0, bottom: 0, left: 0 };

/**
 * The reach of each box on a page, in their order: a small one can be pressed beside it until it is `least` wide and high,
 * but no further than half-way to its neighbour and never beyond the page. A box that is large enough needs none.
 */
export function reaches(boxes: readonly ViewRect[], page: Size, least: number): Reach[] {
  return boxes.map((box) => {
    if (box.width >= least && box.height >= least) return NONE;
    const wide = Math.max(0, least - box.width);
    const high = Math.max(0, least - box.height);
    const others = boxes.filter((other) => other !== box);
    // Beside it on its own height first; above and below also what stands over the part it has gained.
    const row = others.filter((other) => meet(down(other), down(box)));
    const [left, right] = shared(wide, across(box), row.map(across), page.width);
    const gained = { start: box.x - left, end: box.x + box.width + right };
    const column = others.filter((other) => meet(across(other), gained));
    const [top, bottom] = shared(high, down(box), column.map(down), page.height);
    return { top, right, bottom, left };
  });
}

/** What is missing, shared between before and after as far as there is room on each side. */
function shared(
  missing: number,
  { start, end }: Span,
  others: readonly Span[],
  page: number,
): [number, number] {
  const middle = (start + end) / 2;
  const isBefore = (other: Span) => (other.start + other.end) / 2 <= middle;
  const before = others.filter(isBefore).map((other) => Math.max(0, start - other.end) / 2);
  const after = others.filter((other) => !isBefore(other)).map((other) => Math.max(0, other.start - end) / 2);
  const roomBefore = Math.min(Math.max(0, start), ...before);
  const roomAfter = Math.min(Math.max(0, page - end), ...after);
  const first = Math.min(roomBefore, Math.max(missing / 2, missing - roomAfter));
  return [first, Math.min(roomAfter, missing - first)];
}

function across({ x, width }: ViewRect): Span {
  return { start: x, end: x + width };
}

function down({ y, height }: ViewRect): Span {
  return { start: y, end: y + height };
}

function meet(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
