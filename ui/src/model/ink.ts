import { getStroke, getStrokeOutlinePoints, getStrokePoints, type StrokePoint } from "perfect-freehand";
import { between, type Point } from "./geometry";

/** What the pad is told about a pointer: the part of a `PointerEvent` the rules need. */
export interface Contact {
  pointerId: number;
  pointerType: string;
  isPrimary: boolean;
  pressure: number;
  /** Size of the contact in CSS pixels. */
  width: number;
  height: number;
  /** Milliseconds, of whatever clock; the same for all contacts of a pad. */
  timeStamp?: number;
}

/** A point in 0…1 of the pad, y downwards: turning or resizing the pad never distorts what was drawn. */
export interface InkPoint extends Point {
  pressure: number;
  /** Milliseconds, of the contacts' clock. */
  time: number;
  /** Degrees from upright; 0 where nothing measures it. */
  tilt: number;
}

/** One reading of a pointer on its way into a stroke. */
export type InkReading = Point & Partial<Omit<InkPoint, keyof Point>>;

/** `[x, y, milliseconds since the first point, pressure, tilt]`. */
export type RawPoint = [number, number, number, number, number];

export type InkInput = "mouse" | "pen" | "touch" | "unknown";
export type Outline = [number, number][];

const PALM_PX = 40;
/** A pen that reports fewer different pressures does not measure any (0, 0.5 and 1 are what others pretend). */
const PRESSURES_OF_A_PEN = 5;
const PRETENDED = new Set([0, 0.5, 1]);
/** A running stroke is drawn in pieces of so many points: a movement redraws the last piece, not the whole signature. */
const PIECE = 32;
/** Width of the pad in units of the pen's thickness table. */
const PAD_UNITS = 1000;
const PEN_UNITS = 9;

interface Stroke {
  points: InkPoint[];
  input: InkInput;
}

/** What was drawn on a pad, and who may draw: one pointer at a time, no palm, no finger once there is a pen. */
export class Ink {
  readonly #strokes: Stroke[] = [];
  #drawing: { pointer: number; stroke: Stroke } | null = null;
  #penSeen = false;
  #withFinger = false;
  readonly #pressures = new Set<number>();
  /** Strokes taken back, and how often all of them were. */
  undos = 0;
  clears = 0;

  get isEmpty(): boolean {
    return this.#strokes.length === 0;
  }

  get count(): number {
    return this.#strokes.length;
  }

  get isDrawing(): boolean {
    return this.#drawing !== null;
  }

  /** A pen was used: fingers are ignored until the person says otherwise. */
  get ignoresTouch(): boolean {
    return this.#penSeen && !this.#withFinger;
  }

  signWithFinger(): void {
    this.#withFinger = true;
  }

  /** Starts a stroke; false when this contact may not draw. */
  start(contact: Contact, at: Point): boolean {
    if (contact.pointerType === "pen") this.#penSeen = true;
    if (this.#drawing !== null || !this.#mayDraw(contact)) return false;
    const stroke: Stroke = { points: [], input: inputOf(contact.pointerType) };
    this.#drawing = { pointer: contact.pointerId, stroke };
    this.#strokes.push(stroke);
    this.extend(contact, [at]);
    return true;
  }

  /** Adds points to the running stroke; those of another pointer are not for it. */
  extend(contact: Contact, points: readonly InkReading[]): void {
    if (this.#drawing?.pointer !== contact.pointerId) return;
    const now = contact.timeStamp ?? 0;
    for (const { x, y, pressure = contact.pressure, time = now, tilt = 0 } of points) {
      this.#drawing.stroke.points.push({ x: between(0, x, 1), y: between(0, y, 1), pressure, time, tilt });
      if (contact.pointerType === "pen" && !PRETENDED.has(pressure)) this.#pressures.add(pressure);
    }
  }

  /** Ends the stroke: lifted, or taken away by the system. What is drawn stays. */
  end(pointerId: number): void {
    if (this.#drawing?.pointer === pointerId) this.#drawing = null;
  }

  undo(): void {
    this.#drawing = null;
    if (this.#strokes.pop()) this.undos += 1;
  }

  clear(): void {
    this.#drawing = null;
    if (this.#strokes.length > 0) this.clears += 1;
    this.#strokes.length = 0;
  }

  /** From the first point that remains to the last. */
  get milliseconds(): number {
    const times = this.#strokes.flatMap(({ points }) => points.map(({ time }) => time));
    return times.length === 0 ? 0 : Math.round(Math.max(...times) - Math.min(...times));
  }

  /** Everything the pointer told, stroke after stroke; a pressure nobody measured is 0. */
  get rawPoints(): RawPoint[] {
    const all = this.#strokes.flatMap(({ points }) => points);
    const start = Math.min(...all.map(({ time }) => time));
    const measured = this.hasPressure;
    return all.map(({ x, y, time, pressure, tilt }) => [
      rounded(x),
      rounded(y),
      Math.round(time - start),
      measured ? rounded(pressure) : 0,
      Math.round(tilt),
    ]);
  }

  /** Real pressure of a pen, not the constant that mice and fingers report. */
  get hasPressure(): boolean {
    return this.#pressures.size >= PRESSURES_OF_A_PEN;
  }

  /** What drew it; the pen wins over the finger, the finger over the mouse. */
  get input(): InkInput {
    const used = new Set(this.#strokes.map((stroke) => stroke.input));
    return (["pen", "touch", "mouse"] as const).find((input) => used.has(input)) ?? "unknown";
  }

  /** Closed polygons in 0…1 of a pad of this shape (width divided by height): the very ones that go into the PDF. */
  outlines(aspect: number): Outline[] {
    return this.#outlines(this.#strokes, aspect);
  }

  /** The same of the strokes that have ended. */
  ended(aspect: number): Outline[] {
    return this.#outlines(
      this.#strokes.filter((stroke) => stroke !== this.#drawing?.stroke),
      aspect,
    );
  }

  /** The pieces of the running stroke from this one on. The last one still changes; together they cover what the stroke will. */
  running(aspect: number, from: number): Outline[] {
    const stroke = this.#drawing?.stroke;
    if (!stroke) return [];
    const pen = this.#pen(stroke);
    const points = paced(getStrokePoints(inUnits(stroke, aspect), pen), pen.simulatePressure);
    const outlines: Outline[] = [];
    for (let at = from * PIECE; at === 0 || at < points.length - 1; at += PIECE) {
      const piece = points.slice(Math.max(0, at - 1), at + PIECE + 1);
      outlines.push(inPad(getStrokeOutlinePoints(piece, { ...pen, simulatePressure: false }), aspect));
    }
    return outlines;
  }

  #outlines(strokes: readonly Stroke[], aspect: number): Outline[] {
    const drawn = strokes.map((stroke) =>
      inPad(getStroke(inUnits(stroke, aspect), this.#pen(stroke)), aspect),
    );
    return drawn.filter((outline) => outline.length > 2);
  }

  #pen(stroke: Stroke) {
    const last = stroke !== this.#drawing?.stroke;
    return {
      size: PEN_UNITS,
      thinning: 0.6,
      smoothing: 0.5,
      streamline: 0.35,
      simulatePressure: !this.hasPressure,
      last,
    };
  }

  #mayDraw(contact: Contact): boolean {
    if (!contact.isPrimary) return false;
    if (contact.pointerType !== "touch") return true;
    return !this.ignoresTouch && contact.width <= PALM_PX && contact.height <= PALM_PX;
  }
}

/** SVG path of outlines on a pad of this shape, drawn in a view box 1000 wide. */
export function outlinePath(outlines: readonly Outline[], aspect: number): string {
  const x = (value: number) => (value * PAD_UNITS).toFixed(1);
  const y = (value: number) => ((value * PAD_UNITS) / aspect).toFixed(1);
  return outlines
    .map((outline) => `M${outline.map((point) => `${x(point[0])} ${y(point[1])}`).join("L")}Z`)
    .join("");
}

function inUnits({ points }: Stroke, aspect: number): number[][] {
  return points.map(({ x, y, pressure }) => [x * PAD_UNITS, (y * PAD_UNITS) / aspect, pressure]);
}

function inPad(outline: readonly number[][], aspect: number): Outline {
  return outline.map(([x = 0, y = 0]) => [
    rounded(between(0, x / PAD_UNITS, 1)),
    rounded(between(0, (y * aspect) / PAD_UNITS, 1)),
  ]);
}

/**
 * The pressure `perfect-freehand` makes up from the speed, point by point: it would begin anew with each piece. How fast it
 * follows is that library's.
 */
function paced(points: readonly StrokePoint[], isSimulated: boolean): StrokePoint[] {
  let pressure = points[0]?.pressure ?? 0;
  const next = ({ distance }: StrokePoint) => {
    const speed = Math.min(1, distance / PEN_UNITS);
    return Math.min(1, pressure + (1 - speed - pressure) * speed * 0.275);
  };
  if (!isSimulated) return [...points];
  for (const point of points.slice(0, 10)) pressure = (pressure + next(point)) / 2;
  return points.map((point) => ({ ...point, pressure: (pressure = next(point)) }));
}

/** A hundred-thousandth of the pad is finer than any printer. */
function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

function inputOf(pointerType: string): InkInput {
  return pointerType === "pen" || pointerType === "touch" || pointerType === "mouse"
    ? pointerType
    : "unknown";
}
