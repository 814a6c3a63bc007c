import type { DraftId } from "../../bindings/DraftId";

interface Chosen {
  draft: DraftId;
  account: string;
}

const KEY = "chosen-account";
/** More drafts than these nobody has in work at once. */
const MOST = 200;

/** The account somebody chose for this draft, in a session before this one, too; null when nobody did. */
export function chosenAccount(draft: DraftId): string | null {
  return all().find((one) => one.draft === draft)?.account ?? null;
}

/** Whoever leaves the preparation and comes back finds the account they chose. */
export function keepAccount(draft: DraftId, account: string): void {
  const rest = all().filter((one) => one.draft !== draft);
  try {
    localStorage.setItem(KEY, JSON.stringify([{ draft, account }, ...rest].slice(0, MOST)));
  } catch {
    // A web view that keeps nothing knows it until the draft is closed.
  }
}

function all(): Chosen[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isChosen) : [];
  } catch {
    return [];
  }
}

function isChosen(value: unknown): value is Chosen {
  if (typeof value !== "object" || value === null) return false;
  const { draft, account } = value as Record<keyof Chosen, unknown>;
  return typeof draft === "string" && typeof account === "string";
}
