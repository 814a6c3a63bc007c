import type { BatchView } from "../../bindings/BatchView";
import type { OfferView } from "../../bindings/OfferView";
import { rpc, toRefusal } from "../../rpc";
import type { Preparation } from "./preparation.svelte";

/** Whether each document leaves in a request of its own: said of one account, as long as there are several documents. */
export class Separating {
  #account = $state<string | null>(null);

  constructor(readonly preparation: Preparation) {}

  get on(): boolean {
    const { account, view } = this.preparation;
    return this.#account === account && (view?.documents.length ?? 0) > 1;
  }

  /** Switches between that and one request, with this account. */
  toggle(offer: OfferView): void {
    this.#account = this.on && this.#account === offer.account ? null : offer.account;
    this.preparation.choose(offer);
  }

  /** Sends one request for each document; null with the reason in the preparation's `refusal`. */
  async send(): Promise<BatchView | null> {
    const { preparation } = this;
    if (preparation.sending) return null;
    preparation.sending = true;
    preparation.refusal = null;
    const { account, desk } = preparation;
    try {
      return await desk.own(() => rpc("send_separate", { draft: desk.id, account }));
    } catch (thrown) {
      preparation.refusal = toRefusal(thrown);
      preparation.sending = false;
      return null;
    }
  }
}
