import type { ViewRect } from "../bindings/ViewRect";
import type { PrintedRule } from "../bindings/PrintedRule";
import { isInside, millimetres, type Grip, type Size } from "./geometry";

/** What a box on its way is drawn to, in points from the top left corner of the page. */
export interface Surroundings {
  page: Size;
  /** The other boxes of the page. */
  boxes: readonly ViewRect[];
  /** Lines of printed text. */
  text: readonly ViewRect[];
  /** Lines printed to write on. */
  rules: readonly PrintedRule[];
}

/** A line shown while the box is held: where it was drawn to, and why. */
export interface Guide {
  axis: "x" | "y";
  /** Where the line stands on its axis, and from where to where it goes on the other one. */
  at: number;
  from: number;
  to: number;
  kind: "box" | "gap" | "margin" | "rule" | "text";
  /** The distance to say beside it, in points. */
  distance: number | null;
}

export interface Snapped {
  rect: ViewRect;
  guides: Guide[];
}

/** How far a box is drawn, in CSS pixels on the screen: the same at every zoom. */
export const SNAP_PX = 6;
const MARGIN = millimetres(20, 20).width;
/** A box stands so far above the line a person signs on. */
const LIFT = millimetres(1, 1).height;
const ENOUGH = 0.005;

type Anchor = "centre" | "end" | "start";

/** A place on one axis that one of the anchors of the box may take. */
interface Stop {
  at: number;
  anchors: readonly Anchor[];
  /** The smaller, the stronger. */
  rank: number;
  kind: Guide["kind"];
  distance: number | null;
  /** What the guide reaches to, on the other axis. */
  reach: readonly [number, number] | null;
}

interface Span {
  start: number;
  length: number;
}

interface Attraction {
  delta: number;
  stop: Stop;
}

/** The stops that are the same wherever the box is, made once for as long as its surroundings are the same. */
const FIXED = new WeakMap<Surroundings, Record<"x" | "y", readonly Stop[]>>();

const WHOLE: readonly Anchor[] = ["start", "centre", "end"];

/** The box where the hand has moved it, drawn to what is within `tolerance` points; never further, never off the page. */
export function snapMove(rect: ViewRect, around: Surroundings, tolerance: number): Snapped {
  return snapped(rect, around, tolerance, (axis) => attraction(rect, axis, WHOLE, around, tolerance), null);
}

/** The same for a box that is being resized: only the edges the grip holds are drawn. */
export function snapResize(rect: ViewRect, grip: Grip, around: Surroundings, tolerance: number): Snapped {
  return snapped(
    rect,
    around,
    tolerance,
    (axis) => {
      const edge = grip[axis];
      return edge === 0 ? null : attraction(rect, axis, [edge < 0 ? "start" : "end"], around, tolerance);
    },
    grip,
  );
}

/** How far the box goes to the next place that would draw it, that way; null when there is none. */
export function nextStop(rect: ViewRect, axis: "x" | "y", way: -1 | 1, around: Surroundings): number | null {
  const span = spanOf(rect, axis);
  const room = axis === "x" ? around.page.width : around.page.height;
  const deltas = stops(rect, axis, around)
    .flat()
    .flatMap((stop) => stop.anchors.map((anchor) => stop.at - anchorOf(span, anchor)))
    .filter((delta) => delta * way > ENOUGH)
    .filter((delta) => span.start + delta >= 0 && span.start + span.length + delta <= room);
  if (deltas.length === 0) return null;
  return way > 0 ? Math.min(...deltas) : Math.max(...deltas);
}

function snapped(
  rect: ViewRect,
  around: Surroundings,
  tolerance: number,
  pull: (axis: "x" | "y") => Attraction | null,
  grip: Grip | null,
): Snapped {
  let result = rect;
  const guides: [Attraction, "x" | "y"][] = [];
  for (const axis of ["x", "y"] as const) {
    const drawn = tolerance > 0 ? pull(axis) : null;
    const next = drawn && shifted(result, axis, drawn.delta, grip);
    if (!drawn || !next || !isInside(next, around.page)) continue;
    result = next;
    guides.push([drawn, axis]);
  }
  return { rect: result, guides: guides.map(([drawn, axis]) => guideOf(drawn.stop, axis, result)) };
}

function shifted(rect: ViewRect, axis: "x" | "y", delta: number, grip: Grip | null): ViewRect {
  const side = axis === "x" ? "width" : "height";
  if (grip === null) return { ...rect, [axis]: rect[axis] + delta };
  if (grip[axis] > 0) return { ...rect, [side]: rect[side] + delta };
  return { ...rect, [axis]: rect[axis] + delta, [side]: rect[side] - delta };
}

/** The strongest of what is near; of equally strong ones the nearest. */
function attraction(
  rect: ViewRect,
  axis: "x" | "y",
  anchors: readonly Anchor[],
  around: Surroundings,
  tolerance: number,
): Attraction | null {
  const span = spanOf(rect, axis);
  let best: Attraction | null = null;
  for (const list of stops(rect, axis, around)) {
    for (const stop of list) {
      for (const anchor of stop.anchors) {
        if (!anchors.includes(anchor)) continue;
        const delta = stop.at - anchorOf(span, anchor);
        if (Math.abs(delta) > tolerance) continue;
        if (best === null || isStronger({ delta, stop }, best)) best = { delta, stop };
      }
    }
  }
  return best;
}

function isStronger(one: Attraction, other: Attraction): boolean {
  if (one.stop.rank !== other.stop.rank) return one.stop.rank < other.stop.rank;
  return Math.abs(one.delta) < Math.abs(other.delta);
}

function stops(rect: ViewRect, axis: "x" | "y", around: Surroundings): (readonly Stop[])[] {
  return [
    around.rules.flatMap((rule) => stopsOfRule(rule, rect, axis)),
    stopsOfGaps(rect, axis, around.boxes),
    fixedStops(around)[axis],
  ];
}

function fixedStops(around: Surroundings): Record<"x" | "y", readonly Stop[]> {
  const made = FIXED.get(around);
  if (made) return made;
  const along = (axis: "x" | "y"): readonly Stop[] => [
    ...around.boxes.flatMap((box) => stopsOfBox(box, axis)),
    ...around.text.flatMap((line) => stopsOfText(line, axis)),
    ...stopsOfPage(axis, around.page),
  ];
  const fixed = { x: along("x"), y: along("y") };
  FIXED.set(around, fixed);
  return fixed;
}

/** A box stands on a line to write on, and begins or ends where the line does; only where it is above the line. */
function stopsOfRule(rule: PrintedRule, rect: ViewRect, axis: "x" | "y"): Stop[] {
  const common = { rank: 0, kind: "rule", distance: null } as const;
  if (axis === "y") {
    const isOver = rect.x < rule.right && rule.left < rect.x + rect.width;
    if (!isOver) return [];
    return [{ ...common, at: rule.y - LIFT, anchors: ["end"], reach: [rule.left, rule.right] }];
  }
  const bottom = rect.y + rect.height;
  if (Math.abs(bottom + LIFT - rule.y) > rect.height) return [];
  const reach = [rule.y, rule.y] as const;
  return [
    { ...common, at: rule.left, anchors: ["start"], reach },
    { ...common, at: rule.right, anchors: ["end"], reach },
    { ...common, at: (rule.left + rule.right) / 2, anchors: ["centre"], reach },
  ];
}

function stopsOfBox(box: ViewRect, axis: "x" | "y"): Stop[] {
  const { start, length } = spanOf(box, axis);
  const common = { rank: 1, kind: "box", distance: null, reach: across(box, axis) } as const;
  return [
    { ...common, at: start, anchors: ["start", "end"] },
    { ...common, at: start + length, anchors: ["start", "end"] },
    { ...common, at: start + length / 2, anchors: ["centre"] },
  ];
}

/** As far from its neighbour as the neighbour is from the next box of the row or column; or in the middle of two. */
function stopsOfGaps(rect: ViewRect, axis: "x" | "y", boxes: readonly ViewRect[]): Stop[] {
  const lane = across(rect, axis);
  const row = boxes
    .filter((box) => {
      const [from, to] = across(box, axis);
      return from < lane[1] && lane[0] < to;
    })
    .map((box) => ({ ...spanOf(box, axis), reach: across(box, axis) }))
    .sort((a, b) => a.start - b.start);
  const own = spanOf(rect, axis).length;
  const found: Stop[] = [];
  for (const [index, first] of row.entries()) {
    const second = row[index + 1];
    if (!second) break;
    const end = first.start + first.length;
    const gap = second.start - end;
    if (gap <= 0) continue;
    const common = { rank: 2, kind: "gap", reach: second.reach } as const;
    found.push(
      { ...common, at: second.start + second.length + gap, anchors: ["start"], distance: gap },
      { ...common, at: first.start - gap, anchors: ["end"], distance: gap },
    );
    if (gap > own)
      found.push({ ...common, at: end + gap / 2, anchors: ["centre"], distance: (gap - own) / 2 });
  }
  return found;
}

/** A box stands on the foot of a line of text, or begins where the line begins. */
function stopsOfText(line: ViewRect, axis: "x" | "y"): Stop[] {
  const { start, length } = spanOf(line, axis);
  const common = { rank: 3, kind: "text", distance: null, reach: across(line, axis) } as const;
  return axis === "x"
    ? [
        { ...common, at: start, anchors: ["start"] },
        { ...common, at: start + length, anchors: ["end"] },
      ]
    : [{ ...common, at: start + length, anchors: ["end"] }];
}

function stopsOfPage(axis: "x" | "y", page: Size): Stop[] {
  const room = axis === "x" ? page.width : page.height;
  const common = { rank: 4, kind: "margin", reach: null } as const;
  const found: Stop[] = [{ ...common, at: room / 2, anchors: ["centre"], distance: null }];
  if (room > 2 * MARGIN)
    found.push(
      { ...common, at: MARGIN, anchors: ["start"], distance: MARGIN },
      { ...common, at: room - MARGIN, anchors: ["end"], distance: MARGIN },
    );
  return found;
}

function guideOf(stop: Stop, axis: "x" | "y", rect: ViewRect): Guide {
  const [from, to] = across(rect, axis);
  const [low, high] = stop.reach ?? [from, to];
  return {
    axis,
    at: stop.at,
    from: Math.min(from, low),
    to: Math.max(to, high),
    kind: stop.kind,
    distance: stop.distance,
  };
}

function spanOf(rect: ViewRect, axis: "x" | "y"): Span {
  return axis === "x" ? { start: rect.x, length: rect.width } : { start: rect.y, length: rect.height };
}

/** From where to where something reaches on the other axis. */
function across(rect: ViewRect, axis: "x" | "y"): readonly [number, number] {
  return axis === "x" ? [rect.y, rect.y + rect.height] : [rect.x, rect.x + rect.width];
}

function anchorOf(span: Span, anchor: Anchor): number {
  if (anchor === "start") return span.start;
  return anchor === "end" ? span.start + span.length : span.start + span.length / 2;
}
