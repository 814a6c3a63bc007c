import type { DraftId } from "./bindings/DraftId";
import { DraftNotes } from "./draft_notes";

interface Chosen {
  draft: DraftId;
  account: string;
}

const chosen = new DraftNotes<Chosen>("chosen-account", 200, (value): value is Chosen => {
  const { draft, account } = value as Chosen;
  return typeof draft === "string" && typeof account === "string";
});

/** The account somebody chose for this draft, in a session before this one, too; null when nobody did. */
export function chosenAccount(draft: DraftId): string | null {
  return chosen.of(draft)?.account ?? null;
}

/** Whoever leaves the preparation or the table and comes back finds the account they chose. */
export function keepAccount(draft: DraftId, account: string): void {
  chosen.keep({ draft, account });
}
