import { announce } from "../../announce.svelte";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import { explainShort } from "../../errors/explain";
import { t } from "../../i18n";
import type { Screen } from "../../navigation.svelte";
import type { Refusal } from "../../rpc";
import { toast } from "../../widgets/toasts.svelte";
import { linksOf } from "./links";

/** Says how the sending ended, with the way there for who is elsewhere by now (`open`). What was written down and went wrong all the same is explained on its page. */
export function tellSent(
  { title, status, status_word }: EnvelopeView,
  refusal: Refusal | null,
  open?: () => void,
): void {
  const action = open ? { action: { label: t("send-open"), run: open } } : {};
  // The page of a sending in doubt says all there is to say.
  if (refusal?.code === "uncertain" && !open) announce(explainShort(refusal));
  else if (refusal) toast(explainShort(refusal), { tone: "error", ...action });
  else if (status === "sending") toast(t("send-queued", { title }), action);
  else
    toast(t(status_word === "status-sent-here" ? "send-done-here" : "send-done", { title }), {
      tone: "ok",
      ...action,
    });
}

/** Where the person goes: to sign here, to hand links over, or to the request. */
export function screenAfter(view: EnvelopeView): Screen {
  const { id: envelope, sent_with, recipients } = view;
  const first = recipients.find((one) => one.is_turn && one.role === "signer");
  if (sent_with?.provider === "local" && first) return { name: "hosting", envelope };
  const handed = linksOf(view).some(({ person }) => person.delivery !== "in_person");
  return { name: handed ? "handover" : "envelope", envelope };
}
