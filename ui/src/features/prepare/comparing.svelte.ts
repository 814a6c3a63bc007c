import { tick } from "svelte";
import type { OfferView } from "../../bindings/OfferView";
import { t } from "../../i18n";
import { formatList } from "../../i18n/format";
import { useQuery, type Query } from "../../query.svelte";
import { offerTitle } from "../../widgets/providers";
import { isFitOnceTold } from "./offers";
import type { Preparation } from "./preparation.svelte";

/** What each account would do with the draft, asked anew after each change. To be made while a component is made. */
export class Comparing {
  readonly query: Query<"compare_accounts">;
  #waiting: (() => void)[] = [];

  constructor(readonly preparation: Preparation) {
    this.query = useQuery("compare_accounts", () =>
      preparation.sending ? null : { draft: preparation.desk.id },
    );
    $effect(() => {
      if (this.query.loading) return;
      for (const resolve of this.#waiting) resolve();
      this.#waiting = [];
    });
  }

  get offers(): readonly OfferView[] {
    return this.query.data?.offers ?? [];
  }

  /** Until everybody is told as the account does it, and the account has been asked about the draft as it is then. */
  async settled(): Promise<void> {
    await this.preparation.telling.done;
    if (this.query.loading) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    await tick();
  }

  /** Changes the draft for an account. Which others could take it and no longer do is said, with a way back. */
  async suit({ account }: OfferView, change: () => Promise<boolean>): Promise<void> {
    const { desk } = this.preparation;
    const before = this.offers.filter((other) => other.account !== account && isFitOnceTold(other));
    const steps = desk.view?.undo ?? 0;
    if (!(await change())) return;
    await this.settled();
    const names = new Set(before.map((other) => other.account));
    const lost = this.offers.filter((other) => names.has(other.account) && !isFitOnceTold(other));
    if (lost.length === 0) return;
    const others = formatList(lost.map((other) => t("review-quoted", { account: offerTitle(other) })));
    desk.offerUndo(t("offer-adapted-others", { account, others }), steps);
  }
}
