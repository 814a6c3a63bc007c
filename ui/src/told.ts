import type { DraftId } from "./bindings/DraftId";
import { DraftNotes } from "./draft_notes";

interface Told {
  draft: DraftId;
}

const told = new DraftNotes<Told>(
  "told-on-purpose",
  200,
  (value): value is Told => typeof (value as Told).draft === "string",
);

/** Whether somebody said how the signers of this draft are told, in a session before this one, too. */
export function isToldOnPurpose(draft: DraftId): boolean {
  return told.of(draft) !== null;
}

/** How the signers of this draft are told is what somebody wanted: no account changes it. */
export function keepTold(draft: DraftId): void {
  told.keep({ draft });
}
