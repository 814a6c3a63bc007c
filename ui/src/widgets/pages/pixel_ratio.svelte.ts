/** Device pixels per CSS pixel of the monitor the window is on; follows it to another monitor. */
class PixelRatio {
  value = $state(globalThis.devicePixelRatio || 1);

  constructor() {
    this.#watch();
  }

  #watch(): void {
    const query = globalThis.matchMedia?.(`(resolution: ${this.value}dppx)`);
    query?.addEventListener?.(
      "change",
      () => {
        this.value = globalThis.devicePixelRatio || 1;
        this.#watch();
      },
      { once: true },
    );
  }
}

export const pixelRatio = new PixelRatio();
