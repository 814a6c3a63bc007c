import type { DraftId } from "./bindings/DraftId";
import type { FieldId } from "./bindings/FieldId";
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

const KEY = "left-off";
/** More drafts than these nobody has open at once. */
const MOST = 20;

/** Where the draft was left; null when it never was, or nothing is kept. */
export function leftOff(draft: DraftId): LeftOff | null {
  return all().find((one) => one.draft === draft) ?? null;
}

/** Keeps where a draft is being worked at, so that it opens there again, after a crash too. */
export function keepPlace(place: LeftOff): void {
  const rest = all().filter(({ draft }) => draft !== place.draft);
  try {
    localStorage.setItem(KEY, JSON.stringify([place, ...rest].slice(0, MOST)));
  } catch {
    // A web view that keeps nothing opens drafts at their first page.
  }
}

function all(): LeftOff[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isPlace) : [];
  } catch {
    return [];
  }
}

function isPlace(value: unknown): value is LeftOff {
  if (typeof value !== "object" || value === null) return false;
  const { draft, sheet, zoom, fit, field } = value as Record<keyof LeftOff, unknown>;
  return (
    typeof draft === "string" &&
    Number.isInteger(sheet) &&
    Number.isFinite(zoom) &&
    ["comfort", "none", "page", "width"].includes(String(fit)) &&
    (field === null || typeof field === "string")
  );
}
