import type { OfferView } from "../../bindings/OfferView";
import { explainShort } from "../../errors/explain";
import { t } from "../../i18n";
import { rpc, toRefusal } from "../../rpc";
import { providerName } from "../../widgets/providers";

/** Asks the service, which changes nothing there; the card shows what it said. Gives what to tell where it said nothing. */
export async function askCredits({ account, provider }: OfferView): Promise<string | null> {
  try {
    const { credits, problem } = await rpc("test_account", { name: account });
    if (problem) return explainShort(problem);
    return credits === null ? t("offer-credits-none", { provider: providerName(provider) }) : null;
  } catch (thrown) {
    return explainShort(toRefusal(thrown));
  }
}
