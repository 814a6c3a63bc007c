import type { DraftId } from "../../bindings/DraftId";
import type { DraftView } from "../../bindings/DraftView";
import type { Field } from "../../bindings/Field";
import type { FieldId } from "../../bindings/FieldId";
import { rpc, toRefusal, type Refusal } from "../../rpc";
import { appState } from "../../settings.svelte";

/** How a box will look in the PDF: drawn by what writes the PDF, asked again only when something of it has changed. */
export class BoxLook {
  svg = $state.raw<string | null>(null);
  /** Why it cannot be drawn like this. */
  error = $state.raw<Refusal | null>(null);
  /** What the drawing shows, or the one that is under way will. */
  #shown: Key | null = null;

  constructor(readonly draft: DraftId) {}

  show(field: Field, view: DraftView | null): void {
    const key = keyOf(field, view);
    if (isSame(key, this.#shown, ALL)) return;
    // Under the name of another box the former drawing would be a lie; while a box changes it stays until the next comes.
    if (!isSame(key, this.#shown, NAMED)) [this.svg, this.error] = [null, null];
    this.#shown = key;
    void this.#draw(field.id, key);
  }

  async #draw(field: FieldId, key: Key): Promise<void> {
    try {
      const { svg } = await rpc("preview_box", { draft: this.draft, field });
      // An answer that a newer question has overtaken is not shown.
      if (key === this.#shown) [this.svg, this.error] = [svg, null];
    } catch (thrown) {
      if (key !== this.#shown) return;
      // Asked again at the next occasion: it may be drawn then.
      [this.svg, this.error, this.#shown] = [null, toRefusal(thrown), null];
    }
  }
}

type Key = readonly (number | string | null | undefined)[];
/** How much of a key is said in the name of the drawing. */
const NAMED = 3;
const ALL = 9;

function isSame(key: Key, other: Key | null, count: number): boolean {
  return other !== null && key.slice(0, count).every((part, at) => part === other[at]);
}

/** What the drawing depends on; where on its page the box stands is not part of it. */
function keyOf({ id, kind, label, recipient, placement }: Field, view: DraftView | null): Key {
  const person = view?.recipients.find((one) => one.id === recipient);
  const { width, height } = placement.rect;
  // The logo itself, as two may be of one length: it is compared, and not copied.
  const logo = view?.options.brand_logo;
  const place = appState.settings?.signing_place;
  return [id, kind, recipient, label, width, height, JSON.stringify(person), place, logo];
}
