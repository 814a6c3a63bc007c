import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { EventView } from "../../bindings/EventView";
import { sentence, t } from "../../i18n";
import { formatDay } from "../../i18n/format";
import { fullName } from "../../widgets/people";
import { isLocal } from "./actions";

export interface Day {
  heading: string;
  events: readonly EventView[];
}

/** The audit trail by day, in the zone of the person, oldest first. */
export function byDay(events: readonly EventView[]): Day[] {
  const days = new Map<string, EventView[]>();
  for (const event of events) {
    const heading = formatDay(event.at);
    days.set(heading, [...(days.get(heading) ?? []), event]);
  }
  return [...days].map(([heading, list]) => ({ heading, events: list }));
}

/** What happened, in words. A kind newer than this window is shown by its own name rather than hidden. */
export function eventSentence(event: EventView, view: EnvelopeView): string {
  const person = view.recipients.find(({ id }) => id === event.recipient);
  const facts = asFacts(event.facts);
  const reason = facts["reason"] ?? "";
  const document = view.documents.find(({ id }) => id === facts["document"])?.name;
  const params = {
    ...facts,
    name: person ? fullName(person) : (facts["name"] ?? ""),
    document: document ?? facts["name"] ?? "",
  };
  const id = `event-${event.kind.replaceAll("_", "-")}`;
  const withReason = reason === "" ? null : sentence(`${id}.reason`, params);
  const here = isLocal(view) ? sentence(`${id}-here`, params) : null;
  return here ?? withReason ?? sentence(id, params) ?? t("event-other", { kind: event.kind });
}

function asFacts(value: unknown): Record<string, string | number> {
  if (typeof value !== "object" || value === null) return {};
  const plain = Object.entries(value).filter(
    ([, fact]) => typeof fact === "string" || typeof fact === "number",
  );
  return Object.fromEntries(plain) as Record<string, string | number>;
}
