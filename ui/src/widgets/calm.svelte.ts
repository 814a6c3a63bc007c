import { untrack } from "svelte";

/** Whether the main button, a finger or a pen is pressed somewhere in the window. */
class Pointer {
  held = $state(false);

  constructor() {
    if (typeof window === "undefined") return;
    const press = ({ button }: PointerEvent) => (this.held ||= button === 0);
    // The click comes with the release, before anything that was put off may move what is clicked.
    const release = () => void setTimeout(() => (this.held = false));
    window.addEventListener("pointerdown", press, { capture: true });
    for (const name of ["pointerup", "pointercancel", "dragend"])
      window.addEventListener(name, release, { capture: true });
    // A window that is left hears of no release.
    window.addEventListener("blur", ({ target }) => target === window && release());
  }
}

export const pointer = new Pointer();

/**
 * What `read` answers, kept as it was while a pointer is pressed. A press often ends the writing in a field: what comes of
 * that, an error or a hint above the button that is pressed, would move the button away before it is let go, and the click
 * would be lost.
 */
export function calm<T>(read: () => T): { readonly now: T } {
  let last = untrack(read);
  const now = $derived.by(() => {
    const fresh = read();
    if (!pointer.held) last = fresh;
    return last;
  });
  return {
    get now() {
      return now;
    },
  };
}
