import type { HistoryRowView } from "../../bindings/HistoryRowView";
import { sentence, t } from "../../i18n";
import { formatList } from "../../i18n/format";
import type { Screen } from "../../navigation.svelte";

const NAMED = 2;

export function rowKey(row: HistoryRowView): string {
  return row.envelope ?? row.draft ?? row.title;
}

export function rowTitle(row: HistoryRowView): string {
  return row.title || t("home-untitled");
}

export function rowScreen(row: HistoryRowView): Screen | null {
  if (row.envelope !== null) return { name: "envelope", envelope: row.envelope };
  if (row.draft !== null) return { name: "prepare", draft: row.draft };
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
  const running = row.status === "sent" || row.status === "in_progress";
  const waiting = running
    ? row.people.filter(({ status }) => status === "invited" || status === "viewed").map(({ name }) => name)
    : [];
  if (waiting.length > 0) return t("home-waits", { names: shortList(waiting) });
  return t("home-documents", { count: row.documents });
}

function shortList(names: readonly string[]): string {
  if (names.length <= NAMED) return formatList(names);
  return `${names.slice(0, NAMED).join(", ")} ${t("list-more", { count: names.length - NAMED })}`;
}
