import type { AccountCheckView } from "../../bindings/AccountCheckView";
import type { ProviderId } from "../../bindings/ProviderId";
import { demo } from "../../demo.svelte";
import { explainShort } from "../../errors/explain";
import { t } from "../../i18n";
import { providerName } from "./words";

/** What a test that went well has shown, one sentence each. */
export function checkSentences(check: AccountCheckView): string[] {
  const holder = check.account === null ? [] : [t("account-check-holder", { holder: check.account })];
  const credits = check.credits === null ? [] : [t("account-check-credits", { credits: check.credits })];
  // A stand-in is neither: what it says of itself would only mislead.
  const live = demo.active ? [] : [t("account-check-live")];
  const mode = check.test_mode ? [t("account-check-trial")] : live;
  return [t("account-check-ok"), ...holder, ...credits, ...mode];
}

/** Null while the two clocks agree. */
export function clockSentence(check: AccountCheckView, provider: ProviderId): string | null {
  if (check.clock_off_seconds === null) return null;
  const minutes = Math.max(1, Math.round(Math.abs(check.clock_off_seconds) / 60));
  return t("account-check-clock", { minutes, provider: providerName(provider) });
}

/** The same in one breath, for those who hear it. */
export function spokenCheck(check: AccountCheckView, provider: ProviderId): string {
  const told = check.ok || !check.problem ? checkSentences(check).join(" ") : explainShort(check.problem);
  return [told, clockSentence(check, provider)].filter(Boolean).join(" ");
}
