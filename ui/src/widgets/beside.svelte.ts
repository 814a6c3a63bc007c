import { isWide, whenTurned } from "./wide";

/** A panel beside the pages: it folds in a narrow window, where it would lie over them, and comes back in a wide one. */
export class Beside {
  open = $state(isWide());
  #before = true;

  /** Folds and unfolds with the window; the answer stops it. */
  follow(): () => void {
    return whenTurned((wide) => {
      if (!wide) this.#before = this.open;
      this.open = wide && this.#before;
    });
  }
}
