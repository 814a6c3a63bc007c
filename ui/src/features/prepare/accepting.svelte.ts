import type { DraftRecipient } from "../../bindings/DraftRecipient";
import { announce } from "../../announce.svelte";
import { t } from "../../i18n";
import type { Hint } from "../../hints";

type Fix = Partial<DraftRecipient>;

/** While letters come, what they are going to be is nobody's guess. */
const STILL_TYPING_MS = 700;

/** Suggestions beside fields that are being typed in: shown once the letters have stopped, taken by one key. */
export class Accepting {
  typing = $state(false);
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly hints: () => readonly Hint[],
    /** Stores what was typed or suggested. */
    readonly store: (part: Fix) => Promise<void>,
  ) {}

  of(part: Hint["part"]): Hint[] {
    return this.typing ? [] : this.hints().filter((hint) => hint.part === part);
  }

  /** A letter was typed. */
  type(part: Fix): Promise<void> {
    this.typing = true;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => (this.typing = false), STILL_TYPING_MS);
    return this.store(part);
  }

  /** Enter takes what is suggested for a field. */
  press(event: KeyboardEvent, part: Hint["part"]): void {
    const fix = this.of(part).find((hint) => hint.fix)?.fix;
    if (event.key !== "Enter" || event.isComposing || !fix) return;
    event.preventDefault();
    const field = event.currentTarget as HTMLElement;
    // Until it is left, a field shows what was typed in it.
    field.blur();
    this.accept(fix);
    field.focus();
  }

  accept(fix: Fix): void {
    void this.store(fix);
    announce(t("hint-accepted", { text: String(Object.values(fix)[0]) }));
  }

  dispose(): void {
    clearTimeout(this.#pause);
  }
}
