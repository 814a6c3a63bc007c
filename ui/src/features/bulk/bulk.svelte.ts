import { announce } from "../../announce.svelte";
import type { BatchCheckView } from "../../bindings/BatchCheckView";
import type { BatchRequest } from "../../bindings/BatchRequest";
import type { BatchView } from "../../bindings/BatchView";
import type { ColumnUse } from "../../bindings/ColumnUse";
import type { DraftId } from "../../bindings/DraftId";
import type { LineFinding } from "../../bindings/LineFinding";
import type { PeopleSource } from "../../bindings/PeopleSource";
import type { RecipientId } from "../../bindings/RecipientId";
import { keepAccount } from "../../chosen";
import { onOtherData } from "../../demo.svelte";
import { t } from "../../i18n";
import { rpc, toRefusal, type Refusal } from "../../rpc";

type Rows = readonly (readonly string[])[];

/** A cell to look at: a line and a column, both from 0. */
export interface Spot {
  line: number;
  column: number;
}

/** How long the check waits for the next change, in milliseconds. */
const PAUSE = 200;
const UNDO_LIMIT = 200;

/** A table on its way to becoming requests: what was read, what each column is, what was put right, what the check says. */
export class BulkDesk {
  /** As read, the header among them if there is one. */
  rows = $state.raw<Rows>([]);
  hasHeader = $state(false);
  columns = $state.raw<readonly ColumnUse[]>([]);
  sheets = $state.raw<readonly string[]>([]);
  sheet = $state<string | null>(null);
  recipient = $state<RecipientId | null>(null);
  account = $state("local");
  check = $state.raw<BatchCheckView | null>(null);
  checking = $state(false);
  busy = $state(false);
  refusal = $state.raw<Refusal | null>(null);
  #path: string | null = null;
  #past = $state.raw<readonly Rows[]>([]);
  #generation = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(readonly draft: DraftId) {}

  readonly headers = $derived.by(() => {
    const named = this.hasHeader ? (this.rows[0] ?? []) : this.columns.map(() => "");
    const seen = new Map<string, number>();
    return this.columns.map((_, at) => {
      const name = named[at]?.trim() || t("bulk-column", { number: at + 1 });
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      return times === 1 ? name : `${name} (${times})`;
    });
  });

  /** The rows without the header. */
  get lines(): Rows {
    return this.hasHeader ? this.rows.slice(1) : this.rows;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get ready(): number {
    return this.check !== null && this.check.general.length === 0 ? this.check.ready : 0;
  }

  /** How many persons are in the lines that can be sent, each counted where it stands first. */
  get people(): number {
    const lines = [...(this.check?.lines.keys() ?? [])].filter((line) => !this.isWrong(line));
    const same = (line: number) =>
      this.findings(line).find(({ sentence }) => sentence.id === "problem-line-same-person")?.sentence;
    return new Set(lines.map((line) => same(line)?.params["row"] ?? String(line + 1))).size;
  }

  findings(line: number): readonly LineFinding[] {
    return this.check?.lines[line]?.findings ?? [];
  }

  isWrong(line: number): boolean {
    return this.findings(line).some(({ weight }) => weight === "blocks");
  }

  async read(source: PeopleSource, sheet: string | null = null): Promise<void> {
    this.busy = true;
    try {
      const table = await rpc("read_table", { source, sheet });
      this.#path = source.from === "file" ? source.path : null;
      this.rows = table.rows;
      this.hasHeader = table.has_header;
      this.columns = table.columns;
      this.sheets = table.sheets;
      this.sheet = table.sheet;
      this.#past = [];
      this.check = null;
      this.refusal = null;
      announce(t("bulk-read", { rows: this.lines.length, columns: this.columns.length }));
      await this.verify();
    } catch (thrown) {
      this.refusal = toRefusal(thrown);
    }
    this.busy = false;
  }

  async turnTo(sheet: string): Promise<void> {
    if (this.#path !== null) await this.read({ from: "file", path: this.#path }, sheet);
  }

  /** Back to no table at all. */
  clear(): void {
    this.rows = [];
    this.columns = [];
    this.sheets = [];
    this.sheet = null;
    this.check = null;
    this.refusal = null;
    this.#path = null;
    this.#past = [];
    // Nothing to look at any more: whatever is still being looked at counts no longer.
    void this.verify();
  }

  setHeader(hasHeader: boolean): void {
    this.hasHeader = hasHeader;
    this.check = null;
    void this.verify();
  }

  /** What a column is; what it was before is nobody's then. */
  use(column: number, use: ColumnUse): void {
    this.columns = this.columns.map((one, at) => {
      if (at === column) return use;
      return one === use && use !== "other" ? "other" : one;
    });
    void this.verify();
  }

  /** The table is opened: the person it was for, else this one, and the account the preparation stands on now. */
  begin(recipient: RecipientId, account: string): void {
    // A service with which somebody went on to a table is no mere suggestion any more.
    if (account !== "local") keepAccount(this.draft, account);
    this.recipient ??= recipient;
    this.account = account;
    void this.verify();
  }

  choose(choice: { recipient?: RecipientId; account?: string }): void {
    this.recipient = choice.recipient ?? this.recipient;
    this.account = choice.account ?? this.account;
    if (choice.account !== undefined) keepAccount(this.draft, choice.account);
    void this.verify();
  }

  edit({ line, column }: Spot, text: string): void {
    const at = line + (this.hasHeader ? 1 : 0);
    if (this.rows[at]?.[column] === text) return;
    this.#change(
      this.rows.map((row, i) => (i === at ? row.map((cell, j) => (j === column ? text : cell)) : row)),
    );
    this.#later();
  }

  remove(line: number): void {
    const at = line + (this.hasHeader ? 1 : 0);
    this.#change(this.rows.filter((_, i) => i !== at));
    // What was found moves up with the lines, until it has been looked at anew.
    if (this.check) this.check = { ...this.check, lines: this.check.lines.filter((_, i) => i !== line) };
    announce(t("bulk-line-removed", { row: line + 1 }));
    this.#later();
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (!before) return;
    if (before.length !== this.rows.length) this.check = null;
    this.rows = before;
    this.#past = this.#past.slice(0, -1);
    announce(t("bulk-undone"));
    this.#later();
  }

  /** The next thing to put right behind a place, from the top again behind the last. */
  next(from: Spot | null, step: 1 | -1 = 1): Spot | null {
    const spots = this.lines.flatMap((_, line) => {
      const wrong = this.findings(line).filter(({ weight }) => weight === "blocks");
      return [...new Set(wrong.map(({ column }) => column ?? 0))]
        .toSorted((a, b) => a - b)
        .map((column) => ({ line, column }));
    });
    if (from === null) return (step === 1 ? spots[0] : spots.at(-1)) ?? null;
    const order = ({ line, column }: Spot) => line * 10_000 + column;
    const found =
      step === 1
        ? spots.find((spot) => order(spot) > order(from))
        : spots.findLast((spot) => order(spot) < order(from));
    return found ?? (step === 1 ? spots[0] : spots.at(-1)) ?? null;
  }

  request(): BatchRequest | null {
    if (this.recipient === null || this.rows.length === 0) return null;
    return {
      draft: this.draft,
      account: this.account,
      recipient: this.recipient,
      headers: [...this.headers],
      columns: [...this.columns],
      rows: this.lines.map((row) => [...row]),
    };
  }

  /** The dry run. Only the newest answer counts. */
  async verify(): Promise<void> {
    const request = this.request();
    const generation = ++this.#generation;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.checking = request !== null;
    if (request === null) return;
    try {
      const check = await rpc("check_batch", request);
      if (generation !== this.#generation) return;
      this.check = check;
      this.refusal = null;
      announce(t("bulk-ready", { ready: this.ready, wrong: check.to_correct }));
    } catch (thrown) {
      if (generation !== this.#generation) return;
      this.refusal = toRefusal(thrown);
    }
    this.checking = false;
  }

  /** Sends what is ready; null when it was refused. */
  async send(): Promise<BatchView | null> {
    const request = this.request();
    if (request === null) return null;
    this.busy = true;
    try {
      const batch = await rpc("send_batch", request);
      desks.delete(this.draft);
      return batch;
    } catch (thrown) {
      this.refusal = toRefusal(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  #change(rows: Rows): void {
    this.#past = [...this.#past, this.rows].slice(-UNDO_LIMIT);
    this.rows = rows;
  }

  #later(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.verify(), PAUSE);
  }
}

/** Going back to the preparation and coming again finds the table as it was. */
const desks = new Map<DraftId, BulkDesk>();
onOtherData(() => desks.clear());

export function bulkDesk(draft: DraftId): BulkDesk {
  const known = desks.get(draft);
  if (known) return known;
  const desk = new BulkDesk(draft);
  desks.set(draft, desk);
  return desk;
}
