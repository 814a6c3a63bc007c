import { PIXELS_PER_POINT, type Point } from "../../model/geometry";
import type { Sheet } from "../../model/page_list";
import type { Placement } from "./placement.svelte";

const THRESHOLD_PX = 4;

/** The signature tool on a page: a press places a box of the usual size, a pull draws one. */
export class PageDrawing {
  #from: Point | null = null;

  constructor(
    readonly placement: Placement,
    readonly sheet: Sheet,
  ) {}

  start(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    if (!this.placement.armed) {
      this.placement.selected = null;
      return;
    }
    event.preventDefault();
    const layer = event.currentTarget as HTMLElement;
    layer.setPointerCapture?.(event.pointerId);
    this.#from = this.#point(event);
  }

  move(event: PointerEvent): void {
    const from = this.#from;
    if (!from) {
      if (this.placement.armed && event.pointerType === "mouse") this.placement.ghostAt(this.sheet, this.#point(event));
      return;
    }
    const to = this.#point(event);
    if (this.#isPull(from, to)) this.placement.ghostBetween(this.sheet, from, to);
  }

  end(event: PointerEvent): void {
    const from = this.#from;
    this.#from = null;
    if (!from || !this.placement.armed) return;
    const to = this.#point(event);
    if (this.#isPull(from, to)) void this.placement.draw(this.sheet, from, to);
    else void this.placement.placeAt(this.sheet, to);
  }

  cancel(): void {
    this.#from = null;
    this.placement.ghost = null;
  }

  #isPull(from: Point, to: Point): boolean {
    const scale = this.placement.viewer.zoom * PIXELS_PER_POINT;
    return Math.hypot(to.x - from.x, to.y - from.y) * scale >= THRESHOLD_PX;
  }

  #point(event: PointerEvent): Point {
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const scale = this.placement.viewer.zoom * PIXELS_PER_POINT;
    return { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale };
  }
}
