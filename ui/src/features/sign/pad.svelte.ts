import { Ink, outlinePath, type Contact } from "../../model/ink";
import type { Point } from "../../model/geometry";

/** Width divided by height of the pad. */
export const PAD_ASPECT = 3;

export interface PadBounds {
  left: number;
  top: number;
  width: number;
  height: number;
}

type PadPointer = Contact & { clientX: number; clientY: number };

/** The signature pad between the pointer and the ink: what is drawn, as one path, and what can be done with it. */
export class Pad {
  readonly ink = new Ink();
  /** SVG path in a view box 1000 wide. */
  path = $state("");
  count = $state(0);
  ignoresTouch = $state(false);

  start(event: PadPointer, bounds: PadBounds): boolean {
    const started = this.ink.start(event, place(event, bounds));
    this.#draw();
    return started;
  }

  /** `events`: the coalesced ones when the web view has them, else the event itself. */
  move(event: PadPointer, events: readonly PadPointer[], bounds: PadBounds): void {
    if (!this.ink.isDrawing) return;
    const points = events.map((one) => ({ ...place(one, bounds), pressure: one.pressure }));
    this.ink.extend(event, points);
    this.#draw();
  }

  /** Lifted or taken away: the stroke ends where it is. */
  end(event: PadPointer): void {
    this.ink.end(event.pointerId);
    this.#draw();
  }

  undo(): void {
    this.ink.undo();
    this.#draw();
  }

  clear(): void {
    this.ink.clear();
    this.#draw();
  }

  signWithFinger(): void {
    this.ink.signWithFinger();
    this.#draw();
  }

  #draw(): void {
    this.path = outlinePath(this.ink.outlines(PAD_ASPECT), PAD_ASPECT);
    this.count = this.ink.count;
    this.ignoresTouch = this.ink.ignoresTouch;
  }
}

function place(event: { clientX: number; clientY: number }, bounds: PadBounds): Point {
  return { x: (event.clientX - bounds.left) / bounds.width, y: (event.clientY - bounds.top) / bounds.height };
}
