const SIGNS_OF_LIFE = ["input", "keydown", "pointerdown", "pointermove", "scroll", "wheel"];

/** Nobody there any more: first a question, then the lock. Any sign of life begins anew. */
export class Idle {
  /** Seconds until the lock while the question is shown; null when somebody is there. */
  left = $state<number | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Both in seconds. */
  constructor(
    readonly calm: number,
    readonly warning: number,
    readonly onlock: () => void,
  ) {}

  /** Watches the window until the answer is called. */
  watch(): () => void {
    const alive = () => this.alive();
    for (const name of SIGNS_OF_LIFE) window.addEventListener(name, alive, { capture: true, passive: true });
    this.stay();
    return () => {
      clearTimeout(this.#timer);
      for (const name of SIGNS_OF_LIFE) window.removeEventListener(name, alive, { capture: true });
    };
  }

  /** A sign of life. While the question stands, only an answer counts: a pointer that is bumped is nobody. */
  alive(): void {
    if (this.left === null) this.stay();
  }

  /** Somebody is there. */
  stay(): void {
    this.left = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(this.warning), this.calm * 1000);
  }

  #ask(seconds: number): void {
    this.left = seconds;
    if (seconds <= 0) return this.onlock();
    this.#timer = setTimeout(() => this.#ask(seconds - 1), 1000);
  }
}
