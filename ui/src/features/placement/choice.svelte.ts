import { SvelteSet } from "svelte/reactivity";
import type { Field } from "../../bindings/Field";
import type { FieldId } from "../../bindings/FieldId";

/** Which boxes are chosen: the one with the focus, and those it has been put together with. */
export class Choice {
  /** The box the inspector shows and the keys act on. */
  selected = $state<FieldId | null>(null);
  readonly #together = new SvelteSet<FieldId>();

  /** `companions`: the boxes a box is one with, itself among them. */
  constructor(readonly companions: (id: FieldId) => readonly FieldId[] = (id) => [id]) {}

  /** Is this box among those the next action is for? */
  has(id: FieldId): boolean {
    return this.selected === id || (this.#isOfSeveral() && this.#together.has(id));
  }

  /** A press on a box: alone, or (`more`) together with those already chosen; a second such press lets it go. */
  press(id: FieldId, more: boolean): void {
    if (!more) {
      if (this.#together.has(id)) this.selected = id;
      else this.only(id);
      return;
    }
    if (this.#together.size === 0 && this.selected !== null) this.#together.add(this.selected);
    const isIn = this.#together.has(id);
    for (const one of this.companions(id)) {
      if (isIn) this.#together.delete(one);
      else this.#together.add(one);
    }
    if (!isIn) this.selected = id;
    else if (this.selected === null || !this.#together.has(this.selected))
      this.selected = [...this.#together][0] ?? null;
  }

  /** The focus came to a box: what was put together stays, for the keys that add to it. */
  focus(id: FieldId): void {
    const isOfGroup = this.companions(id).length > 1;
    if (isOfGroup && !this.#together.has(id)) this.only(id);
    this.selected = id;
  }

  /** This box, and what it is one with. */
  only(id: FieldId): void {
    this.#together.clear();
    const companions = this.companions(id);
    if (companions.length > 1) for (const one of companions) this.#together.add(one);
    this.selected = id;
  }

  all(ids: readonly FieldId[]): void {
    this.#together.clear();
    for (const id of ids) this.#together.add(id);
    this.selected = ids[0] ?? null;
  }

  /** Lets everything go; false when nothing was held. */
  drop(): boolean {
    const held = this.selected !== null || this.#together.size > 0;
    this.#together.clear();
    this.selected = null;
    return held;
  }

  /** The chosen boxes among these, the one with the focus first. */
  of(fields: readonly Field[]): Field[] {
    const focused = fields.filter(({ id }) => id === this.selected);
    if (!this.#isOfSeveral()) return focused;
    return [...focused, ...fields.filter(({ id }) => id !== this.selected && this.#together.has(id))];
  }

  #isOfSeveral(): boolean {
    return this.selected !== null && this.#together.has(this.selected);
  }
}
