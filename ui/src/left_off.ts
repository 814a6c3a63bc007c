import type { DraftId } from "./bindings/DraftId";
import type { FieldId } from "./bindings/FieldId";
import { DraftNotes } from "./draft_notes";
import type { PageViewer } from "./widgets/pages/viewer.svelte";

/** Where somebody was in a draft when they left it: nothing of what it says, and nobody's name. */
export interface LeftOff {
  draft: DraftId;
  /** Index in the column of pages. */
  sheet: number;
  zoom: number;
  fit: PageViewer["fit"];
  /** The box that was chosen. */
  field: FieldId | null;
}

const places = new DraftNotes<LeftOff>("left-off", 20, isPlace);

/** Where the draft was left; null when it never was, or nothing is kept. */
export function leftOff(draft: DraftId): LeftOff | null {
  return places.of(draft);
}

/** Keeps where a draft is being worked at, so that it opens there again, after a crash too. */
export function keepPlace(place: LeftOff): void {
  places.keep(place);
}

function isPlace(value: object): value is LeftOff {
  const { draft, sheet, zoom, fit, field } = value as Record<keyof LeftOff, unknown>;
  return (
    typeof draft === "string" &&
    Number.isInteger(sheet) &&
    Number.isFinite(zoom) &&
    ["comfort", "none", "page", "width"].includes(String(fit)) &&
    (field === null || typeof field === "string")
  );
}
