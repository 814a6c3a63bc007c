import type { AuthMethod } from "../../bindings/AuthMethod";
import type { AccountOption } from "../../bindings/AccountOption";
import type { AccountView } from "../../bindings/AccountView";
import type { Capability } from "../../bindings/Capability";
import type { ProviderId } from "../../bindings/ProviderId";
import { language, sentence, t } from "../../i18n";

/** The provider by the name it gives itself. */
export function providerName(provider: ProviderId): string {
  return t(`provider-${provider}`);
}

/** The account as a person calls it: `local` has no name of its own. */
export function accountName(account: AccountView): string {
  return account.settings.provider === "local" ? providerName("local") : account.name;
}

export function secretKind(auth: AuthMethod): string {
  return t(`account-auth-${auth}`);
}

/** Where the secret is found, step by step; empty where nothing is known of it. */
export function secretSteps(provider: ProviderId, auth: AuthMethod): string[] {
  return (sentence(`account-help-${provider}-${auth}`) ?? "").split("\n").filter((step) => step !== "");
}

export interface OptionWords {
  label: string;
  hint: string | undefined;
  values: { value: string; label: string }[];
}

/** An option and its values in words; what this window does not know keeps its own name. */
export function optionWords(option: AccountOption): OptionWords {
  const id = `account-option-${option.name.replaceAll("_", "-")}`;
  return {
    label: sentence(id) ?? option.name,
    hint: sentence(`${id}.hint`) ?? undefined,
    values: option.values.map((value) => ({ value, label: sentence(`${id}-${value}`) ?? value })),
  };
}

/** What a provider does, in one line, from its capability and from nothing else. */
export function capabilityLine(capability: Capability): string {
  const { authentication, delivery, documents, price_cents } = capability;
  const line = [delivery.includes("provider_mails") ? t("account-can-mails") : t("account-can-links")];
  if (authentication.includes("sms_code")) line.push(t("account-can-sms-code"));
  else if (authentication.includes("email_code")) line.push(t("account-can-email-code"));
  if (documents === "one") line.push(t("account-can-one-document"));
  if (price_cents !== null) line.push(t("account-can-price", { price: euros(price_cents) }));
  const [first = "", ...others] = line;
  return [first.charAt(0).toLocaleUpperCase(language()) + first.slice(1), ...others].join(" · ");
}

function euros(cents: number): string {
  return new Intl.NumberFormat(language(), { style: "currency", currency: "EUR" }).format(cents / 100);
}
