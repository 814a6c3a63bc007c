import type { Signing } from "./signing.svelte";

const CALM_MS = 250;

/** How a typed name will look, drawn by the program itself while the person types. */
export class Sketch {
  /** Complete SVG document; the last one that could be drawn. */
  svg = $state.raw<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #generation = 0;

  constructor(readonly signing: Signing) {}

  /** Draws the name once the person pauses. A name that cannot be drawn says why, in `signing.error`. */
  type(name: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(name.trim()), CALM_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#generation += 1;
  }

  async #draw(name: string): Promise<void> {
    const generation = ++this.#generation;
    const svg = name === "" ? null : await this.signing.sketch({ type: "typed", name });
    if (generation === this.#generation) this.svg = svg;
  }
}
