import type { ActionView } from "../../bindings/ActionView";
import type { ArtifactView } from "../../bindings/ArtifactView";
import type { DispatchView } from "../../bindings/DispatchView";
import type { EnvelopeAction } from "../../bindings/EnvelopeAction";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { RecipientId } from "../../bindings/RecipientId";
import { sentence, t } from "../../i18n";
import { formatList } from "../../i18n/format";
import { fullName } from "../../widgets/people";
import { providerName } from "../../widgets/providers";

/** In the order in which they stand. What became of a doubt and sending again have panels of their own. */
const SHOWN = [
  "refresh",
  "remind",
  "download",
  "import_notice",
  "import_signed",
  "void",
  "say_gone",
] as const;
export type ShownAction = (typeof SHOWN)[number];
/**
 * Everything happens in this window: asking elsewhere has no meaning, so there is nothing to explain. Nor about what nobody
 * needs as long as a request can be cancelled.
 */
const MEANINGLESS = new Set(["action-reason-in-person", "action-reason-void-instead"]);

const FINAL = "action-reason-final";

export interface Action {
  action: ShownAction;
  /** Why not; null when it can be done. */
  reason: string | null;
}

/**
 * What stands under « Actions »: also what cannot be done, with the reason; once the request is closed, only what can be:
 * there is nothing to wait for any more.
 */
export function shownActions(view: EnvelopeView): Action[] {
  const isFinal = view.actions.some(({ reason }) => reason === FINAL);
  return SHOWN.flatMap((action) => {
    const found = view.actions.find((one) => one.action === action);
    if (!found || (found.reason !== null && MEANINGLESS.has(found.reason))) return [];
    if (isFinal && !found.allowed) return [];
    // What has not left is stopped where it says so.
    if (action === "void" && isStillHere(view)) return [];
    return [{ action, reason: found.allowed ? null : tellReason(found, view) }];
  });
}

/** What can be done first, then what cannot: those with the same reason together, so that it is said once. */
export function groupedActions(view: EnvelopeView): { reason: string | null; actions: ShownAction[] }[] {
  const all = shownActions(view);
  const reasons = [...new Set(all.map(({ reason }) => reason))].toSorted(
    (a, b) => Number(b === null) - Number(a === null),
  );
  return reasons.map((reason) => ({
    reason,
    actions: all.filter((one) => one.reason === reason).map(({ action }) => action),
  }));
}

export function isAllowed(view: EnvelopeView, action: EnvelopeAction): boolean {
  return view.actions.some((one) => one.action === action && one.allowed);
}

function tellReason({ reason }: ActionView, view: EnvelopeView): string {
  return sentence(reason ?? "", { account: accountOf(view) }) ?? t("trouble-refused");
}

export function accountOf(view: EnvelopeView): string {
  return view.sent_with?.account ?? "";
}

/** The provider by its name; empty before anything was sent. */
export function providerOf(view: EnvelopeView): string {
  return view.sent_with ? providerName(view.sent_with.provider) : "";
}

/** When it was made of its draft, which may have been begun long before. */
export function createdAt({ created_at, events }: EnvelopeView): number {
  return events.find(({ kind }) => kind === "created")?.at ?? created_at;
}

/** What came back, without what stands among the documents already: the signed files of a request that is done. */
export function resultsOf({ artifacts, documents, status }: EnvelopeView): ArtifactView[] {
  if (status !== "completed") return artifacts;
  return artifacts.filter(({ sha256 }) => documents.every((document) => document.sha256 !== sha256));
}

/** Whom it went through: provider and account, once where they have the same name. */
export function sentThrough(view: EnvelopeView): string {
  return [...new Set([providerOf(view), accountOf(view)])].join(" · ");
}

/** Whether people sign in this window. */
export function isLocal(view: EnvelopeView): boolean {
  return view.sent_with === null || view.sent_with.provider === "local";
}

export function linkOf(view: EnvelopeView, id: RecipientId): string | null {
  const links = view.dispatches.flatMap((dispatch) => dispatch.links);
  return links.find(({ recipient }) => recipient === id)?.url ?? null;
}

/** How many links wait to be handed over; the page of somebody who sits here is opened beside their name. */
export function linkCount(view: EnvelopeView): number {
  const here = new Set(view.recipients.filter((one) => one.delivery === "in_person").map(({ id }) => id));
  return view.dispatches.flatMap(({ links }) => links).filter(({ recipient }) => !here.has(recipient)).length;
}

export function inState(view: EnvelopeView, state: DispatchView["state"]): DispatchView[] {
  return view.dispatches.filter((dispatch) => dispatch.state === state);
}

/** Whom a dispatch asks, by name. */
export function peopleOf(view: EnvelopeView, { recipients }: DispatchView): string {
  return formatList(view.recipients.filter(({ id }) => recipients.includes(id)).map(fullName));
}

/** Written down and due, and still here: it waits for the network. */
export function queued(view: EnvelopeView): DispatchView | null {
  if (isOver(view)) return null;
  return inState(view, "pending").find(({ next_check_at }) => next_check_at !== null) ?? null;
}

/** Whether nothing of a request that waits for the network has left: nobody knows of it but this computer. */
export function isStillHere(view: EnvelopeView): boolean {
  return queued(view) !== null && view.dispatches.every(({ state }) => state === "pending");
}

/** Later turns, waiting for those before. */
export function waitingTurns(view: EnvelopeView): number[] {
  if (isOver(view)) return [];
  const waiting = inState(view, "pending").filter(({ next_check_at }) => next_check_at === null);
  return [...new Set(waiting.map(({ turn }) => turn))].toSorted((a, b) => a - b);
}

function isOver({ status }: EnvelopeView): boolean {
  return status !== "sending" && status !== "sent" && status !== "in_progress" && status !== "uncertain";
}
