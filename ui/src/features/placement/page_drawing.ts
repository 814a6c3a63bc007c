import { PIXELS_PER_POINT, rectBetween, type Point } from "../../model/geometry";
import type { Sheet } from "../../model/page_list";
import type { Placement } from "./placement.svelte";

const THRESHOLD_PX = 4;

/** The signature tool on a page: a press places a box of the usual size, a pull draws one. */
export class PageDrawing {
  #from: (Point & { hand: number }) | null = null;

  constructor(readonly placement: Placement) {}

  start(event: PointerEvent): void {
    const { placement } = this;
    if (event.button !== 0 || !event.isPrimary) return;
    if (!placement.armed) placement.choice.drop();
    // A finger on the page scrolls it; only the mouse draws a frame around boxes.
    if (!placement.armed && event.pointerType !== "mouse") return;
    event.preventDefault();
    const page = event.currentTarget as HTMLElement;
    page.setPointerCapture?.(event.pointerId);
    page.focus({ preventScroll: true });
    this.#from = { ...this.#point(event), hand: placement.hand };
  }

  move(event: PointerEvent, sheet: Sheet): void {
    const { placement } = this;
    const from = this.#held();
    // A box on its way over the page is none of ours.
    if (!from && !placement.armed) return;
    const to = this.#point(event);
    if (!placement.armed) {
      if (from && (placement.lasso || this.#isPull(from, to)))
        placement.lasso = { sheet: sheet.index, rect: rectBetween(from, to) };
      return;
    }
    if (from && this.#isPull(from, to)) placement.tools.ghostBetween(sheet, from, to);
    else if (event.pointerType === "mouse") placement.tools.ghostAt(sheet, to);
  }

  end(event: PointerEvent, sheet: Sheet): void {
    const { placement } = this;
    const from = this.#held();
    this.#from = null;
    if (from && placement.lasso) placement.chooseWithin(sheet);
    if (!from || !placement.armed) return;
    const to = this.#point(event);
    if (this.#isPull(from, to)) void placement.tools.draw(sheet, from, to);
    else void placement.tools.placeAt(sheet, to);
  }

  /** The pointer went elsewhere: no ghost stays behind. */
  leave(): void {
    if (this.placement.armed && !this.#from) this.placement.ghost = null;
  }

  cancel(): void {
    this.#from = null;
    this.placement.ghost = null;
    this.placement.lasso = null;
  }

  /** Where the pull began, unless Escape ended it. */
  #held(): Point | null {
    if (this.#from?.hand !== this.placement.hand) this.#from = null;
    return this.#from;
  }

  #isPull(from: Point, to: Point): boolean {
    return Math.hypot(to.x - from.x, to.y - from.y) * this.#scale() >= THRESHOLD_PX;
  }

  #point(event: PointerEvent): Point {
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const scale = this.#scale();
    return { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale };
  }

  #scale(): number {
    return this.placement.viewer.zoom * PIXELS_PER_POINT;
  }
}
