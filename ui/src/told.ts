import type { DraftId } from "./bindings/DraftId";

const KEY = "told-on-purpose";
/** More drafts than these nobody has in work at once. */
const MOST = 200;

/** Whether somebody said how the signers of this draft are told, in a session before this one, too. */
export function isToldOnPurpose(draft: DraftId): boolean {
  return all().includes(draft);
}

/** How the signers of this draft are told is what somebody wanted: no account changes it. */
export function keepTold(draft: DraftId): void {
  try {
    localStorage.setItem(
      KEY,
      JSON.stringify([draft, ...all().filter((one) => one !== draft)].slice(0, MOST)),
    );
  } catch {
    // A web view that keeps nothing knows it until the draft is closed.
  }
}

function all(): unknown[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
