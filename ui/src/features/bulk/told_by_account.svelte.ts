import { untrack } from "svelte";
import type { OfferView } from "../../bindings/OfferView";
import { DraftDesk } from "../../draft.svelte";
import { useQuery } from "../../query.svelte";
import { Telling } from "../../telling";
import type { BulkDesk } from "./bulk.svelte";

/** The people of the request a table makes, told as the table's account does it unless somebody said how. */
export class ToldByAccount {
  /** Until everybody is told that way and the table has been looked at anew: nothing leaves meanwhile. */
  busy = $state(false);
  readonly #draft: DraftDesk;
  readonly #telling: Telling;
  #turn = 0;

  /** Made while the screen starts; `isBegun`: the table stands on the account it is to stand on. */
  constructor(
    readonly table: BulkDesk,
    isBegun: () => boolean,
  ) {
    this.#draft = new DraftDesk(table.draft);
    this.#telling = new Telling(this.#draft);
    const offers = useQuery("compare_accounts", () => ({ draft: table.draft }));
    $effect(() => this.#draft.follow());
    // Whichever came first, the account or the table.
    $effect(() => {
      const offer = offers.data?.offers.find(({ account }) => account === table.account);
      if (offer && isBegun()) untrack(() => void this.#follow(offer));
    });
  }

  /** Takes back what was said of a change: nothing lies over the review that follows. */
  quiet(): void {
    this.#telling.quiet();
  }

  async #follow(offer: OfferView): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    await this.#draft.open();
    const before = this.#draft.view?.recipients;
    this.#telling.follow(offer, () => this.table.account === offer.account);
    await this.#telling.done;
    if (this.#draft.view?.recipients !== before) await this.table.verify();
    if (turn === this.#turn) this.busy = false;
  }
}
