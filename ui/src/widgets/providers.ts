import type { OfferView } from "../bindings/OfferView";
import type { ProviderId } from "../bindings/ProviderId";
import { t } from "../i18n";

/** A provider by the name it gives itself. */
export function providerName(provider: ProviderId): string {
  return t(`provider-${provider}`);
}

/** Whether people sign in this window: what happens is known at once because it happens here. */
export function isHere(offer: OfferView): boolean {
  return offer.capability.progress === "immediate";
}

/** What an account is called on its card. */
export function offerTitle(offer: OfferView): string {
  return isHere(offer) ? t("prepare-local") : offer.account;
}
