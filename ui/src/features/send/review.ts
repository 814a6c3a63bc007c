import type { DocumentView } from "../../bindings/DocumentView";
import type { DraftRecipient } from "../../bindings/DraftRecipient";
import type { DraftView } from "../../bindings/DraftView";
import type { Language } from "../../bindings/Language";
import type { OfferView } from "../../bindings/OfferView";
import type { PassedText } from "../../bindings/PassedText";
import type { TextCarrier } from "../../bindings/TextCarrier";
import type { TextPiece } from "../../bindings/TextPiece";
import type { Tier } from "../../bindings/Tier";
import { t } from "../../i18n";
import { formatList, formatPrice } from "../../i18n/format";
import type { Size } from "../../model/geometry";
import { isWrittenIn } from "../../model/message";
import { KINDS } from "../../model/kinds";
import { groupsOf } from "../../model/routing";
import type { SketchBox } from "../../model/sketch";
import { sketchOf } from "../../sketch";
import { fullName } from "../../widgets/people";
import { isHere, providerName } from "../../widgets/providers";
import { mailWords } from "./links";

/** What is looked at before it leaves, as it was when the review began: the draft itself goes when it leaves. */
export interface Reviewing {
  view: DraftView;
  offer: OfferView;
  /** The other accounts, and what each would do with it. */
  others: readonly OfferView[];
}

/** People who are asked at the same moment. */
export interface Round {
  /** When, in words. */
  when: string;
  people: DraftRecipient[];
}

/** Who is asked when: those who act in the order of their ranks, viewers with the first, copies at the end. */
export function rounds(view: DraftView, { capability }: OfferView): Round[] {
  const groups = groupsOf(view.recipients);
  const turns = capability.signers === "one" ? groups.flat().map((person) => [person]) : groups;
  const viewers = view.recipients.filter(({ role }) => role === "viewer");
  const copies = view.recipients.filter(({ role }) => role === "carbon_copy");
  const asked = turns.map((people, index) => ({
    when:
      index === 0
        ? t("review-now")
        : t("review-after", { names: formatList((turns[index - 1] ?? []).map(fullName)) }),
    people: index === 0 ? [...people, ...viewers] : people,
  }));
  return copies.length === 0 ? asked : [...asked, { when: t("review-copy"), people: copies }];
}

/** How a person comes to know of it. */
export function invitation({ delivery, email }: DraftRecipient, { provider }: OfferView): string {
  switch (delivery) {
    case "in_person":
      return t("review-here", { provider: providerName(provider) });
    case "links":
      return t("review-link");
    case "provider_mails":
      return t("review-mail", { provider: providerName(provider), email });
  }
}

/** The code a person is asked for; null when none is. */
export function code({ authentication, mobile }: DraftRecipient): string | null {
  return authentication === "none" ? null : t("review-code", { how: authentication, mobile });
}

/** What a person has to fill, kind by kind: « 2 signatures, 1 date ». */
export function boxesOf(view: DraftView, { id }: DraftRecipient): string {
  const own = view.fields.filter(({ recipient }) => recipient === id);
  const told = KINDS.flatMap((kind) => {
    const count = own.filter((field) => field.kind === kind).length;
    return count === 0 ? [] : [t("review-kind", { kind, count })];
  });
  return told.length === 0 ? t("review-boxes-none") : formatList(told);
}

/** The words people who get a link find: one e-mail for each language, as its first reader gets it. */
export function mails(view: DraftView): Mail[] {
  const people = view.recipients.filter(({ delivery }) => delivery === "links");
  return [...new Set(people.map(({ language }) => language))].map((language) => {
    const names = people.filter((one) => one.language === language).map(fullName);
    return { language, names, ...mailWords(view, language, { name: names[0] ?? "", url: "https://…" }) };
  });
}

/** Who gets a text in a language they do not read. */
export function foreign(view: DraftView, texts: readonly PassedText[]): DraftRecipient[] {
  return view.recipients.filter(({ id, delivery, language }) => {
    if (delivery !== "links")
      return texts.some((text) => text.recipient === id && text.language !== language);
    return language !== view.language && view.message.trim() !== "" && !isWrittenIn(view, language);
  });
}

/** The same words for several people. */
export interface Passed {
  language: Language;
  carrier: TextCarrier;
  names: string[];
  pieces: TextPiece[];
}

/** The words a service hands on, those of several people together. */
export function passed(texts: readonly PassedText[], view: DraftView): Passed[] {
  const groups = new Map<string, Passed>();
  for (const { recipient, carrier, language, pieces } of texts) {
    const key = JSON.stringify([carrier, pieces]);
    const group = groups.get(key) ?? { carrier, language, names: [], pieces };
    group.names.push(nameOf(view, recipient));
    groups.set(key, group);
  }
  return [...groups.values()];
}

export interface Mail {
  language: Language;
  /** Who gets it. */
  names: string[];
  subject: string;
  body: string;
}

export interface BoxedPage {
  document: DocumentView;
  /** From 1. */
  page: number;
  size: Size;
  boxes: SketchBox[];
  /** What it shows, for those who do not see it. */
  label: string;
}

/** The pages with boxes, in order. */
export function boxedPages(view: DraftView): BoxedPage[] {
  return view.documents.flatMap((document) =>
    document.pages.flatMap((size, index) => {
      const page = index + 1;
      const fields = view.fields.filter((one) => one.document === document.id && one.placement.page === page);
      if (fields.length === 0) return [];
      const people = [...new Set(fields.map(({ recipient }) => nameOf(view, recipient)))];
      const boxes = fields.map((field) => sketchOf(view, field));
      const label = t("review-page", { name: document.name, page, people: formatList(people) });
      return [{ document, page, size, boxes, label }];
    }),
  );
}

/** How many of its people sign, or of those of them who are part of a request. */
export function signing(view: DraftView, part?: readonly DraftRecipient["id"][]): number {
  return view.recipients.filter(({ id, role }) => role === "signer" && (part?.includes(id) ?? true)).length;
}

/** What so many signatures cost, as far as anybody has published it. */
export function cost(
  view: DraftView,
  { capability, provider, test }: OfferView,
  count = signing(view),
): string[] {
  if (test || view.options.test) return [t("review-cost-test")];
  const sms = view.recipients.some(({ authentication }) => authentication === "sms_code");
  const { price_cents: cents } = capability;
  const told =
    cents === null
      ? t("review-cost-unknown", { provider: providerName(provider) })
      : t("review-cost-known", { total: formatPrice(count * cents), count, price: formatPrice(cents) });
  return sms ? [told, t("review-sms")] : [told];
}

/** What happens once it has left, in order. */
export function nextSteps(view: DraftView, offer: OfferView): string[] {
  const provider = providerName(offer.provider);
  const [first, ...later] = rounds(view, offer);
  const steps = (["provider_mails", "links", "in_person"] as const).flatMap((delivery) => {
    const names = (first?.people ?? []).filter((person) => person.delivery === delivery).map(fullName);
    if (names.length === 0) return [];
    const id = {
      in_person: "review-next-here",
      links: "review-next-links",
      provider_mails: "review-next-mails",
    } as const;
    return [t(id[delivery], { names: formatList(names), provider, count: names.length })];
  });
  const told = offer.capability.progress === "notified" ? "review-next-notices" : "review-next-follow";
  return [
    ...steps,
    ...later.map(({ when, people }) =>
      t("review-next-later", { names: formatList(people.map(fullName)), count: people.length, when }),
    ),
    ...(offer.turns > 1 ? [t("review-next-turns")] : []),
    told === "review-next-notices" ? t(told, { provider }) : t(told),
  ];
}

/** Which tier stands above which (eIDAS). */
const TIERS = { simple: 0, advanced: 1, qualified: 2 } as const satisfies Record<Tier, number>;

/** The accounts that would take this very request and make a signature of a higher tier. */
export function higher({ capability }: OfferView, others: readonly OfferView[]): OfferView[] {
  return others.filter(
    (other) =>
      !isHere(other) &&
      other.refusals.length === 0 &&
      !other.test &&
      TIERS[other.capability.tier] > TIERS[capability.tier],
  );
}

/** How many people it reaches. */
export function reached(view: DraftView): number {
  return view.recipients.length;
}

/** The name of one of its people. */
export function nameOf(view: DraftView, id: DraftRecipient["id"]): string {
  const person = view.recipients.find((one) => one.id === id);
  return person ? fullName(person) : "";
}
