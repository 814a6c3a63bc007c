import { Ink, outlinePath, type Contact, type InkReading } from "../../model/ink";

/** Width divided by height of the pad. */
export const PAD_ASPECT = 3;

export interface PadBounds {
  left: number;
  top: number;
  width: number;
  height: number;
}

type PadPointer = Contact & { clientX: number; clientY: number; tiltX?: number; tiltY?: number };

/** The signature pad between the pointer and the ink: what is drawn, as one path, and what can be done with it. */
export class Pad {
  readonly ink = new Ink();
  /** SVG path of the strokes that have ended, in a view box 1000 wide. */
  path = $state("");
  /** The same of the running stroke's pieces that do not change any more. */
  pieces = $state.raw<readonly string[]>([]);
  /** And of its last piece, which every movement draws anew. */
  tip = $state("");
  count = $state(0);
  ignoresTouch = $state(false);

  /** `onstroke`: told of the begin and the end of each stroke. */
  constructor(readonly onstroke?: (moment: "end" | "start") => void) {}

  start(event: PadPointer, bounds: PadBounds): boolean {
    const started = this.ink.start(event, reading(event, bounds));
    if (started) this.onstroke?.("start");
    this.#follow();
    return started;
  }

  /** `events`: the coalesced ones when the web view has them, else the event itself. */
  move(event: PadPointer, events: readonly PadPointer[], bounds: PadBounds): void {
    if (!this.ink.isDrawing) return;
    this.ink.extend(
      event,
      events.map((one) => reading(one, bounds)),
    );
    this.#follow();
  }

  /** Lifted or taken away: the stroke ends where it is. */
  end(event: PadPointer): void {
    const drawing = this.ink.isDrawing;
    this.ink.end(event.pointerId);
    if (drawing && !this.ink.isDrawing) this.onstroke?.("end");
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

  /** Draws what a movement has changed, and no more: a frame has time for little. */
  #follow(): void {
    const running = this.ink.running(PAD_ASPECT, this.pieces.length);
    const paths = running.map((outline) => outlinePath([outline], PAD_ASPECT));
    this.tip = paths.pop() ?? "";
    if (paths.length > 0) this.pieces = [...this.pieces, ...paths];
    this.#tell();
  }

  #draw(): void {
    this.path = outlinePath(this.ink.ended(PAD_ASPECT), PAD_ASPECT);
    this.pieces = [];
    this.tip = "";
    this.#tell();
  }

  #tell(): void {
    this.count = this.ink.count;
    this.ignoresTouch = this.ink.ignoresTouch;
  }
}

function reading(event: PadPointer, bounds: PadBounds): InkReading {
  const { pressure, timeStamp = 0, tiltX = 0, tiltY = 0 } = event;
  return {
    x: (event.clientX - bounds.left) / bounds.width,
    y: (event.clientY - bounds.top) / bounds.height,
    pressure,
    time: timeStamp,
    tilt: Math.hypot(tiltX, tiltY),
  };
}
