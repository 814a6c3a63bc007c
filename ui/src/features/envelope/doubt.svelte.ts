import type { Follow } from "./follow.svelte";

/** The three answers to a sending in doubt. Two of them are asked twice: a wrong one would ask people twice, or nobody. */
export class Doubt {
  /** The answer being given. */
  answer = $state<"absent" | "none" | "there">("none");
  /** What the provider calls it, as typed. */
  remote = $state("");

  constructor(
    readonly follow: Follow,
    readonly dispatch: number,
    readonly provider: string,
  ) {}

  get canConfirm(): boolean {
    return this.remote.trim() !== "";
  }

  async ask(): Promise<void> {
    this.answer = "none";
    await this.follow.settle(this.dispatch, this.provider, { type: "ask" });
  }

  async confirmThere(): Promise<void> {
    if (!this.canConfirm) return;
    await this.#settle({ type: "sent", remote: this.remote.trim() });
  }

  async confirmAbsent(): Promise<void> {
    await this.#settle({ type: "not_sent" });
  }

  async #settle(answer: Parameters<Follow["settle"]>[2]): Promise<void> {
    if (await this.follow.settle(this.dispatch, this.provider, answer)) this.answer = "none";
  }
}
