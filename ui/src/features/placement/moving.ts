import type { Field } from "../../bindings/Field";
import type { FieldId } from "../../bindings/FieldId";
import type { ViewRect } from "../../bindings/ViewRect";
import { announce } from "../../announce.svelte";
import { t } from "../../i18n";
import {
  align,
  distribute,
  moveTogether,
  sameSize,
  type Edge,
  type Placed,
  type Sides,
} from "../../model/arrange";
import { fitRect, moveRect, PIXELS_PER_POINT, resizeRect, sameRect, type Grip } from "../../model/geometry";
import { SMALLEST } from "../../model/kinds";
import { placeField, together } from "../../model/operations";
import type { Sheet } from "../../model/page_list";
import { nextStop, SNAP_PX, snapMove, snapResize, type Surroundings } from "../../model/snap";
import type { Placement } from "./placement.svelte";

/** How the hand holds a box: drawn to nothing, or along one axis only. */
export interface Hold {
  free: boolean;
  straight: boolean;
}

/** New rectangles for boxes, in the same order; they may be on different pages. */
type Rearrange = (boxes: readonly Placed[]) => ViewRect[];

const EDGE: Grip = { x: 1, y: 1 };

/** Where the chosen boxes go: by hand, by keys, by numbers, or lined up. */
export class Moving {
  /** A change of the chosen boxes whose turn has not come yet. */
  #waiting: { key: string; changes: Rearrange[]; done: Promise<boolean> } | null = null;
  /** What the box in the hand is drawn to, and what that was made of. */
  #near: { of: readonly unknown[]; around: Surroundings } | null = null;

  constructor(readonly placement: Placement) {}

  /** Shows a box where the hand has taken it, drawn to what is near; nothing is stored yet. */
  drag(field: Field, grip: Grip | null, dx: number, dy: number, hold: Hold): void {
    const { placement } = this;
    const sheet = placement.sheetOf(field);
    if (!sheet) return;
    const [x, y] = hold.straight ? alongOneAxis(dx, dy) : [dx, dy];
    const { rect } = field.placement;
    const smallest = SMALLEST[field.kind];
    const pulled = grip
      ? resizeRect(rect, grip, x, y, sheet.size, smallest)
      : moveRect(rect, x, y, sheet.size);
    const tolerance = hold.free ? 0 : SNAP_PX / (placement.viewer.zoom * PIXELS_PER_POINT);
    const others = grip ? [] : placement.targets.filter(({ id }) => id !== field.id);
    const around = this.#around(sheet, [field, ...others]);
    const drawn = grip ? snapResize(pulled, grip, around, tolerance) : snapMove(pulled, around, tolerance);
    const [first = drawn.rect, ...along] =
      others.length > 0
        ? this.#carry([field, ...others], rect, drawn.rect)
        : [fitRect(drawn.rect, sheet.size, grip ? smallest : undefined)];
    placement.ghost = {
      field: field.id,
      sheet: sheet.index,
      rect: first,
      along: new Map(others.map(({ id, placement: { rect: was } }, index) => [id, along[index] ?? was])),
      guides: Math.hypot(first.x - drawn.rect.x, first.y - drawn.rect.y) < 0.1 ? drawn.guides : [],
    };
  }

  /** The hand lets go: one operation. */
  async drop(): Promise<void> {
    const { ghost } = this.placement;
    if (!ghost) return;
    const { field, along } = ghost;
    if (field !== null) {
      const places = new Map([[field, ghost.rect], ...(along ?? [])]);
      await this.#put([...places.keys()], () => [...places.values()], null);
      if (ghost.guides?.some(({ kind }) => kind === "rule")) announce(t("placement-on-rule"));
    }
    this.placement.ghost = null;
  }

  by(dx: number, dy: number): Promise<boolean> {
    return this.#change("move", (boxes) => moveTogether(boxes, dx, dy));
  }

  resize(dx: number, dy: number): Promise<boolean> {
    return this.#change("resize", (boxes) =>
      boxes.map(({ rect, page, smallest }, index) =>
        index === 0 ? resizeRect(rect, EDGE, dx, dy, page, smallest) : rect,
      ),
    );
  }

  /** Numbers typed in the inspector. */
  set(change: Partial<ViewRect>): Promise<boolean> {
    return this.#change("inspect", (boxes) =>
      boxes.map(({ rect, page, smallest }, index) =>
        index === 0 ? fitRect({ ...rect, ...change }, page, smallest) : rect,
      ),
    );
  }

  /** To the next place that would draw the box, that way. */
  async jump(dx: number, dy: number): Promise<void> {
    const { placement } = this;
    const { targets } = placement;
    const [field] = targets;
    const sheet = field && placement.sheetOf(field);
    if (!sheet) return;
    await placement.linesOf(sheet);
    const around = this.#around(sheet, targets);
    const [axis, way] = dx === 0 ? (["y", dy < 0 ? -1 : 1] as const) : (["x", dx < 0 ? -1 : 1] as const);
    const step = nextStop(field.placement.rect, axis, way, around);
    if (step === null) announce(t("placement-no-stop"));
    else await (axis === "x" ? this.by(step, 0) : this.by(0, step));
  }

  /** Lines the chosen boxes up with the one that has the focus. */
  async align(edge: Edge): Promise<void> {
    await this.#arrange((boxes) => align(boxes, edge), t("placement-aligned"));
  }

  /** Leaves the same gap between the chosen boxes. */
  async distribute(axis: "x" | "y"): Promise<void> {
    await this.#arrange((boxes) => distribute(boxes, axis), t("placement-distributed"));
  }

  /** Makes the chosen boxes as large as the one that has the focus, or only as wide or as high. */
  async sameSize(sides: Sides = "both"): Promise<void> {
    await this.#arrange((boxes) => sameSize(boxes, sides), t("placement-same-size-done"));
  }

  /** Boxes carried along stop where the first of them meets the edge of its page. */
  #carry(fields: readonly Field[], from: ViewRect, to: ViewRect): ViewRect[] {
    return moveTogether(this.#placed(fields), to.x - from.x, to.y - from.y);
  }

  /** Changes the chosen boxes from where they are. Keys that come faster than answers are taken together. */
  #change(kind: string, change: Rearrange): Promise<boolean> {
    const ids = this.placement.targets.map(({ id }) => id);
    if (ids.length === 0) return Promise.resolve(false);
    const key = `${kind} ${ids.join(" ")}`;
    if (this.#waiting?.key === key) {
      this.#waiting.changes.push(change);
      return this.#waiting.done;
    }
    const changes = [change];
    const inOne: Rearrange = (boxes) => {
      if (this.#waiting?.changes === changes) this.#waiting = null;
      return changes.reduce(applied, [...boxes]).map(({ rect }) => rect);
    };
    const done = this.#put(ids, inOne, key);
    this.#waiting = { key, changes, done };
    // Whatever became of it, the next key must not wait for a turn that is over.
    void done.finally(() => {
      if (this.#waiting?.changes === changes) this.#waiting = null;
    });
    return done;
  }

  async #arrange(change: Rearrange, said: string): Promise<void> {
    const ids = this.placement.targets.map(({ id }) => id);
    if (ids.length > 1 && (await this.#put(ids, change, null))) announce(said);
  }

  /** Stores new places as one operation; false when nothing moved. */
  async #put(ids: readonly FieldId[], change: Rearrange, mergeKey: string | null): Promise<boolean> {
    const { placement } = this;
    let moved: readonly Placed[] = [];
    const stored = await placement.desk.apply((view) => {
      const fields = ids.flatMap((id) => view.fields.find((one) => one.id === id) ?? []);
      const boxes = this.#placed(fields);
      if (boxes.length !== fields.length || fields.length === 0) return null;
      const rects = change(boxes);
      moved = boxes.map((box, index) => ({ ...box, rect: rects[index] ?? box.rect }));
      const operations = fields.flatMap((field, index) => {
        const rect = rects[index];
        if (!rect || sameRect(rect, field.placement.rect)) return [];
        return [placeField(field.id, { page: field.placement.page, rect })];
      });
      return operations.length === 0 ? null : together(operations);
    }, mergeKey);
    const [first] = moved;
    if (!first) return false;
    const [only] = placement.view?.fields.filter(({ id }) => id === ids[0]) ?? [];
    if (only && ids.length === 1) placement.tools.remember(only.kind, first.rect);
    const sheet = only && placement.sheetOf(only);
    if (sheet) void placement.linesOf(sheet);
    placement.sayPlace(moved);
    return stored;
  }

  #placed(fields: readonly Field[]): Placed[] {
    return fields.flatMap((field) => {
      const sheet = this.placement.sheetOf(field);
      if (!sheet) return [];
      const { rect } = field.placement;
      return [{ rect, page: sheet.size, sheet: sheet.index, smallest: SMALLEST[field.kind] }];
    });
  }

  /** Made once for all movements of a hand, unless something on the page becomes known or another meanwhile. */
  #around(sheet: Sheet, moving: readonly Field[]): Surroundings {
    const { placement } = this;
    const document = placement.view?.documents[sheet.document];
    const standing = placement.standing(sheet);
    const text = document ? placement.lines.known(document.sha256, sheet.page) : [];
    const rules = placement.suggestions.rules(sheet);
    const of = [sheet, standing, text, rules, ...moving];
    const near = this.#near;
    if (near && near.of.length === of.length && of.every((part, at) => part === near.of[at]))
      return near.around;
    const ids = new Set(moving.map(({ id }) => id));
    const boxes = standing.flatMap((field) => (ids.has(field.id) ? [] : [field.placement.rect]));
    const around = { page: sheet.size, boxes, text, rules };
    this.#near = { of, around };
    return around;
  }
}

function applied(boxes: Placed[], change: Rearrange): Placed[] {
  const rects = change(boxes);
  return boxes.map((box, index) => ({ ...box, rect: rects[index] ?? box.rect }));
}

function alongOneAxis(dx: number, dy: number): [number, number] {
  return Math.abs(dx) >= Math.abs(dy) ? [dx, 0] : [0, dy];
}
