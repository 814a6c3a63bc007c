import { between, PIXELS_PER_POINT, type Size } from "./geometry";

/** 1 is 100 %: one point on paper is 96/72 of a CSS pixel. */
export const LEAST_ZOOM = 0.25;
export const MOST_ZOOM = 8;
/** Beside the widest page, on either side, in CSS pixels. */
export const MARGIN_PX = 24;
const COMFORT_ZOOM = 1.25;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8];
/** Two notches of an ordinary wheel are about one step. */
const WHEEL_SPEED = 0.0016;
const LINE_PX = 16;
const ALMOST = 1.001;
const BITMAP_STEP = 1.25;
const SMALLEST_BITMAP_PX = 96;
/** Under what the renderer accepts; at 32 bits a pixel this is 128 MB in the web view. */
const MOST_BITMAP_PIXELS = 32_000_000;
const MOST_BITMAP_SIDE_PX = 16_000;

export function clampZoom(zoom: number): number {
  return between(LEAST_ZOOM, zoom, MOST_ZOOM);
}

export function zoomIn(zoom: number): number {
  return STEPS.find((step) => step > zoom * ALMOST) ?? MOST_ZOOM;
}

export function zoomOut(zoom: number): number {
  return STEPS.findLast((step) => step * ALMOST < zoom) ?? LEAST_ZOOM;
}

/** Zoom after a turn of the wheel; `mode` is that of the event (0 pixels, 1 lines, 2 pages). */
export function zoomByWheel(zoom: number, deltaY: number, mode: number): number {
  const pixels = mode === 0 ? deltaY : deltaY * LINE_PX * (mode === 1 ? 1 : 20);
  return clampZoom(zoom * Math.exp(-pixels * WHEEL_SPEED));
}

/** Zoom at which a page is as wide as the room (CSS pixels). */
export function fitWidth(page: Size, room: Size): number {
  return clampZoom(room.width / (page.width * PIXELS_PER_POINT));
}

/** Zoom at which a page fills a room of this width (CSS pixels), as long as its letters do not become huge. */
export function fitComfort(page: Size, width: number): number {
  return Math.min(COMFORT_ZOOM, fitWidth(page, { width: width - 2 * MARGIN_PX, height: 0 }));
}

/** Zoom at which a whole page is seen. */
export function fitPage(page: Size, room: Size): number {
  return clampZoom(Math.min(fitWidth(page, room), room.height / (page.height * PIXELS_PER_POINT)));
}

/**
 * Width in device pixels of the bitmap to ask for: the least of a ladder of 1.25 that is sharp, so that small changes
 * of zoom need no new picture; less where the picture would be too large to hold.
 */
export function bitmapWidth(page: Size, zoom: number, pixelRatio: number): number {
  const sharp = Math.ceil(page.width * PIXELS_PER_POINT * zoom * pixelRatio);
  let width = SMALLEST_BITMAP_PX;
  while (width < sharp) width = Math.ceil(width * BITMAP_STEP);
  const shape = page.height / page.width;
  const most = Math.floor(
    Math.min(Math.sqrt(MOST_BITMAP_PIXELS / shape), MOST_BITMAP_SIDE_PX, MOST_BITMAP_SIDE_PX / shape),
  );
  return Math.max(1, Math.min(width, most));
}
