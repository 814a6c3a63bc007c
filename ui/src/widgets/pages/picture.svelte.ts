import { forgetEarly, isEarly, isEarlyReady } from "./early_picture";

const CALM_MS = 60;

/** Which picture of a page is shown, and which one is on its way: the old one stays until the new one is decoded. */
export class Picture {
  /** The picture on screen; null before the first. */
  shown = $state.raw<string | null>(null);
  /** The picture being loaded over it. */
  coming = $state.raw<string | null>(null);
  failed = $state(false);
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wanted = "";

  /**
   * Wants the picture at this address, once nothing changed for a moment: scrolling by and zooming ask for nothing.
   * `isFirst`: somebody is looking at an empty page that stands still; only what is laid out this instant is waited for.
   */
  want(address: string, isFirst = false): void {
    if (address === this.#wanted) return;
    this.#wanted = address;
    clearTimeout(this.#timer);
    if (isEarlyReady(address) && this.shown === null) return this.#take(address);
    if (isEarly(address)) return this.#ask();
    // The others count from when the page is laid out: what is looked at leaves before them, however long that takes.
    this.#timer = setTimeout(() => {
      if (isFirst && this.shown === null) this.#ask();
      else this.#timer = setTimeout(() => this.#ask(), CALM_MS);
    });
  }

  arrived(address: string): void {
    if (address === this.shown) forgetEarly();
    if (address !== this.coming) return;
    this.shown = address;
    this.coming = null;
    this.failed = false;
    forgetEarly();
  }

  /** A failure only shows when there is nothing better: a less sharp picture is still the page. */
  broke(address: string): void {
    if (address !== this.coming) return;
    this.coming = null;
    this.failed = this.shown === null;
  }

  /** A retry must be a new address, or the web view answers with the failure it remembers. */
  retry(): void {
    this.#attempt += 1;
    this.failed = false;
    this.#ask();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** One that is here already is on the screen with the very first frame. */
  #take(address: string): void {
    this.shown = address;
    this.coming = null;
    this.failed = false;
  }

  #ask(): void {
    const joint = this.#wanted.includes("?") ? "&" : "?";
    const address = this.#attempt === 0 ? this.#wanted : `${this.#wanted}${joint}retry=${this.#attempt}`;
    if (address === this.shown) this.coming = null;
    else this.coming = address;
  }
}
