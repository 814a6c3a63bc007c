import type { EnvelopeOption } from "../../bindings/EnvelopeOption";
import type { OfferView } from "../../bindings/OfferView";
import { t } from "../../i18n";
import { offerTitle } from "../../widgets/providers";
import type { Preparation } from "./preparation.svelte";

/** Under « Conditions, avis, logo… ». */
export const MORE = [
  "conditions",
  "metadata",
  "notification_urls",
  "redirect_url",
  "brand_logo",
  "signature_modes",
] as const satisfies readonly EnvelopeOption[];
/** What is folded away where the chosen account does not know it; a deadline and who asks mean something everywhere. */
const FOLDED: readonly EnvelopeOption[] = ["reminder_days", "brand_color", "test", ...MORE];

function knows(offer: OfferView | null, option: EnvelopeOption): boolean {
  return !offer || offer.capability.options.includes(option);
}

/**
 * Whether an option has a place in the panel: the account knows it, or it was set and can be taken away. Once it had a place
 * for that it keeps it: nothing vanishes under the hand that empties it.
 */
export function shows({ view, seen }: Preparation, offer: OfferView | null, option: EnvelopeOption): boolean {
  if (isSet(view?.options[option])) seen.add(option);
  return knows(offer, option) || seen.has(option);
}

/** Says so when the account does not know an option that is there, or was until it was taken away. */
export function unknown(
  { view }: Preparation,
  offer: OfferView | null,
  option: EnvelopeOption,
): string | undefined {
  if (!offer || knows(offer, option)) return undefined;
  const id = isSet(view?.options[option]) ? "options-set-unknown" : "options-unset-unknown";
  return t(id, { account: offerTitle(offer) });
}

/** The options that are folded away. */
export function lacking(preparation: Preparation, offer: OfferView | null): EnvelopeOption[] {
  return FOLDED.filter((option) => !shows(preparation, offer, option));
}

function isSet(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}
