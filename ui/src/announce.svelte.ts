/** How long a sentence is left alone, in milliseconds. */
export const GAP_MS = 400;

/** The window's one polite live region. Bursts are thinned out: only the last sentence of a burst is spoken. */
export class Announcer {
  text = $state("");
  #waiting: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  say(sentence: string): void {
    if (this.#timer !== null) {
      this.#waiting = sentence;
      return;
    }
    this.#speak(sentence);
  }

  #speak(sentence: string): void {
    // The same sentence twice must still be a change of text, or a screen reader stays silent.
    this.text = this.text === sentence ? `${sentence}\u00A0` : sentence;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const next = this.#waiting;
      this.#waiting = null;
      if (next !== null) this.#speak(next);
    }, GAP_MS);
  }
}

export const announcer = new Announcer();

export function announce(sentence: string): void {
  announcer.say(sentence);
}
