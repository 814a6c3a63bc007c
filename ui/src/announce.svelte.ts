/** How long a sentence is left alone, in milliseconds. */
export const GAP_MS = 400;

/** The window's one polite live region. Bursts are thinned out: only the last sentence of a burst is spoken. */
export class Announcer {
  text = $state("");
  /** The same for ourselves: an effect that says something must not follow what is said, and say it again. */
  #spoken = "";
  #waiting: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  say(sentence: string): void {
    if (this.#timer !== null) {
      this.#waiting = sentence;
      return;
    }
    this.#speak(sentence);
  }

  /** What follows from something that was said, or is about to be: it displaces nothing. */
  add(sentence: string): void {
    this.say(this.#waiting === null ? sentence : inARow(this.#waiting, sentence));
  }

  #speak(sentence: string): void {
    // The same sentence twice must still be a change of text, or a screen reader stays silent.
    this.#spoken = this.#spoken === sentence ? `${sentence}\u00A0` : sentence;
    this.text = this.#spoken;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const next = this.#waiting;
      this.#waiting = null;
      if (next !== null) this.#speak(next);
    }, GAP_MS);
  }
}

/** Sentences one after the other, whether or not they end with a stop of their own. */
export function inARow(...sentences: readonly string[]): string {
  return sentences.map((one) => one.replace(/\.$/u, "")).join(". ");
}

export const announcer = new Announcer();

export function announce(sentence: string): void {
  announcer.say(sentence);
}
