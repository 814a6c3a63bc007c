import type { DraftId } from "./bindings/DraftId";
import type { DraftOperation } from "./bindings/DraftOperation";
import type { DraftView } from "./bindings/DraftView";
import { announce } from "./announce.svelte";
import { explainShort } from "./errors/explain";
import { t } from "./i18n";
import { kept } from "./model/kept";
import { onDropTags, rpc, toRefusal, type Refusal } from "./rpc";
import { toast, toasts } from "./widgets/toasts.svelte";

const SAVED_MS = 2000;
/** An operation, or one made from the draft as it is when its turn comes: held keys must not start from a stale place. */
type Change = DraftOperation | ((view: DraftView) => DraftOperation | null);

/** One draft while it is being prepared. Every change is stored before it is shown; there is nothing to save. */
export class DraftDesk {
  view = $state.raw<DraftView | null>(null);
  error = $state.raw<Refusal | null>(null);
  /** « Enregistré » is shown for a moment after each change. */
  saved = $state(false);
  #turn: Promise<unknown> = Promise.resolve();
  #own = 0;
  #savedTimer: ReturnType<typeof setTimeout> | undefined;
  #undoToast: number | null = null;
  #closed = false;

  /** `view`: the draft, when whoever opens it has it already. */
  constructor(
    readonly id: DraftId,
    view: DraftView | null = null,
  ) {
    this.view = view;
  }

  /** Reads the draft unless it is here. */
  async open(): Promise<void> {
    if (this.view === null) await this.load();
  }

  /** Follows changes from outside while the screen is there; the answer stops it. */
  follow(): () => void {
    const stop = onDropTags((tags) => {
      if (this.#own === 0 && tags.includes("draft")) void this.load();
    });
    return () => {
      stop();
      clearTimeout(this.#savedTimer);
      this.#closed = true;
    };
  }

  load(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#closed) return;
      try {
        this.view = kept(this.view, await rpc("open_draft", { draft: this.id }));
        this.error = null;
      } catch (thrown) {
        this.error = toRefusal(thrown);
        // A draft that is gone must not look as if it could still be changed.
        if (this.error.code === "notFound") this.view = null;
      }
    });
  }

  /** Applies a change; false when there was nothing to do or it was refused. Same `mergeKey` shortly after: one undo step. */
  apply(change: Change, mergeKey: string | null = null): Promise<boolean> {
    return this.#write(async () => {
      const operation = typeof change === "function" ? this.view && change(this.view) : change;
      if (!operation) return null;
      return rpc("apply_operation", { draft: this.id, operation, merge_key: mergeKey });
    });
  }

  /** Has the program change the draft in a way only it can; false when it was refused. */
  change(command: "merge_documents", params: { account: string }): Promise<boolean> {
    return this.#write(() => rpc(command, { draft: this.id, ...params }));
  }

  /** Runs what changes the draft as a whole; null where nothing was changed. False then, and when it was refused. */
  write(call: () => Promise<DraftView | null>): Promise<boolean> {
    return this.#write(call);
  }

  /** Removes something and offers to take that back. */
  async remove(operation: DraftOperation, sentence: string): Promise<boolean> {
    if (!(await this.apply(operation))) return false;
    this.offerUndo(sentence, (this.view?.undo ?? 0) - 1);
    return true;
  }

  /** Says something and offers to go back to so many steps, for as long as it is the last thing that happened. */
  offerUndo(sentence: string, steps: number): void {
    const run = async () => {
      for (let more = (this.view?.undo ?? 0) - steps; more > 0; more -= 1) await this.undo();
    };
    this.#undoToast = toast(sentence, { action: { label: t("action-undo"), run } });
  }

  /** Takes back what was said of the last change: nothing lies over what comes next. */
  quiet(): void {
    if (this.#undoToast !== null) toasts.dismiss(this.#undoToast);
    this.#undoToast = null;
  }

  /** The operation that was applied by taking the last one back; null when there was none. */
  undo(): Promise<DraftOperation | null> {
    return this.#step("undo_operation");
  }

  redo(): Promise<DraftOperation | null> {
    return this.#step("redo_operation");
  }

  /** Runs a command that ends this draft or changes it otherwise; its refusal is the caller's. */
  own<T>(run: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      this.#own += 1;
      try {
        return await run();
      } finally {
        this.#own -= 1;
      }
    });
  }

  async #step(command: "redo_operation" | "undo_operation"): Promise<DraftOperation | null> {
    const before = this.view && (command === "undo_operation" ? this.view.undo : this.view.redo);
    if (before === 0) {
      announce(t(command === "undo_operation" ? "prepare-nothing-to-undo" : "prepare-nothing-to-redo"));
      return null;
    }
    const done = await this.#write(() => rpc(command, { draft: this.id }));
    return done ? (this.view?.applied ?? null) : null;
  }

  #write(call: () => Promise<DraftView | null>): Promise<boolean> {
    return this.own(async () => {
      try {
        const view = await call();
        if (view === null) return false;
        // What a change has left alone stays what it was: of two hundred boxes one is drawn again, and no page.
        this.view = kept(this.view, view);
        this.#shown();
        return true;
      } catch (thrown) {
        toast(explainShort(toRefusal(thrown)), { tone: "error" });
        void this.load();
        return false;
      }
    });
  }

  #shown(): void {
    this.quiet();
    this.saved = true;
    clearTimeout(this.#savedTimer);
    this.#savedTimer = setTimeout(() => (this.saved = false), SAVED_MS);
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(run);
    this.#turn = result.catch(() => {});
    return result;
  }
}
