import type { ViewRect } from "../bindings/ViewRect";

/** Lengths are in points (1/72 inch) on the page as displayed, from its top left corner; pixels only where said so. */
export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Which edges a resize moves: -1 the left or top one, 1 the right or bottom one, 0 none of that direction. */
export interface Grip {
  x: -1 | 0 | 1;
  y: -1 | 0 | 1;
}

export const POINTS_PER_MILLIMETRE = 72 / 25.4;
/** CSS pixels of one point at 100 %. */
export const PIXELS_PER_POINT = 96 / 72;
/** No size is too small. */
const NONE: Size = { width: 0, height: 0 };
/** Half a point of overhang is forgiven, as in Rust. */
const OUTSIDE_TOLERANCE = 0.5;
const HUNDREDTH = 100;

export function millimetres(width: number, height: number): Size {
  return { width: width * POINTS_PER_MILLIMETRE, height: height * POINTS_PER_MILLIMETRE };
}

export function isInside(rect: ViewRect, page: Size): boolean {
  return (
    rect.width > 0 &&
    rect.height > 0 &&
    rect.x >= -OUTSIDE_TOLERANCE &&
    rect.y >= -OUTSIDE_TOLERANCE &&
    rect.x + rect.width <= page.width + OUTSIDE_TOLERANCE &&
    rect.y + rect.height <= page.height + OUTSIDE_TOLERANCE
  );
}

export function overlaps(a: ViewRect, b: ViewRect, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap &&
    b.x < a.x + a.width + gap &&
    a.y < b.y + b.height + gap &&
    b.y < a.y + a.height + gap
  );
}

/** The same size, or as much of it as the page and the smallest size allow. */
export function fitSize(size: Size, page: Size, smallest: Size = NONE): Size {
  return {
    width: between(Math.min(smallest.width, page.width), size.width, page.width),
    height: between(Math.min(smallest.height, page.height), size.height, page.height),
  };
}

/** The nearest rectangle of an allowed size that lies wholly on the page. */
export function fitRect(rect: ViewRect, page: Size, smallest: Size = NONE): ViewRect {
  const size = fitSize(rect, page, smallest);
  return rounded(
    {
      x: between(0, rect.x, page.width - size.width),
      y: between(0, rect.y, page.height - size.height),
      ...size,
    },
    page,
  );
}

export function moveRect(rect: ViewRect, dx: number, dy: number, page: Size): ViewRect {
  return fitRect({ ...rect, x: rect.x + dx, y: rect.y + dy }, page);
}

/** A box of this size around a point. */
export function rectAround(point: Point, size: Size, page: Size): ViewRect {
  return fitRect({ x: point.x - size.width / 2, y: point.y - size.height / 2, ...size }, page);
}

/** Moves the edges a grip holds; the opposite ones stay where they are, whatever the smallest size asks for. */
export function resizeRect(
  rect: ViewRect,
  grip: Grip,
  dx: number,
  dy: number,
  page: Size,
  smallest: Size,
): ViewRect {
  const least = fitSize(NONE, page, smallest);
  const [x, width] = stretch(rect.x, rect.width, grip.x, dx, page.width, least.width);
  const [y, height] = stretch(rect.y, rect.height, grip.y, dy, page.height, least.height);
  return fitRect({ x, y, width, height }, page, smallest);
}

/** The rectangle drawn between two points, grown to the smallest size away from where the drawing began. */
export function drawnRect(from: Point, to: Point, page: Size, smallest: Size): ViewRect {
  const least = fitSize(NONE, page, smallest);
  const width = Math.max(Math.abs(to.x - from.x), least.width);
  const height = Math.max(Math.abs(to.y - from.y), least.height);
  return fitRect(
    {
      x: to.x < from.x ? from.x - width : from.x,
      y: to.y < from.y ? from.y - height : from.y,
      width,
      height,
    },
    page,
    smallest,
  );
}

/** The rectangle two points are corners of. */
export function rectBetween(from: Point, to: Point): ViewRect {
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}

export function sameRect(a: ViewRect, b: ViewRect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

export function between(low: number, value: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

function stretch(
  start: number,
  length: number,
  edge: -1 | 0 | 1,
  delta: number,
  page: number,
  smallest: number,
): [number, number] {
  if (edge === 0) return [start, length];
  const end = start + length;
  if (edge === 1) return [start, between(start + smallest, end + delta, page) - start];
  const moved = between(0, start + delta, end - smallest);
  return [moved, end - moved];
}

/** Hundredths of a point are enough, and keep numbers readable; never rounded out of the page. */
function rounded(rect: ViewRect, page: Size): ViewRect {
  const width = Math.min(round(rect.width), page.width);
  const height = Math.min(round(rect.height), page.height);
  return {
    x: between(0, round(rect.x), page.width - width),
    y: between(0, round(rect.y), page.height - height),
    width,
    height,
  };
}

function round(value: number): number {
  return Math.round(value * HUNDREDTH) / HUNDREDTH;
}
