import type { Delivery } from "../../bindings/Delivery";
import type { DraftOperation } from "../../bindings/DraftOperation";
import type { DraftRecipient } from "../../bindings/DraftRecipient";
import type { DraftView } from "../../bindings/DraftView";
import type { OfferView } from "../../bindings/OfferView";
import type { DraftDesk } from "../../draft.svelte";
import { t } from "../../i18n";
import { isHere, providerName } from "../../widgets/providers";
import { toast } from "../../widgets/toasts.svelte";

/** How an account tells people unless somebody says otherwise: by its own e-mails, else by links; only here it is by hand. */
export function tellingOf(offer: OfferView): Delivery {
  const ways = isHere(offer) ? [] : offer.capability.delivery;
  return (["provider_mails", "links"] as const).find((way) => ways.includes(way)) ?? "in_person";
}

/**
 * How those who sign come to know of it, as long as nobody has said how: whoever chooses a service wants it to write to people,
 * whoever signs face to face does not.
 */
export class Telling {
  /** What was set because of an account. */
  #way: Delivery = "in_person";
  #isChosen = false;
  #done: Promise<void> = Promise.resolve();

  constructor(readonly desk: DraftDesk) {}

  /** Until everybody is told as the chosen account does it. */
  get done(): Promise<void> {
    return this.#done;
  }

  /** The person has said how. */
  choose(): void {
    this.#isChosen = true;
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
    const way = tellingOf(offer);
    const told = this.#told(mended, way);
    if (told.length > 0) this.#way = way;
    return told.length === 0 ? repair : { type: "batch", operations: [...operations, ...told] };
  }

  async #follow(offer: OfferView): Promise<void> {
    const way = tellingOf(offer);
    const isChanged = await this.desk.apply((view) => {
      const operations = this.#told(view.recipients, way);
      return operations.length === 0 ? null : { type: "batch", operations };
    });
    if (!isChanged) return;
    this.#way = way;
    toast(t("all-told", { how: way, provider: providerName(offer.provider) }));
  }

  /** The signers told this way; nobody where somebody was told another way on purpose. */
  #told(people: readonly DraftRecipient[], way: Delivery): DraftOperation[] {
    const signers = people.filter(({ role }) => role === "signer");
    const isOurs = ({ delivery }: DraftRecipient) => delivery === this.#way || delivery === "in_person";
    if (this.#isChosen || !signers.every(isOurs)) return [];
    return signers
      .filter(({ delivery }) => delivery !== way)
      .map((one) => ({ type: "update_recipient", recipient: { ...one, delivery: way } }));
  }
}
