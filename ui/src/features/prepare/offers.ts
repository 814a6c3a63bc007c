import type { Authentication } from "../../bindings/Authentication";
import type { Capability } from "../../bindings/Capability";
import type { DraftView } from "../../bindings/DraftView";
import type { MergeView } from "../../bindings/MergeView";
import type { OfferView } from "../../bindings/OfferView";
import type { RefusalView } from "../../bindings/RefusalView";
import { sentence, t } from "../../i18n";
import { formatList, formatPrice, formatShort } from "../../i18n/format";
import { placeOfRefusal, type Place } from "../../model/problems";
import { fullName } from "../../widgets/people";
import { isHere, offerTitle, providerName } from "../../widgets/providers";

export function isFit(offer: OfferView): boolean {
  return offer.refusals.length === 0;
}

/** The same once everybody is told its way, as they are when it is chosen. */
export function isFitOnceTold(offer: OfferView): boolean {
  return offer.refusals.every(({ code }) => code === "delivery");
}

/** What the signer will live through, one sentence per step. */
export function experience(offer: OfferView): string[] {
  if (isHere(offer)) return [t("prepare-local.what")];
  const { capability } = offer;
  const provider = providerName(offer.provider);
  return [
    t("offer-invites", { how: invites(capability), provider }),
    t("offer-code", { how: codes(capability.authentication) }),
    ...made(capability),
    t("offer-order", { how: capability.signers === "one" ? "single" : capability.routing }),
  ];
}

/** The same for a card among others: how it begins, and whether it comes in stages. */
export function inShort(offer: OfferView): string[] {
  const stages = offer.turns > 1 ? [t("offer-turns", { count: offer.turns })] : [];
  return [...experience(offer).slice(0, 2), ...stages];
}

/** Level and price, in a few words. */
export function levelAndPrice(offer: OfferView): string {
  if (isHere(offer)) return t("prepare-local.tier");
  const { tier, price_cents } = offer.capability;
  const price =
    price_cents === null
      ? t("offer-price-unknown")
      : price_cents === 0
        ? t("offer-price-none")
        : t("offer-price", { price: formatPrice(price_cents) });
  return `${t("offer-tier", { tier })} · ${price}`;
}

/** What its account can still pay for, as the service last said; empty where it has not. */
export function creditsOf({ credits, dispatches, provider }: OfferView): string {
  if (!credits) return "";
  const { left, at, standing } = credits;
  return t("offer-credits", {
    standing,
    credits: left,
    count: dispatches,
    provider: providerName(provider),
    when: formatShort(at),
  });
}

/** What to know before choosing it: how often something leaves, what the deadline means, how progress comes. */
export function consequences(offer: OfferView): string[] {
  if (isHere(offer)) return [];
  const { capability, dispatches, turns } = offer;
  const provider = providerName(offer.provider);
  return [
    ...(dispatches > turns ? [t("offer-sendings", { count: dispatches })] : []),
    ...(turns > 0 ? [t("offer-turns", { count: turns })] : []),
    t("offer-expiry", { expiry: capability.expiry, provider }),
    ...(capability.progress === "notified" ? [t("offer-progress", { provider })] : []),
  ];
}

export interface Told {
  text: string;
  place: Place;
}

/** Why the account cannot take the draft; the same reason for several people is said once. */
export function refusalsOf(offer: OfferView, view: DraftView | null): Told[] {
  const told = offer.refusals.map((refusal) => ({
    text: tellRefusal(refusal, offerTitle(offer), view),
    place: placeOfRefusal(refusal),
  }));
  return told.filter(({ text }, index) => told.findIndex((other) => other.text === text) === index);
}

/** What the repair would do. */
export function repairsOf(offer: OfferView): string[] {
  return wordsOf(offer.repairs, providerName(offer.provider));
}

/** Changes of the draft, in words. */
export function wordsOf(repairs: readonly RefusalView[], provider: string): string[] {
  const told = repairs.map(
    ({ code, params }) => sentence(`repair-${dashed(code)}`, { ...worded(params), provider }) ?? code,
  );
  return [...new Set(told)];
}

/** Why the documents cannot become one PDF. */
export function obstaclesOf({ obstacles }: MergeView, view: DraftView | null): string[] {
  return obstacles.map(({ code, params }) => {
    const document = view?.documents.find(({ id }) => id === params["document"]);
    return sentence(`obstacle-${dashed(code)}`, { name: document?.name ?? params["name"] ?? "" }) ?? code;
  });
}

function tellRefusal({ code, params }: RefusalView, account: string, view: DraftView | null): string {
  const person = view?.recipients.find(({ id }) => id === params["recipient"]);
  const document = view?.documents.find(({ id }) => id === params["document"]);
  const name = person ? fullName(person) : (document?.name ?? params["name"] ?? "");
  return sentence(`refusal-${dashed(code)}`, { ...params, account, name }) ?? code;
}

/** An option by the name people know it by; it comes by its place in an envelope file: `options.brand.color`. */
function worded(params: RefusalView["params"]): Record<string, string> {
  const { option } = params;
  if (option === undefined) return params;
  const id = `option-${dashed(option.replace(/^options\./u, "").replaceAll(".", "_"))}`;
  return { ...params, option: sentence(id) ?? option };
}

function dashed(word: string): string {
  return word.replaceAll("_", "-");
}

function invites({ delivery }: Capability): string {
  const mails = delivery.includes("provider_mails");
  const links = delivery.includes("links");
  if (mails && links) return "both";
  if (mails) return "mails";
  return links ? "links" : "here";
}

function codes(ways: readonly Authentication[]): string {
  const mail = ways.includes("email_code");
  const sms = ways.includes("sms_code");
  if (!mail && !sms) return "none";
  const kind = mail && sms ? "mail_or_sms" : mail ? "mail" : "sms";
  return ways.includes("none") ? `maybe_${kind}` : kind;
}

function made({ signature_modes: modes }: Capability): string[] {
  const [only] = modes;
  if (only === undefined) return [];
  if (modes.length === 1) return [t("offer-made", { how: only, list: "" })];
  const list = formatList(modes.map((mode) => t(`offer-made-${mode}`)));
  return [t("offer-made", { how: "several", list })];
}
