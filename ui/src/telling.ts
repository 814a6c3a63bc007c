import type { Delivery } from "./bindings/Delivery";
import type { DraftOperation } from "./bindings/DraftOperation";
import type { DraftRecipient } from "./bindings/DraftRecipient";
import type { DraftView } from "./bindings/DraftView";
import type { OfferView } from "./bindings/OfferView";
import type { DraftDesk } from "./draft.svelte";
import { t } from "./i18n";
import { isToldOnPurpose, keepFollowed, keepTold, waysFollowed } from "./told";
import { isHere, providerName } from "./widgets/providers";
import { toast, toasts } from "./widgets/toasts.svelte";

type UpdateRecipient = Extract<DraftOperation, { type: "update_recipient" }>;

/** How an account tells people unless somebody says otherwise: by its own e-mails, else by links; only here it is by hand. */
export function tellingOf(offer: OfferView): Delivery {
  const ways = isHere(offer) ? [] : offer.capability.delivery;
  return (["provider_mails", "links"] as const).find((way) => ways.includes(way)) ?? "in_person";
}

/** The same for one signer: an e-mail does not reach who has only a number, a link does. */
function tellingFor({ email, mobile }: DraftRecipient, offer: OfferView): Delivery {
  const way = tellingOf(offer);
  const isUnreachable = way === "provider_mails" && email.trim() === "" && mobile.trim() !== "";
  return isUnreachable && offer.capability.delivery.includes("links") ? "links" : way;
}

const waysOf = (told: readonly UpdateRecipient[]) => new Set(told.map(({ recipient }) => recipient.delivery));

/**
 * How those who sign come to know of it, as long as nobody has said how: whoever chooses a service wants it to write to people,
 * whoever signs face to face does not.
 */
export class Telling {
  /** What was set because of an account; kept with the draft's name. */
  #ways: ReadonlySet<Delivery>;
  /** The same as is kept with the draft's name, for a web view that keeps nothing. */
  #isChosen = false;
  #done: Promise<void> = Promise.resolve();
  /** What is said of the last change, as long as it may be seen. */
  #notice: number | null = null;

  constructor(readonly desk: DraftDesk) {
    this.#ways = waysFollowed(desk.id);
  }

  /** Until everybody is told as the chosen account does it. */
  get done(): Promise<void> {
    return this.#done;
  }

  /** The person has said how: that holds the next time the draft is opened, too. */
  choose(): void {
    this.#isChosen = true;
    keepTold(this.desk.id);
  }

  /** Takes back what was said of a change: the review that follows says how people are told, and nothing lies over it. */
  quiet(): void {
    if (this.#notice !== null) toasts.dismiss(this.#notice);
    this.#notice = null;
  }

  /** Follows an account, unless it was only passed on the way to another one. */
  follow(offer: OfferView, isStill: () => boolean): void {
    this.#done = this.#done.then(async () => {
      if (isStill()) await this.#follow(offer);
    });
  }

  /** A repair with that in it, as one step. */
  within(repair: DraftOperation, view: DraftView, offer: OfferView): DraftOperation {
    const operations = repair.type === "batch" ? repair.operations : [repair];
    const mended = view.recipients.map(
      (one) =>
        operations.flatMap((done) =>
          done.type === "update_recipient" && done.recipient.id === one.id ? [done.recipient] : [],
        )[0] ?? one,
    );
    const told = this.#told(mended, offer);
    if (told.length > 0) this.#followed(told);
    return told.length === 0 ? repair : { type: "batch", operations: [...operations, ...told] };
  }

  async #follow(offer: OfferView): Promise<void> {
    let told: UpdateRecipient[] = [];
    const isChanged = await this.desk.apply((view) => {
      told = this.#told(view.recipients, offer);
      return told.length === 0 ? null : { type: "batch", operations: told };
    });
    if (!isChanged) return;
    this.#followed(told);
    const how = this.#ways.size > 1 ? "mixed" : tellingOf(offer);
    this.quiet();
    this.#notice = toast(t("all-told", { how, provider: providerName(offer.provider) }));
  }

  #followed(told: readonly UpdateRecipient[]): void {
    this.#ways = waysOf(told);
    keepFollowed(this.desk.id, this.#ways);
  }

  /** Who signs or approves told as this account does it; nobody where somebody was told another way on purpose. */
  #told(people: readonly DraftRecipient[], offer: OfferView): UpdateRecipient[] {
    const acting = people.filter(({ role }) => role === "signer" || role === "approver");
    const isOurs = ({ delivery }: DraftRecipient) => delivery === "in_person" || this.#ways.has(delivery);
    if (this.#isChosen || isToldOnPurpose(this.desk.id) || !acting.every(isOurs)) return [];
    return acting
      .map((one) => ({ before: one.delivery, recipient: { ...one, delivery: tellingFor(one, offer) } }))
      .filter(({ before, recipient }) => recipient.delivery !== before)
      .map(({ recipient }) => ({ type: "update_recipient", recipient }));
  }
}
