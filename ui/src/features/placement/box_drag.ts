import type { Field } from "../../bindings/Field";
import type { Grip } from "../../model/geometry";
import type { Placement } from "./placement.svelte";

/** A shaking hand does not move a box it only wants to choose. */
const THRESHOLD_PX = 3;

/** A box in the hand: moved as a whole, or by one of its corners. */
export class BoxDrag {
  #from: { x: number; y: number; field: Field; grip: Grip | null; moving: boolean } | null = null;

  /** `scale`: CSS pixels of one point. */
  constructor(
    readonly placement: Placement,
    readonly scale: number,
  ) {}

  start(event: PointerEvent, field: Field, grip: Grip | null): void {
    if (event.button !== 0 || !event.isPrimary || this.placement.armed) return;
    event.stopPropagation();
    // Without this the web view starts selecting text, and some do not focus a button that is pressed.
    event.preventDefault();
    const target = event.currentTarget as HTMLElement;
    target.setPointerCapture?.(event.pointerId);
    if (!grip) target.focus({ preventScroll: true });
    this.placement.selected = field.id;
    this.#from = { x: event.clientX, y: event.clientY, field, grip, moving: false };
  }

  move(event: PointerEvent): void {
    const from = this.#from;
    if (!from) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.moving && Math.hypot(dx, dy) < THRESHOLD_PX) return;
    from.moving = true;
    this.placement.drag(from.field, from.grip, dx / this.scale, dy / this.scale);
  }

  end(): void {
    const moved = this.#from?.moving;
    this.#from = null;
    if (moved) void this.placement.drop();
  }

  cancel(): void {
    this.#from = null;
    this.placement.ghost = null;
  }
}
