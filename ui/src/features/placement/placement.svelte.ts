import { tick } from "svelte";
import type { DraftOperation } from "../../bindings/DraftOperation";
import type { DraftRecipient } from "../../bindings/DraftRecipient";
import type { DraftView } from "../../bindings/DraftView";
import type { Field } from "../../bindings/Field";
import type { FieldId } from "../../bindings/FieldId";
import type { RecipientId } from "../../bindings/RecipientId";
import type { ViewRect } from "../../bindings/ViewRect";
import { announce } from "../../announce.svelte";
import type { DraftDesk } from "../../draft.svelte";
import { t } from "../../i18n";
import { freeSpot } from "../../model/free_spot";
import {
  drawnRect,
  fitRect,
  moveRect,
  rectAround,
  resizeRect,
  sameRect,
  USUAL_SIGNATURE,
  type Grip,
  type Point,
  type Size,
} from "../../model/geometry";
import { newFieldId } from "../../model/ids";
import { spokenMillimetres } from "../../model/length";
import { fieldOf } from "../../model/operations";
import type { Sheet } from "../../model/page_list";
import { signerLook, signersOf, type SignerLook } from "../../model/signers";
import { rpc } from "../../rpc";
import { toast } from "../../widgets/toasts.svelte";
import { fullName } from "../../widgets/people";
import type { PageViewer } from "../../widgets/pages/viewer.svelte";

/** A box on its way: being dragged, resized, drawn, or carried from the palette. */
export interface Ghost {
  /** The box that moves; null for a new one. */
  field: FieldId | null;
  sheet: number;
  rect: ViewRect;
}

type RectChange = (rect: ViewRect, page: Size) => ViewRect;

const EDGE: Grip = { x: 1, y: 1 };

/** The boxes of a draft: which one is chosen, what the hand or the keys do with it. Every change is one operation. */
export class Placement {
  selected = $state<FieldId | null>(null);
  /** Signature tool in hand: the next press on a page places a box. */
  armed = $state(false);
  ghost = $state.raw<Ghost | null>(null);
  /** The page for which a signer is being chosen. */
  choosing = $state.raw<Sheet | null>(null);
  helpOpen = $state(false);
  /** A box was pressed or placed: its numbers belong on the panel. */
  onchosen: () => void = () => {};
  /** Changes when Escape makes the hand drop what it holds: a drag that began with another hand is over. */
  hand = 0;
  #signer = $state<RecipientId | null>(null);
  #size: Size = USUAL_SIGNATURE;
  /** A change of the chosen box whose turn has not come yet. */
  #waiting: { key: string; changes: RectChange[]; done: Promise<void> } | null = null;

  constructor(
    readonly desk: DraftDesk,
    readonly viewer: PageViewer,
  ) {}

  get view(): DraftView | null {
    return this.desk.view;
  }

  get signers(): DraftRecipient[] {
    return signersOf(this.view?.recipients ?? []);
  }

  /** Whose box the next one is: the last one chosen, if they still sign. */
  get signer(): DraftRecipient | null {
    const { signers } = this;
    return signers.find(({ id }) => id === this.#signer) ?? signers[0] ?? null;
  }

  get field(): Field | null {
    return this.view?.fields.find(({ id }) => id === this.selected) ?? null;
  }

  chooseSigner(id: RecipientId): void {
    this.#signer = id;
  }

  /** Boxes of a page in reading order, each where the hand holds it now. */
  on(sheet: Sheet): Field[] {
    const document = this.view?.documents[sheet.document]?.id;
    const { ghost } = this;
    return (this.view?.fields ?? [])
      .filter((field) => field.document === document && field.placement.page === sheet.page)
      .map((field) =>
        ghost?.field === field.id ? { ...field, placement: { ...field.placement, rect: ghost.rect } } : field,
      );
  }

  lookOf(recipient: RecipientId): SignerLook | null {
    return signerLook(this.view?.recipients ?? [], recipient);
  }

  nameOf(recipient: RecipientId): string {
    const person = this.view?.recipients.find(({ id }) => id === recipient);
    const name = person ? fullName(person) : "";
    return name === "" ? t("placement-nameless", { number: this.lookOf(recipient)?.number ?? 0 }) : name;
  }

  /** Tones of the boxes on each page, for the thumbnails. */
  get marks(): ReadonlyMap<number, number[]> {
    const marks = new Map<number, number[]>();
    for (const field of this.view?.fields ?? []) {
      const sheet = this.sheetOf(field);
      const look = this.lookOf(field.recipient);
      if (sheet && look) marks.set(sheet.index, [...(marks.get(sheet.index) ?? []), look.tone]);
    }
    return marks;
  }

  sheetOf(field: Field): Sheet | null {
    const document = this.view?.documents.findIndex(({ id }) => id === field.document) ?? -1;
    return this.viewer.list.find(document, field.placement.page);
  }

  arm(): void {
    if (!this.signer) return this.#nobody();
    this.armed = !this.armed;
    announce(
      this.armed ? t("placement-armed", { name: this.nameOf(this.signer.id) }) : t("placement-disarmed"),
    );
  }

  /** Escape: what the hand holds, then the tool, then the selection. True when there was something to leave. */
  cancel(): boolean {
    this.hand += 1;
    if (this.armed) {
      this.armed = false;
      this.ghost = null;
    } else if (this.ghost) this.ghost = null;
    else if (this.selected) this.selected = null;
    else return false;
    return true;
  }

  /** A new box around a point of a page. */
  placeAt(sheet: Sheet, point: Point): Promise<void> {
    return this.#add(sheet, rectAround(point, this.#size, sheet.size), this.signer);
  }

  /** A new box drawn between two points. */
  draw(sheet: Sheet, from: Point, to: Point): Promise<void> {
    return this.#add(sheet, drawnRect(from, to, sheet.size), this.signer);
  }

  /** Enter on a page: at once for a single signer, else the person says for whom. */
  placeOn(sheet: Sheet): void {
    const { signers } = this;
    const [only] = signers;
    if (!only) this.#nobody();
    else if (signers.length === 1) void this.placeFreely(sheet, only.id);
    else this.choosing = sheet;
  }

  /** A new box at a free spot of a page. */
  async placeFreely(sheet: Sheet, recipient: RecipientId): Promise<void> {
    this.choosing = null;
    this.#signer = recipient;
    const person = this.signers.find(({ id }) => id === recipient);
    const taken = this.on(sheet).map((field) => field.placement.rect);
    const rect = freeSpot(this.#size, sheet.size, taken, await this.#textOf(sheet));
    await this.#add(sheet, rect, person ?? null);
  }

  ghostAt(sheet: Sheet, point: Point): void {
    this.ghost = { field: null, sheet: sheet.index, rect: rectAround(point, this.#size, sheet.size) };
  }

  ghostBetween(sheet: Sheet, from: Point, to: Point): void {
    this.ghost = { field: null, sheet: sheet.index, rect: drawnRect(from, to, sheet.size) };
  }

  /** Shows a box where the hand has taken it; nothing is stored yet. */
  drag(field: Field, grip: Grip | null, dx: number, dy: number): void {
    const sheet = this.sheetOf(field);
    if (!sheet) return;
    const { rect } = field.placement;
    const moved = grip ? resizeRect(rect, grip, dx, dy, sheet.size) : moveRect(rect, dx, dy, sheet.size);
    this.ghost = { field: field.id, sheet: sheet.index, rect: moved };
  }

  /** The hand lets go: one operation. */
  async drop(): Promise<void> {
    const { ghost } = this;
    if (!ghost) return;
    if (ghost.field !== null) await this.#put(ghost.field, () => ghost.rect, null);
    this.ghost = null;
  }

  move(dx: number, dy: number): Promise<void> {
    return this.#change("move", (rect, page) => moveRect(rect, dx, dy, page));
  }

  resize(dx: number, dy: number): Promise<void> {
    return this.#change("resize", (rect, page) => resizeRect(rect, EDGE, dx, dy, page));
  }

  /** Numbers typed in the inspector. */
  setRect(change: Partial<ViewRect>): Promise<void> {
    return this.#change("inspect", (rect, page) => fitRect({ ...rect, ...change }, page));
  }

  /** Moves the box by pages, through all documents. */
  async moveBySheets(step: number): Promise<void> {
    await this.#changeSheet((from) => from + step);
  }

  /** Moves the box to a page of the column, by its index. */
  async moveToSheet(index: number): Promise<void> {
    await this.#changeSheet(() => index);
  }

  async assign(number: number): Promise<void> {
    const signer = this.signers[number - 1];
    const { field } = this;
    if (!field || !signer || field.recipient === signer.id) return;
    if (await this.desk.apply({ type: "assign_field", field: field.id, recipient: signer.id })) {
      this.#signer = signer.id;
      announce(t("placement-given", { name: this.nameOf(signer.id) }));
    }
  }

  async duplicate(): Promise<void> {
    const { field } = this;
    const sheet = field && this.sheetOf(field);
    if (!field || !sheet) return;
    const { rect } = field.placement;
    const below = freeSpot(
      rect,
      sheet.size,
      this.on(sheet).map(({ placement }) => placement.rect),
    );
    const copy = moveRect(rect, 0, rect.height * 1.25, sheet.size);
    const free = this.on(sheet).every(({ placement }) => !sameRect(placement.rect, copy));
    const person = this.signers.find(({ id }) => id === field.recipient);
    await this.#add(sheet, free && copy.y > rect.y ? copy : below, person ?? null);
  }

  async remove(): Promise<void> {
    const { field } = this;
    if (!field) return;
    const sheet = this.sheetOf(field);
    this.selected = null;
    await this.desk.remove({ type: "remove_field", field: field.id }, t("placement-removed"));
    if (sheet) focusElement(`[data-boxes="${sheet.index}"]`);
  }

  say(): void {
    const { field } = this;
    if (field) this.#sayPlace(field.placement.rect);
  }

  /** Shows a box and puts the focus on it. */
  async focus(id: FieldId): Promise<void> {
    const field = this.view?.fields.find((one) => one.id === id);
    const sheet = field && this.sheetOf(field);
    if (!field || !sheet) return;
    this.selected = id;
    this.viewer.reveal(sheet, field.placement.rect);
    await tick();
    focusElement(`[data-field="${id}"]`);
  }

  /** After undo and redo: the box concerned, wherever it is. */
  async restore(operation: DraftOperation): Promise<void> {
    const id = fieldOf(operation);
    if (id !== null) await this.focus(id);
  }

  async #add(sheet: Sheet, rect: ViewRect, person: DraftRecipient | null): Promise<void> {
    this.armed = false;
    const document = this.view?.documents[sheet.document];
    if (!document) return;
    if (!person) return this.#nobody();
    const field: Field = {
      id: newFieldId(),
      recipient: person.id,
      document: document.id,
      kind: "signature",
      placement: { page: sheet.page, rect },
    };
    const added = await this.desk.apply({ type: "add_field", field });
    this.ghost = null;
    if (!added) return;
    this.#size = { width: rect.width, height: rect.height };
    this.onchosen();
    announce(t("placement-placed", { name: this.nameOf(person.id), page: sheet.page }));
    this.#signer = this.#withoutBox() ?? person.id;
    await this.focus(field.id);
  }

  /** The first person who still needs a box: most likely whose turn it is. */
  #withoutBox(): RecipientId | null {
    const fields = this.view?.fields ?? [];
    return this.signers.find(({ id }) => fields.every((field) => field.recipient !== id))?.id ?? null;
  }

  async #changeSheet(target: (from: number) => number): Promise<void> {
    const id = this.selected;
    if (id === null) return;
    const moved = await this.desk.apply((view) => {
      const field = view.fields.find((one) => one.id === id);
      const from = field && this.sheetOf(field);
      const sheet = from && this.viewer.list.sheets[target(from.index)];
      const document = sheet && view.documents[sheet.document];
      if (!field || !document || sheet === from) return null;
      const placement = { page: sheet.page, rect: fitRect(field.placement.rect, sheet.size) };
      if (document.id === field.document) return { type: "place_field", field: id, placement };
      const moving = { ...field, document: document.id, placement };
      return {
        type: "batch",
        operations: [
          { type: "remove_field", field: id },
          { type: "add_field", field: moving },
        ],
      };
    });
    if (!moved) return;
    announce(t("placement-on-page", { page: this.field?.placement.page ?? 0 }));
    await this.focus(id);
  }

  /** Changes the chosen box from where it is. Keys that come faster than answers are taken together. */
  #change(kind: string, change: RectChange): Promise<void> {
    const id = this.selected;
    if (id === null) return Promise.resolve();
    const key = `${kind} ${id}`;
    if (this.#waiting?.key === key) {
      this.#waiting.changes.push(change);
      return this.#waiting.done;
    }
    const changes = [change];
    const together: RectChange = (rect, page) => {
      if (this.#waiting?.changes === changes) this.#waiting = null;
      return changes.reduce((now, one) => one(now, page), rect);
    };
    const done = this.#put(id, together, key);
    this.#waiting = { key, changes, done };
    // Whatever became of it, the next key must not wait for a turn that is over.
    void done.finally(() => {
      if (this.#waiting?.changes === changes) this.#waiting = null;
    });
    return done;
  }

  async #put(id: FieldId, change: RectChange, mergeKey: string | null): Promise<void> {
    let rect: ViewRect | null = null;
    await this.desk.apply((view) => {
      const field = view.fields.find((one) => one.id === id);
      const sheet = field && this.sheetOf(field);
      if (!field || !sheet) return null;
      const before = field.placement.rect;
      rect = change(before, sheet.size);
      if (sameRect(before, rect)) return null;
      return { type: "place_field", field: id, placement: { page: field.placement.page, rect } };
    }, mergeKey);
    if (!rect) return;
    this.#size = rect;
    this.#sayPlace(rect);
  }

  #sayPlace(rect: ViewRect): void {
    const [x, y] = [spokenMillimetres(rect.x), spokenMillimetres(rect.y)];
    const [width, height] = [spokenMillimetres(rect.width), spokenMillimetres(rect.height)];
    announce(t("placement-position", { x, y, width, height }));
  }

  async #textOf(sheet: Sheet): Promise<ViewRect[]> {
    const document = this.view?.documents[sheet.document];
    if (!document) return [];
    try {
      const { runs } = await rpc("page_text", { sha256: document.sha256, page: sheet.page });
      return runs.map((run) => run.rect);
    } catch {
      // A page whose text cannot be read still takes a box.
      return [];
    }
  }

  #nobody(): void {
    toast(t("placement-no-signer"));
  }
}

function focusElement(selector: string): void {
  if (typeof document !== "undefined")
    document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}
