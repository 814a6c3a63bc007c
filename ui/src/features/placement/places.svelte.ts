import type { Field } from "../../bindings/Field";
import type { ViewRect } from "../../bindings/ViewRect";
import { language, t } from "../../i18n";
import { formatLength } from "../../model/length";
import { appState } from "../../settings.svelte";
import { toast } from "../../widgets/toasts.svelte";
import type { Placement } from "./placement.svelte";

/** Where one box stands, for another to stand there too; and as text, for a letter or a table. */
export class Places {
  /** The place that was copied last. */
  held = $state.raw<ViewRect | null>(null);

  constructor(readonly placement: Placement) {}

  async copy(field: Field): Promise<void> {
    this.held = field.placement.rect;
    try {
      await navigator.clipboard.writeText(this.tell(field));
      toast(t("placement-place-copied"));
    } catch {
      // Without the clipboard of the system the place is kept here all the same.
      toast(t("placement-place-kept"));
    }
  }

  /** The chosen box goes to the same place of its own page, in the same size as far as its kind and its page take it. */
  async paste(): Promise<void> {
    if (this.held) await this.placement.moving.set(this.held);
  }

  /** « Page 6 : 70,5 mm du bord gauche, 194 mm du haut, 60 × 22 mm », in the person's unit. */
  tell(field: Field): string {
    const { page, rect } = field.placement;
    const size = this.placement.sheetOf(field)?.size ?? { width: 0, height: 0 };
    const unit = appState.settings?.unit ?? "millimetre";
    const written = (side: keyof ViewRect) => {
      const whole = side === "x" || side === "width" ? size.width : size.height;
      return formatLength(rect[side], unit, language(), whole);
    };
    const told = { x: written("x"), y: written("y"), width: written("width"), height: written("height") };
    return plain(t("placement-place-text", { page, unit: t("placement-unit", { unit }), ...told }));
  }
}

/** Marks of direction are for the screen; what is pasted elsewhere has none. */
function plain(text: string): string {
  return text.replaceAll(/[\u2066-\u2069]/gu, "");
}
