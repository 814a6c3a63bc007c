/**
 * A text that is stored while it is typed. What the person sees is what they typed, never an answer that comes late and
 * would swallow their last letters; when they leave the field, it is what is stored.
 */
export class Typed {
  #typed = $state<string | null>(null);
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly stored: () => string,
    readonly store: (text: string) => Promise<unknown>,
  ) {}

  get value(): string {
    return this.#typed ?? this.stored();
  }

  type(text: string): void {
    this.#typed = text;
    this.#last = this.store(text);
  }

  async leave(): Promise<void> {
    const last = this.#last;
    await last;
    if (last === this.#last) this.#typed = null;
  }
}
