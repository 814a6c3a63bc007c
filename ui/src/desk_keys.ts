import { tick } from "svelte";
import type { DraftOperation } from "./bindings/DraftOperation";
import type { FieldId } from "./bindings/FieldId";
import { announce } from "./announce.svelte";
import type { DraftDesk } from "./draft.svelte";
import type { Placement } from "./features/placement/placement.svelte";
import type { Preparation } from "./features/prepare/preparation.svelte";
import { sentence, t } from "./i18n";
import { boxesOf, changeOf, undoneBy, type Change } from "./model/operations";
import type { Sheet } from "./model/page_list";
import type { Place } from "./model/problems";
import { actionFor, type Action, type Focus } from "./model/shortcuts";
import type { PageViewer } from "./widgets/pages/viewer.svelte";

const OF_TEXT_FIELDS = new Set<Action["do"]>(["cancel", "redo", "undo"]);
const PANES = ["thumbnails", "canvas", "panel"];

/** The keyboard of the preparation screen: what each action of the map does, and where the focus goes. */
export class DeskKeys {
  constructor(
    readonly desk: DraftDesk,
    readonly viewer: PageViewer,
    readonly preparation: Preparation,
    readonly placement: Placement,
  ) {}

  press(event: KeyboardEvent, singleKeys: boolean): void {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.closest("dialog")) return;
    // A tool in hand is for the page, be it pressed on a box of it.
    const places = event.key === "Enter" && this.placement.armed;
    const isOnPage = target.dataset.boxes || (places && target.dataset.field);
    const focus: Focus = isOnPage ? "page" : target.dataset.field ? "box" : "window";
    const action = actionFor(event, focus, singleKeys);
    if (!action) return;
    // A text field has an undo and an Escape of its own.
    if (OF_TEXT_FIELDS.has(action.do) && target.matches("input, textarea")) return;
    if (this.#run(action, target)) event.preventDefault();
  }

  /** Takes the last change back and says what it was; answers what was applied. */
  async undo(): Promise<DraftOperation | null> {
    const { telling } = this.preparation;
    await telling.done;
    const before = new Map(this.desk.view?.recipients.map(({ id, delivery }) => [id, delivery]));
    const applied = await this.desk.undo();
    const after = this.desk.view?.recipients ?? [];
    // Whoever takes back how people are told has said how.
    if (after.some(({ id, delivery }) => (before.get(id) ?? delivery) !== delivery)) telling.choose();
    if (applied) announce(t("prepare-undone", { change: nameOf(undoneBy(applied), applied) }));
    return applied;
  }

  async redo(): Promise<DraftOperation | null> {
    const applied = await this.desk.redo();
    if (applied) announce(t("prepare-redone", { change: nameOf(changeOf(applied), applied) }));
    return applied;
  }

  /** Opens the stop where something is put right, and puts the focus on the very thing. */
  async turnTo(place: Place): Promise<void> {
    this.preparation.turnTo(place);
    await tick();
    switch (place.at) {
      case "account":
        // The cards may still be on their way.
        return focus("[data-testid=offers] input:checked", "[data-pane=panel]");
      case "box":
        await this.placement.focus(place.field);
        if (place.part === "label") focus("[data-testid=inspector-label]");
        return;
      case "boxes":
        this.placement.chooseSigner(place.recipient);
        return focus("[data-testid=tool-signature]");
      case "document":
        return focus(`[data-testid=document][data-document="${place.document}"] input`);
      case "documents":
        return focus("[data-testid=add-documents]");
      case "options":
        return focus(`[data-testid=options] [data-part="${place.part}"]`);
      case "signer":
        return focus(`[data-recipient="${place.recipient}"] [data-part="${place.part}"]`);
      case "signers":
        return focus("[data-testid=add-signer]");
      case "title":
        return focus("[data-testid=draft-title]");
    }
  }

  /** False when the key is not for us after all. */
  #run(action: Action, target: HTMLElement): boolean {
    switch (action.do) {
      case "accept_all":
        return this.#acceptAll(target);
      case "align":
        void this.placement.moving.align(action.edge);
        break;
      case "announce":
        this.placement.say();
        break;
      case "assign":
        void this.placement.assign(action.signer);
        break;
      case "cancel":
        return this.placement.cancel();
      case "choose_all":
        return this.#chooseAll(target);
      case "choose_all_of": {
        const { field } = this.placement;
        if (field) void this.placement.describing.chooseAllOf(field.recipient);
        break;
      }
      case "choose_more":
        this.placement.chooseMore(target.dataset.field as FieldId);
        break;
      case "copy":
        return this.placement.copies.copy();
      case "cut":
        void this.placement.copies.cut();
        break;
      case "delete":
        void this.placement.remove();
        break;
      case "describe":
        void this.#describe();
        break;
      case "distribute":
        void this.placement.moving.distribute(action.axis);
        break;
      case "duplicate":
        void this.placement.copies.duplicate();
        break;
      case "go_to_page":
        focus("[data-testid=page-number]");
        break;
      case "group":
        void this.placement.describing.toggleGroup();
        break;
      case "help":
        this.placement.helpOpen = true;
        break;
      case "jump":
        void this.placement.moving.jump(action.dx, action.dy);
        break;
      case "move":
        void this.placement.moving.by(action.dx, action.dy);
        break;
      case "move_to_page":
        void this.placement.moveBySheets(action.step);
        break;
      case "pane":
        this.#nextPane(action.step);
        break;
      case "paste":
        return this.#paste(target);
      case "place":
        this.#place(target);
        break;
      case "problem":
        this.#problem(action.step);
        break;
      case "redo":
        void this.#restore(this.redo(), "redo");
        break;
      case "repeat":
        this.placement.repeatOpen = this.placement.targets.length > 0;
        break;
      case "resize":
        void this.placement.moving.resize(action.dx, action.dy);
        break;
      case "same_size":
        void this.placement.moving.sameSize(action.sides);
        break;
      case "stay":
        break;
      case "tool":
        this.placement.tools.arm(action.tool);
        break;
      case "turn_page":
        this.#turnPage(action.step);
        break;
      case "undo":
        void this.#restore(this.undo(), "undo");
        break;
      case "zoom":
        this.viewer.zoomTo(action.to);
        break;
    }
    return true;
  }

  /** Only where boxes are placed: elsewhere the keys belong to what has the focus. */
  #acceptAll(target: HTMLElement): boolean {
    const { suggestions } = this.placement;
    const isHere = this.preparation.stop === "boxes" && !target.matches("input, textarea");
    if (!isHere || suggestions.sure.length === 0) return false;
    void suggestions.acceptAll();
    return true;
  }

  #place(target: HTMLElement): void {
    const sheet = this.#sheetOf(target);
    if (sheet) this.placement.tools.placeOn(sheet);
  }

  #paste(target: HTMLElement): boolean {
    const sheet = this.#sheetOf(target);
    if (sheet) void this.placement.copies.paste(sheet);
    return sheet !== null;
  }

  #chooseAll(target: HTMLElement): boolean {
    const sheet = this.#sheetOf(target);
    if (sheet) this.placement.chooseAll(sheet);
    return sheet !== null;
  }

  /** The page of the boxes the focus is on or among. */
  #sheetOf(target: HTMLElement): Sheet | null {
    const boxes = target.closest<HTMLElement>("[data-boxes]")?.dataset.boxes;
    return this.viewer.list.sheets[Number(boxes ?? -1)] ?? null;
  }

  /** To what the box says or asks; a signature says nothing, and shows what it is. */
  async #describe(): Promise<void> {
    this.preparation.stop = "boxes";
    await tick();
    const label = document.querySelector("[data-testid=inspector-label]");
    focus(label ? "[data-testid=inspector-label]" : "[data-testid=inspector-kind]");
  }

  #problem(step: -1 | 1): void {
    const place = this.preparation.missing.step(step);
    if (place) void this.turnTo(place);
  }

  #turnPage(step: -1 | 1): void {
    const next = this.viewer.current + step;
    if (next < 0 || next >= this.viewer.list.sheets.length) return;
    this.viewer.goTo(next);
    void tick().then(() => focus(`[data-boxes="${next}"]`));
  }

  #nextPane(step: -1 | 1): void {
    const panes = PANES.map((pane) => document.querySelector<HTMLElement>(`[data-pane="${pane}"]`)).filter(
      (pane) => pane !== null,
    );
    const at = panes.findIndex((pane) => pane.contains(document.activeElement));
    const pane = panes[at < 0 ? 0 : (at + step + panes.length) % panes.length];
    const inside = { canvas: `[data-boxes="${this.viewer.current}"]`, thumbnails: '[aria-current="page"]' };
    const selector = inside[pane?.dataset.pane as keyof typeof inside];
    (pane?.querySelector<HTMLElement>(selector ?? ":scope > nothing") ?? pane)?.focus({
      preventScroll: true,
    });
  }

  /** The focus goes to what came back; if that is gone, it must not fall out of the page. */
  async #restore(step: Promise<DraftOperation | null>, way: "redo" | "undo"): Promise<void> {
    const applied = await step;
    if (!applied) return;
    await tick();
    await this.placement.restore(applied, way);
    if (document.activeElement === document.body) focus(`[data-boxes="${this.viewer.current}"]`);
  }
}

function nameOf(change: Change, applied: DraftOperation): string {
  return sentence(`change-${change.replaceAll("_", "-")}`, { count: boxesOf(applied).length }) ?? "";
}

function focus(selector: string, otherwise = selector): void {
  const found =
    document.querySelector<HTMLElement>(selector) ?? document.querySelector<HTMLElement>(otherwise);
  const fold = found?.closest("details");
  if (fold) fold.open = true;
  found?.focus({ preventScroll: selector.startsWith("[data-boxes") });
}
