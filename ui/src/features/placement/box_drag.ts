import type { Field } from "../../bindings/Field";
import { PIXELS_PER_POINT, type Grip } from "../../model/geometry";
import { EdgeScroll } from "../../widgets/pages/edge_scroll";
import type { Hold } from "./moving";
import type { Placement } from "./placement.svelte";

interface Held {
  /** Where it was taken, in the column. */
  x: number;
  y: number;
  field: Field;
  grip: Grip | null;
  /** The hand it is held by: Escape opens the hand. */
  hand: number;
  moving: boolean;
}

/** A shaking hand does not move a box it only wants to choose. */
const THRESHOLD_PX = 3;

/** A box in the hand: moved as a whole, or by one of its corners. */
export class BoxDrag {
  /** The press that has just ended moved the box: the click after it chooses nothing. */
  dragged = false;
  readonly #edge: EdgeScroll;
  #at = { clientX: 0, clientY: 0 };
  #hold: Hold = { free: false, straight: false };
  #held: Held | null = null;

  constructor(readonly placement: Placement) {
    this.#edge = new EdgeScroll(placement.viewer, () => this.#follow());
  }

  start(event: PointerEvent, field: Field, grip: Grip | null): void {
    const { placement } = this;
    this.dragged = false;
    if (event.button !== 0 || !event.isPrimary || placement.armed) return;
    event.stopPropagation();
    // Without this the web view starts selecting text, and some do not focus a button that is pressed.
    event.preventDefault();
    if (!grip && isMore(event)) {
      placement.chooseMore(field.id);
      return;
    }
    const target = event.currentTarget as HTMLElement;
    target.setPointerCapture?.(event.pointerId);
    placement.choice.press(field.id, false);
    if (!grip) target.focus({ preventScroll: true });
    const sheet = placement.sheetOf(field);
    if (sheet) void placement.linesOf(sheet);
    const from = placement.viewer.toColumn(event.clientX, event.clientY);
    this.#held = { ...from, field, grip, hand: placement.hand, moving: false };
  }

  move(event: PointerEvent): void {
    if (!this.#isHeld()) return;
    const { clientX, clientY } = event;
    this.#at = { clientX, clientY };
    this.#hold = { free: event.ctrlKey || event.metaKey, straight: event.shiftKey };
    this.#follow();
    if (this.#held?.moving) this.#edge.over(clientY);
  }

  end(): void {
    const drops = this.#isHeld() && this.#held?.moving === true;
    this.dragged = drops;
    this.#let();
    if (drops) void this.placement.moving.drop();
  }

  cancel(): void {
    if (this.#isHeld()) this.placement.ghost = null;
    this.#let();
  }

  #follow(): void {
    const held = this.#held;
    if (!held || !this.#isHeld()) return;
    const { viewer } = this.placement;
    // In the column, not in the window: the wheel may turn while the button is held.
    const at = viewer.toColumn(this.#at.clientX, this.#at.clientY);
    const [dx, dy] = [at.x - held.x, at.y - held.y];
    if (!held.moving && Math.hypot(dx, dy) < THRESHOLD_PX) return;
    held.moving = true;
    const scale = viewer.zoom * PIXELS_PER_POINT;
    this.placement.moving.drag(held.field, held.grip, dx / scale, dy / scale, this.#hold);
  }

  #isHeld(): boolean {
    if (this.#held && this.#held.hand !== this.placement.hand) this.#let();
    return this.#held !== null;
  }

  #let(): void {
    this.#edge.stop();
    this.#held = null;
  }
}

/** Ctrl (⌘) or Shift while pressing: one box more, or one less. */
function isMore(event: PointerEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey;
}
