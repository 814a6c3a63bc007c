import type { OfferView } from "../../bindings/OfferView";
import { DraftDesk } from "../../draft.svelte";
import { Telling } from "../../telling";
import type { BulkDesk } from "./bulk.svelte";

/** The people of the request a table makes, told as the table's account does it unless somebody said how. */
export class ToldByAccount {
  /** Until everybody is told that way and the table has been looked at anew: nothing leaves meanwhile. */
  busy = $state(false);
  readonly #draft: DraftDesk;
  readonly #telling: Telling;
  #turn = 0;

  constructor(readonly table: BulkDesk) {
    this.#draft = new DraftDesk(table.draft);
    this.#telling = new Telling(this.#draft);
  }

  /** Follows the draft while the screen is there; the answer stops it. */
  open(): () => void {
    void this.#draft.open();
    return this.#draft.follow();
  }

  async follow(offer: OfferView): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    await this.#draft.open();
    const before = this.#draft.view?.recipients;
    this.#telling.follow(offer, () => this.table.account === offer.account);
    await this.#telling.done;
    if (this.#draft.view?.recipients !== before) await this.table.verify();
    if (turn === this.#turn) this.busy = false;
  }

  /** Takes back what was said of a change: nothing lies over the review that follows. */
  quiet(): void {
    this.#telling.quiet();
  }
}
