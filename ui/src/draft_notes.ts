import type { DraftId } from "./bindings/DraftId";

/** What is known of one draft. */
interface OfDraft {
  draft: DraftId;
}

/** What this web view keeps of drafts beside what they say: the newest first, and not of every draft there ever was. */
export class DraftNotes<T extends OfDraft> {
  /** `most` notes are kept under `key`; what `isNote` does not know, an older version wrote. */
  constructor(
    readonly key: string,
    readonly most: number,
    readonly isNote: (value: object) => value is T,
  ) {}

  /** The note of this draft; null when there is none, or nothing is kept. */
  of(draft: DraftId): T | null {
    return this.#all().find((one) => one.draft === draft) ?? null;
  }

  /** Keeps a note in the place of an older one of the same draft. */
  keep(note: T): void {
    const rest = this.#all().filter(({ draft }) => draft !== note.draft);
    try {
      localStorage.setItem(this.key, JSON.stringify([note, ...rest].slice(0, this.most)));
    } catch {
      // A web view that keeps nothing knows it until the draft is closed.
    }
  }

  #all(): T[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.key) ?? "[]");
      return Array.isArray(kept) ? kept.filter((one): one is T => isObject(one) && this.isNote(one)) : [];
    } catch {
      return [];
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
