import type { BatchCountsView } from "../../bindings/BatchCountsView";
import type { BatchProgress } from "../../bindings/BatchProgress";
import type { ColumnUse } from "../../bindings/ColumnUse";
import type { SentenceView } from "../../bindings/SentenceView";
import { sentence, t } from "../../i18n";

export const USES = {
  email: "bulk-use-email",
  first_name: "bulk-use-first-name",
  last_name: "bulk-use-last-name",
  full_name: "bulk-use-full-name",
  mobile: "bulk-use-mobile",
  language: "bulk-use-language",
  other: "bulk-use-other",
} as const satisfies Record<ColumnUse, string>;

export const PROGRESS = {
  running: "batch-running",
  paused: "batch-paused",
  interrupted: "batch-interrupted",
  stopped: "batch-stopped",
  done: "batch-done",
} as const satisfies Record<BatchProgress, string>;

/** A sentence chosen by the program; an id this window does not know is shown as it is rather than hidden. */
export function say({ id, params }: SentenceView): string {
  return sentence(id, params) ?? id;
}

/** How many lines have left. */
export function sentOf({ lines, waiting, to_correct }: BatchCountsView): number {
  return lines - waiting - to_correct;
}

/** How the lines stand, in words, those of which there are none left out. What was stopped has nothing left to send. */
export function countsInWords(counts: BatchCountsView, progress: BatchProgress): string {
  const unsent = counts.waiting + counts.to_correct;
  const left =
    progress === "stopped"
      ? [unsent > 0 ? t("batch-count-unsent", { count: unsent }) : ""]
      : [
          counts.waiting > 0 ? t("batch-count-waiting", { count: counts.waiting }) : "",
          counts.to_correct > 0 ? t("batch-count-to-correct", { count: counts.to_correct }) : "",
        ];
  const words = [
    counts.completed > 0 ? t("batch-count-completed", { count: counts.completed }) : "",
    counts.open > 0 ? t("batch-count-open", { count: counts.open }) : "",
    counts.closed > 0 ? t("batch-count-closed", { count: counts.closed }) : "",
    counts.failed > 0 ? t("batch-count-failed", { count: counts.failed }) : "",
    ...left,
  ];
  return words.filter(Boolean).join(" · ");
}
