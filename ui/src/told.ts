import type { Delivery } from "./bindings/Delivery";
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

interface Followed {
  draft: DraftId;
  ways: readonly Delivery[];
}

const followed = new DraftNotes<Followed>("told-by-account", 200, (value): value is Followed => {
  const { draft, ways } = value as Followed;
  return typeof draft === "string" && Array.isArray(ways);
});

/** How an account told the people of this draft, in a session before this one, too; face to face is what a draft begins with. */
export function waysFollowed(draft: DraftId): ReadonlySet<Delivery> {
  return new Set(followed.of(draft)?.ways ?? ["in_person"]);
}

/** They are told this way because of an account, and not because somebody said so: another account may change it. */
export function keepFollowed(draft: DraftId, ways: ReadonlySet<Delivery>): void {
  followed.keep({ draft, ways: [...ways] });
}
