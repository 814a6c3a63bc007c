import type { PageViewer } from "./viewer.svelte";

/** Scrolls the column while something is carried near its upper or lower edge, until it is let go. */
export class EdgeScroll {
  #frame = 0;
  #y = 0;

  /** `moved` runs after each step: what is carried is over another place now. */
  constructor(
    readonly viewer: PageViewer,
    readonly moved: () => void,
  ) {}

  over(clientY: number): void {
    this.#y = clientY;
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#step());
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #step(): void {
    this.#frame = requestAnimationFrame(() => this.#step());
    if (this.viewer.pull(this.#y)) this.moved();
  }
}
