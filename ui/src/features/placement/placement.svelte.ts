import { tick } from "svelte";
import type { DraftOperation } from "../../bindings/DraftOperation";
import type { DraftRecipient } from "../../bindings/DraftRecipient";
import type { DraftView } from "../../bindings/DraftView";
import type { DocumentId } from "../../bindings/DocumentId";
import type { Field } from "../../bindings/Field";
import type { FieldId } from "../../bindings/FieldId";
import type { RecipientId } from "../../bindings/RecipientId";
import type { ViewRect } from "../../bindings/ViewRect";
import { askedFor } from "../../asked";
import { announce } from "../../announce.svelte";
import type { DraftDesk } from "../../draft.svelte";
import { t } from "../../i18n";
import type { Placed } from "../../model/arrange";
import { fitRect, overlaps } from "../../model/geometry";
import { companions } from "../../model/groups";
import { addField, assignField, boxesOf, placeField, removeField, together } from "../../model/operations";
import type { Sheet } from "../../model/page_list";
import type { Guide } from "../../model/snap";
import { signsInvisibly } from "../../model/recipients";
import { looksOf, signersOf, type SignerLook } from "../../model/signers";
import { toast } from "../../widgets/toasts.svelte";
import { fullName } from "../../widgets/people";
import type { PageViewer } from "../../widgets/pages/viewer.svelte";
import { byPage, pageKey } from "./by_page";
import { Choice } from "./choice.svelte";
import { Copies } from "./copies";
import { Describing } from "./describing";
import { Initials } from "./initials";
import { Moving } from "./moving";
import { placeText } from "./names";
import { PageLines } from "./page_lines";
import { Places } from "./places.svelte";
import { Remarks } from "./remarks.svelte";
import { Suggestions } from "./suggestions.svelte";
import { Tools } from "./tools.svelte";

/** A box on its way: being dragged, resized, drawn, or carried from the palette. */
export interface Ghost {
  /** The box that moves; null for a new one. */
  field: FieldId | null;
  sheet: number;
  rect: ViewRect;
  /** Boxes that are carried along, where they are now. */
  along?: ReadonlyMap<FieldId, ViewRect>;
  /** What it is drawn to. */
  guides?: readonly Guide[];
}

const NO_BOXES: readonly Field[] = [];
const NOTHING_HELD: ReadonlySet<FieldId> = new Set();

/** The boxes of a draft: which are chosen, what the hand or the keys do with them. Every change is one operation. */
export class Placement {
  readonly choice = new Choice((id) => companions(this.view?.fields ?? [], id));
  readonly lines = new PageLines();
  readonly moving = new Moving(this);
  readonly copies = new Copies(this);
  readonly places = new Places(this);
  readonly suggestions = new Suggestions(this);
  readonly tools = new Tools(this);
  readonly describing = new Describing(this);
  readonly initials = new Initials(this);
  readonly remarks = new Remarks(this);
  helpOpen = $state(false);
  /** The pages are being asked for on which the chosen boxes are to be repeated. */
  repeatOpen = $state(false);
  /** A frame drawn around boxes to choose them. */
  lasso = $state.raw<{ sheet: number; rect: ViewRect } | null>(null);
  /** A box was pressed or placed: its numbers belong on the panel. */
  onchosen: () => void = () => {};
  /** The boxes in the hand: another set when it closes or opens, the same one while it moves. */
  held = $state.raw<ReadonlySet<FieldId>>(NOTHING_HELD);
  /** Changes when Escape makes the hand drop what it holds: a drag that began with another hand is over. */
  hand = 0;
  #signer = $state<RecipientId | null>(null);
  #isProposed = $state(true);
  #ghost = $state.raw<Ghost | null>(null);
  readonly #targets = $derived.by(() => this.choice.of(this.view?.fields ?? []));
  readonly #standing = $derived.by(() => byPage(this.view?.fields ?? []));
  readonly #marks = $derived.by(() => this.#marked());
  readonly #looks = $derived(looksOf(this.view?.recipients ?? []));
  readonly #names = $derived(
    new Map((this.view?.recipients ?? []).map((person) => [person.id, fullName(person)])),
  );

  constructor(
    readonly desk: DraftDesk,
    readonly viewer: PageViewer,
  ) {}

  get view(): DraftView | null {
    return this.desk.view;
  }

  /** What the hand does at this moment. Only what is in the hand may follow it: it changes with every movement. */
  get ghost(): Ghost | null {
    return this.#ghost;
  }

  set ghost(ghost: Ghost | null) {
    this.#ghost = ghost;
    const ids = ghost && ghost.field !== null ? [ghost.field, ...(ghost.along?.keys() ?? [])] : [];
    if (ids.length === this.held.size && ids.every((id) => this.held.has(id))) return;
    this.held = ids.length === 0 ? NOTHING_HELD : new Set(ids);
  }

  get signers(): DraftRecipient[] {
    return signersOf(this.view?.recipients ?? []);
  }

  /** Whose box the next one is: the last one chosen, if they still sign. */
  get signer(): DraftRecipient | null {
    const { signers } = this;
    return signers.find(({ id }) => id === this.#signer) ?? signers[0] ?? null;
  }

  get selected(): FieldId | null {
    return this.choice.selected;
  }

  /** The box with the focus. */
  get field(): Field | null {
    return this.view?.fields.find(({ id }) => id === this.selected) ?? null;
  }

  /** The boxes the next action is for, the one with the focus first. */
  get targets(): Field[] {
    return this.#targets;
  }

  /** A tool is in the hand. */
  get armed(): boolean {
    return this.tools.inHand !== null;
  }

  chooseSigner(id: RecipientId): void {
    this.#signer = id;
    this.#isProposed = false;
  }

  /** Most likely whose turn it is, as long as nobody chooses somebody. */
  proposeSigner(id: RecipientId): void {
    this.#signer = id;
    this.#isProposed = true;
  }

  /** Whose box a place found in a document is for: each document begins anew, unless somebody was chosen. */
  signerIn(document: DocumentId | undefined): DraftRecipient | null {
    return (this.#isProposed ? this.#withoutBoxIn(document) : null) ?? this.signer;
  }

  /** Boxes of a page in reading order, as they are stored. */
  standing(sheet: Sheet): readonly Field[] {
    const document = this.view?.documents[sheet.document]?.id;
    return this.#standing.get(pageKey(document, sheet.page)) ?? NO_BOXES;
  }

  /** The same, each where the hand holds it now. */
  on(sheet: Sheet): Field[] {
    return this.standing(sheet).map((field) => {
      const rect = this.rectOf(field);
      return rect === field.placement.rect ? field : { ...field, placement: { ...field.placement, rect } };
    });
  }

  /** Where a box is: in the hand, or where it stands. */
  rectOf(field: Field): ViewRect {
    const { rect } = field.placement;
    if (!this.held.has(field.id)) return rect;
    const { ghost } = this;
    return (ghost?.field === field.id ? ghost.rect : ghost?.along?.get(field.id)) ?? rect;
  }

  lookOf(recipient: RecipientId): SignerLook | null {
    return this.#looks.get(recipient) ?? null;
  }

  nameOf(recipient: RecipientId): string {
    const name = this.#names.get(recipient) || askedFor(this.desk.id, recipient);
    return name === "" ? t("placement-nameless", { number: this.lookOf(recipient)?.number ?? 0 }) : name;
  }

  /** Tones of the boxes on each page, for the thumbnails. */
  get marks(): ReadonlyMap<number, readonly number[]> {
    return this.#marks;
  }

  /** Where the lines of text of a page stand. */
  async linesOf(sheet: Sheet): Promise<readonly ViewRect[]> {
    const document = this.view?.documents[sheet.document];
    return document ? this.lines.read(document.sha256, sheet.page) : [];
  }

  sheetOf(field: Field): Sheet | null {
    const document = this.view?.documents.findIndex(({ id }) => id === field.document) ?? -1;
    return this.viewer.list.find(document, field.placement.page);
  }

  /** Escape: what the hand holds, then the tool, then the selection. True when there was something to leave. */
  cancel(): boolean {
    this.hand += 1;
    if (this.armed) {
      this.tools.inHand = null;
      this.ghost = null;
    } else if (this.ghost) this.ghost = null;
    else if (this.lasso) this.lasso = null;
    else if (this.choice.drop()) this.#leaveBox();
    else return false;
    return true;
  }

  /** A box that is let go does not keep the focus: no key would do anything there. The page has it, with its own keys. */
  #leaveBox(): void {
    const { activeElement } = document;
    const page = activeElement?.matches("[data-field]") ? activeElement.closest("[data-boxes]") : null;
    if (page instanceof HTMLElement) page.focus({ preventScroll: true });
    announce(t("placement-chosen", { count: 0 }));
  }

  /** All boxes of a page. */
  chooseAll(sheet: Sheet): void {
    const ids = this.on(sheet).map(({ id }) => id);
    this.choice.all(ids);
    const [first] = ids;
    if (first === undefined) return;
    focusElement(`[data-field="${first}"]`);
    announce(t("placement-chosen", { count: ids.length }));
  }

  /** A frame drawn on a page chooses what it touches. */
  chooseWithin(sheet: Sheet): void {
    const frame = this.lasso?.rect;
    this.lasso = null;
    if (!frame) return;
    const ids = this.on(sheet).flatMap(({ id, placement }) => (overlaps(placement.rect, frame) ? [id] : []));
    this.choice.all(ids);
    const [first] = ids;
    if (first !== undefined) focusElement(`[data-field="${first}"]`);
    announce(t("placement-chosen", { count: ids.length }));
  }

  /** The box with the focus joins those chosen before, or leaves them. */
  chooseMore(id: FieldId): void {
    this.choice.press(id, true);
    announce(t("placement-chosen", { count: this.targets.length }));
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
    if (!signer) return;
    const others = this.targets.filter(({ recipient }) => recipient !== signer.id);
    const operations = others.map(({ id }) => assignField(id, signer.id));
    if (operations.length === 0 || !(await this.desk.apply(together(operations)))) return;
    this.chooseSigner(signer.id);
    announce(t("placement-given", { count: operations.length, name: this.nameOf(signer.id) }));
  }

  async remove(): Promise<void> {
    const { targets, field } = this;
    if (!field) return;
    const sheet = this.sheetOf(field);
    this.choice.drop();
    const operations = targets.map(({ id }) => removeField(id));
    await this.desk.remove(together(operations), t("placement-removed", { count: operations.length }));
    if (sheet) focusElement(`[data-boxes="${sheet.index}"]`);
  }

  #marked(): Map<number, number[]> {
    const marks = new Map<number, number[]>();
    for (const field of this.view?.fields ?? []) {
      const sheet = this.sheetOf(field);
      const look = this.lookOf(field.recipient);
      if (!sheet || !look) continue;
      const there = marks.get(sheet.index);
      if (there) there.push(look.tone);
      else marks.set(sheet.index, [look.tone]);
    }
    return marks;
  }

  say(): void {
    this.sayPlace(
      this.targets.flatMap((field) => {
        const sheet = this.sheetOf(field);
        return sheet ? [{ rect: field.placement.rect, sheet: sheet.index }] : [];
      }),
    );
  }

  /** Shows a box and puts the focus on it. */
  async focus(id: FieldId): Promise<void> {
    const field = this.view?.fields.find((one) => one.id === id);
    const sheet = field && this.sheetOf(field);
    if (!field || !sheet) return;
    // A group that has come back is chosen whole, whoever of it was chosen alone.
    if (!this.choice.companions(id).every((one) => this.choice.has(one))) this.choice.only(id);
    this.viewer.reveal(sheet, field.placement.rect);
    await tick();
    focusElement(`[data-field="${id}"]`);
  }

  /** After undo and redo: the box concerned, wherever it is. Of several it is the one that is held; else the one that was. */
  async restore(operation: DraftOperation, way: "redo" | "undo"): Promise<void> {
    if (operation.type === "propose_places") return this.suggestions.showAgain(operation.places);
    const there = boxesOf(operation).filter((id) => this.view?.fields.some((field) => field.id === id));
    // What takes several changes back has them the other way round.
    const id = there.find((one) => one === this.selected) ?? (way === "undo" ? there.at(-1) : there[0]);
    if (id !== undefined) await this.focus(id);
  }

  /** The first person who has nothing to sign yet in a document, the given one before the others. */
  withoutBox(document?: DocumentId): RecipientId | null {
    const others = (this.view?.documents ?? []).map(({ id }) => id).filter((id) => id !== document);
    const documents = document === undefined ? others : [document, ...others];
    for (const one of documents) {
      const first = this.#withoutBoxIn(one);
      if (first) return first.id;
    }
    return null;
  }

  #withoutBoxIn(document: DocumentId | undefined): DraftRecipient | null {
    const there = (this.view?.fields ?? []).filter(
      (field) => field.kind === "signature" && field.document === document,
    );
    const waits = this.signers.filter((signer) => !signsInvisibly(signer));
    return waits.find(({ id }) => there.every((field) => field.recipient !== id)) ?? null;
  }

  /** The chosen boxes go to other pages together, or none of them does. */
  async #changeSheet(target: (from: number) => number): Promise<void> {
    const id = this.selected;
    const ids = new Set(this.targets.map((field) => field.id));
    if (id === null) return;
    const moved = await this.desk.apply((view) => {
      const chosen = view.fields.filter((field) => ids.has(field.id));
      const operations = chosen.map((field) => this.#toSheet(view, field, target));
      const done = operations.flatMap((operation) => operation ?? []);
      return done.length === 0 || done.length < operations.length ? null : together(done.flat());
    });
    const sheet = this.field && this.sheetOf(this.field);
    if (!moved || !sheet) return;
    await this.focus(id);
    // Whoever hears where it stands must hear what it covers there.
    await this.linesOf(sheet);
    announce(this.remarks.said(id, t("placement-on-page", { page: sheet.page })));
  }

  /** What brings a box to another page; null where there is none. */
  #toSheet(view: DraftView, field: Field, target: (from: number) => number): DraftOperation[] | null {
    const from = this.sheetOf(field);
    const sheet = from && this.viewer.list.sheets[target(from.index)];
    const document = sheet && view.documents[sheet.document];
    if (!document || sheet === from) return null;
    const placement = { page: sheet.page, rect: fitRect(field.placement.rect, sheet.size) };
    if (document.id === field.document) return [placeField(field.id, placement)];
    return [removeField(field.id), addField({ ...field, document: document.id, placement })];
  }

  sayPlace(boxes: readonly Pick<Placed, "rect" | "sheet">[]): void {
    const said = placeText(boxes);
    if (said === "") return;
    announce(this.selected === null ? said : this.remarks.said(this.selected, said));
  }

  nobody(): void {
    toast(t("placement-no-signer"));
  }
}

function focusElement(selector: string): void {
  if (typeof document !== "undefined")
    document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}
