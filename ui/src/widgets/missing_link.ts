import type { EnvelopeView } from "../bindings/EnvelopeView";
import type { RecipientView } from "../bindings/RecipientView";
import { t } from "../i18n";

/** What is said of the link of somebody who is asked now and for whom none came; null where nothing is missing. */
export function missingLink(view: EnvelopeView, person: RecipientView): string | null {
  const { dispatches, sent_with, status, actions } = view;
  const open =
    sent_with !== null && sent_with.provider !== "local" && (status === "sent" || status === "in_progress");
  const asked = person.role === "signer" && (person.status === "invited" || person.status === "viewed");
  const out = dispatches.some((one) => one.state === "accepted" && one.recipients.includes(person.id));
  const has = dispatches.some(({ links }) => links.some(({ recipient }) => recipient === person.id));
  if (!open || !asked || !out || has || person.delivery === "provider_mails") return null;
  const never = actions.some(
    ({ action, reason }) => action === "refresh" && reason === "action-reason-no-poll",
  );
  return t(never ? "link-missing-never" : "link-missing-yet", { account: sent_with.account });
}
