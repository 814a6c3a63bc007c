import type { DraftId } from "./bindings/DraftId";
import type { RecipientId } from "./bindings/RecipientId";
import { DraftNotes } from "./draft_notes";

interface Asked {
  draft: DraftId;
  words: Readonly<Record<RecipientId, string>>;
}

const asked = new DraftNotes<Asked>("asked", 200, (value): value is Asked => {
  const { draft, words } = value as Asked;
  return typeof draft === "string" && typeof words === "object" && words !== null;
});

/** What the template of this draft calls somebody who has no name yet: « Le locataire »; empty for everybody else. */
export function askedFor(draft: DraftId, recipient: RecipientId): string {
  return asked.of(draft)?.words[recipient] ?? "";
}

/** Keeps the words of the template a draft was made of. */
export function keepAsked(draft: DraftId, words: Asked["words"]): void {
  asked.keep({ draft, words });
}
