import Ban from "@lucide/svelte/icons/ban";
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import Pause from "@lucide/svelte/icons/pause";
import Send from "@lucide/svelte/icons/send";
import type { BatchProgress } from "../../bindings/BatchProgress";
import type { BatchStandingView } from "../../bindings/BatchStandingView";
import type { HistoryRowView } from "../../bindings/HistoryRowView";
import { sentence, t } from "../../i18n";
import { formatList } from "../../i18n/format";
import type { Screen } from "../../navigation.svelte";
import { ENVELOPE_LOOKS, type StatusLook } from "../../widgets/statuses";

const NAMED = 2;

export function rowKey(row: HistoryRowView): string {
  return row.envelope ?? row.draft ?? row.batch ?? row.title;
}

export function rowTitle(row: HistoryRowView): string {
  return row.title || t("home-untitled");
}

export function rowScreen(row: HistoryRowView): Screen | null {
  if (row.envelope !== null) return { name: "envelope", envelope: row.envelope };
  if (row.draft !== null) return { name: "prepare", draft: row.draft };
  if (row.batch !== null) return { name: "batch", batch: row.batch };
  return null;
}

/** What comes next, in words: who is waited for, else how much there is to read; and through whom it was sent. */
export function rowNext(row: HistoryRowView): string {
  const next = whatNext(row);
  return row.account === null || row.account === "local"
    ? next
    : // Some rows know only the provider: then by the name it gives itself.
      t("home-account", { next, account: sentence(`provider-${row.account}`) ?? row.account });
}

function whatNext(row: HistoryRowView): string {
  if (row.standing) return batchCounts(row.standing);
  if (row.batch !== null) return `${t("batch-part")} · ${waits(row)}`;
  return waits(row);
}

function waits(row: HistoryRowView): string {
  const running = row.status === "sent" || row.status === "in_progress";
  const waiting = running
    ? row.people.filter(({ status }) => status === "invited" || status === "viewed").map(({ name }) => name)
    : [];
  if (waiting.length > 0) return t("home-waits", { names: shortList(waiting) });
  return t("home-documents", { count: row.documents });
}

/** How many requests a batch has, and how they stand. */
function batchCounts({ counts, progress }: BatchStandingView): string {
  const isOver = progress === "stopped";
  const unsent = counts.waiting + counts.to_correct;
  const words = [
    t("batch-row", { lines: counts.lines }),
    counts.to_correct > 0 && !isOver ? t("batch-count-to-correct", { count: counts.to_correct }) : "",
    counts.failed > 0 ? t("batch-count-failed", { count: counts.failed }) : "",
    counts.waiting > 0 && !isOver ? t("batch-count-waiting", { count: counts.waiting }) : "",
    unsent > 0 && isOver ? t("batch-count-unsent", { count: unsent }) : "",
    counts.completed > 0 ? t("batch-count-completed", { count: counts.completed }) : "",
  ];
  return words.filter(Boolean).join(" · ");
}

/** The look of a batch: of what it is doing, and then of where most of its requests stand. */
export function batchLook({ progress, counts }: BatchStandingView): StatusLook {
  const base = BATCH_LOOKS[progress];
  if (progress !== "done" && progress !== "stopped") return base;
  if (counts.open > 0 || (counts.to_correct > 0 && progress === "done")) return UNDER_WAY;
  return counts.completed > 0 ? ENVELOPE_LOOKS.completed : base;
}

const UNDER_WAY: StatusLook = { ...ENVELOPE_LOOKS.in_progress, word: "batch-under-way" };

const BATCH_LOOKS: Record<BatchProgress, StatusLook> = {
  done: { tone: "info", icon: Send, word: "batch-done" },
  interrupted: { tone: "warning", icon: CircleAlert, word: "batch-interrupted" },
  paused: { tone: "warning", icon: Pause, word: "batch-paused" },
  running: { tone: "info", icon: Send, word: "batch-running" },
  stopped: { tone: "neutral", icon: Ban, word: "batch-stopped" },
};

function shortList(names: readonly string[]): string {
  if (names.length <= NAMED) return formatList(names);
  return `${names.slice(0, NAMED).join(", ")} ${t("list-more", { count: names.length - NAMED })}`;
}
