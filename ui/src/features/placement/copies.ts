import type { Field } from "../../bindings/Field";
import type { Placement as FieldPlacement } from "../../bindings/Placement";
import type { ViewRect } from "../../bindings/ViewRect";
import { announce } from "../../announce.svelte";
import { t } from "../../i18n";
import { freeSpot } from "../../model/free_spot";
import { fitRect, moveRect, sameRect, type Size } from "../../model/geometry";
import { regrouped } from "../../model/groups";
import { newFieldId } from "../../model/ids";
import { addField, together } from "../../model/operations";
import type { Sheet } from "../../model/page_list";
import type { Placement } from "./placement.svelte";

/** How far a pasted box is put beside the very same one, in points. */
const ASIDE = 12;

/** The same boxes once more: copied, duplicated, repeated on pages. */
export class Copies {
  #copied: readonly Field[] = [];

  constructor(readonly placement: Placement) {}

  /** Keeps the chosen boxes in mind; false when there are none. */
  copy(): boolean {
    const { targets } = this.placement;
    if (targets.length === 0) return false;
    this.#copied = targets;
    announce(t("placement-copied", { count: targets.length }));
    return true;
  }

  async cut(): Promise<void> {
    if (this.copy()) await this.placement.remove();
  }

  /** What was copied, at the same places of a page; a little aside where there is the very same box already. */
  paste(sheet: Sheet): Promise<void> {
    return this.#put(this.#copied, sheet);
  }

  async duplicate(): Promise<void> {
    const { placement } = this;
    const { targets, field } = placement;
    const sheet = field && placement.sheetOf(field);
    if (!field || !sheet) return;
    if (targets.length > 1) return this.#put(targets, sheet);
    const { rect } = field.placement;
    const taken = placement.on(sheet).map((other) => other.placement.rect);
    const copy = moveRect(rect, 0, rect.height * 1.25, sheet.size);
    const free = taken.every((other) => !sameRect(other, copy)) && copy.y > rect.y;
    const spot = free ? copy : freeSpot(rect, sheet.size, taken);
    await this.#put([{ ...field, placement: { ...field.placement, rect: spot } }], sheet);
  }

  /** The chosen boxes once more on these pages of their documents, at the same places. */
  async repeat(pages: readonly number[]): Promise<void> {
    const { placement } = this;
    placement.repeatOpen = false;
    const copies = this.copiesOn(pages);
    if (copies.length === 0) return announce(t("placement-repeated-none"));
    if (await placement.desk.apply(together(copies.map(addField))))
      announce(t("placement-repeated", { count: copies.length }));
  }

  /** The boxes that repeating the chosen ones on these pages would add; never one that is there already. */
  copiesOn(pages: readonly number[]): Field[] {
    const { targets } = this.placement;
    return pages.flatMap((page) => regrouped(targets.flatMap((field) => this.#copyOn(field, page))));
  }

  #copyOn(field: Field, page: number): Field[] {
    const document = this.placement.view?.documents.find(({ id }) => id === field.document);
    const size = document?.pages[page - 1];
    if (!size) return [];
    const placement = { page, rect: fitRect(field.placement.rect, size) };
    return this.#isThere(field, placement) ? [] : [{ ...field, id: newFieldId(), placement }];
  }

  #isThere(field: Field, { page, rect }: FieldPlacement): boolean {
    return (this.placement.view?.fields ?? []).some(
      (other) =>
        other.document === field.document &&
        other.recipient === field.recipient &&
        other.kind === field.kind &&
        other.placement.page === page &&
        sameRect(other.placement.rect, rect),
    );
  }

  async #put(fields: readonly Field[], sheet: Sheet): Promise<void> {
    const { placement } = this;
    const document = placement.view?.documents[sheet.document];
    const people = new Set(placement.signers.map(({ id }) => id));
    const known = fields.filter(({ recipient }) => people.has(recipient));
    if (!document || known.length === 0) return;
    const taken = placement.on(sheet).map((other) => other.placement.rect);
    const copies = regrouped(
      known.map((field) => {
        const rect = beside(field.placement.rect, taken, sheet.size);
        taken.push(rect);
        return { ...field, id: newFieldId(), document: document.id, placement: { page: sheet.page, rect } };
      }),
    );
    if (!(await placement.desk.apply(together(copies.map(addField))))) return;
    placement.choice.all(copies.map(({ id }) => id));
    announce(t("placement-pasted", { count: copies.length }));
    const [first] = copies;
    if (first) await placement.focus(first.id);
  }
}

/** The same place, or a little further down and right until nothing stands exactly there. */
function beside(wanted: ViewRect, taken: readonly ViewRect[], page: Size): ViewRect {
  let rect = fitRect(wanted, page);
  while (taken.some((other) => sameRect(other, rect))) {
    const aside = moveRect(rect, ASIDE, ASIDE, page);
    if (sameRect(aside, rect)) return rect;
    rect = aside;
  }
  return rect;
}
