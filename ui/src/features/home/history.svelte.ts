import { untrack } from "svelte";
import type { HistoryFilter } from "../../bindings/HistoryFilter";
import type { HistoryRowView } from "../../bindings/HistoryRowView";
import { onOtherData } from "../../demo.svelte";
import { onDropTags, rpc, toRefusal, type Refusal } from "../../rpc";
import { rowKey } from "./row";

export const PAGE = 100;
/** More rows than this are not kept on screen: the person narrows the search. */
export const MOST_ROWS = 2000;
export const FILTERS: readonly HistoryFilter[] = [
  "all",
  "to_do",
  "in_progress",
  "completed",
  "drafts",
  "closed",
];

/** The list of the home screen: what is asked, what came, and where the keyboard stands. */
export class HistoryList {
  query = $state("");
  filter = $state<HistoryFilter>("all");
  rows = $state.raw<readonly HistoryRowView[]>([]);
  counts = $state.raw<Partial<Record<HistoryFilter, number>>>({});
  loading = $state(true);
  /** False until the first answer: nothing is known yet, so nothing is said to be empty. */
  known = $state(false);
  error = $state.raw<Refusal | null>(null);
  active = $state(0);
  #cursor = $state.raw<string | null>(null);
  #generation = 0;

  get hasMore(): boolean {
    return this.#cursor !== null && this.rows.length < MOST_ROWS;
  }

  get isCut(): boolean {
    return this.#cursor !== null && this.rows.length >= MOST_ROWS;
  }

  get isNarrowed(): boolean {
    return this.query.trim() !== "" || this.filter !== "all";
  }

  search(query: string): Promise<void> {
    this.query = query;
    this.active = 0;
    return this.load(PAGE);
  }

  show(filter: HistoryFilter): Promise<void> {
    this.filter = filter;
    this.active = 0;
    return this.load(PAGE);
  }

  clear(): Promise<void> {
    this.query = "";
    return this.show("all");
  }

  /** Asks again for as many rows as there are, so that a change elsewhere does not throw the person back to the top. */
  reload(): Promise<void> {
    return this.load(Math.max(PAGE, this.rows.length));
  }

  async load(wanted: number): Promise<void> {
    const generation = ++this.#generation;
    this.loading = true;
    try {
      let rows: HistoryRowView[] = [];
      let cursor: string | null = null;
      do {
        const page = await this.#page(cursor);
        if (generation !== this.#generation) return;
        rows = rows.concat(page.rows);
        cursor = page.next_cursor;
      } while (cursor !== null && rows.length < wanted);
      this.#accept(rows, cursor);
    } catch (thrown) {
      if (generation !== this.#generation) return;
      this.error = toRefusal(thrown);
    }
    this.loading = false;
  }

  async more(): Promise<void> {
    if (this.loading || !this.hasMore) return;
    const generation = ++this.#generation;
    this.loading = true;
    try {
      const page = await this.#page(this.#cursor);
      if (generation !== this.#generation) return;
      this.#accept([...this.rows, ...page.rows], page.next_cursor);
    } catch (thrown) {
      if (generation !== this.#generation) return;
      this.error = toRefusal(thrown);
    }
    this.loading = false;
  }

  /** Moves the keyboard's place by `step` rows, or to an end; answers the new place. */
  move(step: number): number {
    this.active = Math.min(Math.max(0, this.active + step), Math.max(0, this.rows.length - 1));
    return this.active;
  }

  /** Forgets everything: the rows, the search, the place. */
  forget(): void {
    this.#generation += 1;
    this.query = "";
    this.filter = "all";
    this.rows = [];
    this.counts = {};
    this.active = 0;
    this.error = null;
    this.known = false;
    this.#cursor = null;
  }

  /** Follows changes while the screen is there; the answer stops it. */
  follow(): () => void {
    // Untracked: an effect that follows the list must not run again because the list changed.
    untrack(() => void this.reload());
    const stops = [
      onDropTags((tags) => {
        if (tags.includes("history")) void this.reload();
      }),
      onOtherData(() => void this.reload()),
    ];
    return () => stops.forEach((stop) => stop());
  }

  #page(cursor: string | null) {
    return rpc("list_history", {
      query: this.query.trim(),
      filter: this.filter,
      folding: "batches",
      cursor,
      limit: PAGE,
    }).then((page) => {
      this.counts = Object.fromEntries(page.counts.map(({ filter, count }) => [filter, count]));
      return page;
    });
  }

  #accept(rows: readonly HistoryRowView[], cursor: string | null): void {
    // A row that changed while pages were being asked can come twice: the newer place counts.
    this.rows = [...new Map(rows.toReversed().map((row) => [rowKey(row), row])).values()].toReversed();
    this.#cursor = cursor;
    this.known = true;
    this.error = null;
    this.move(0);
  }
}

export const historyList = new HistoryList();
onOtherData(() => historyList.forget());
