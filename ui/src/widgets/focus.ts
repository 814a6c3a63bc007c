import { tick } from "svelte";

/** Puts the focus on the screen's heading: for when the control that had it has gone with what it did. */
export async function focusHeading(): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
}

/**
 * Puts the focus where a screen that has come begins, unless something of it has it: as long as the sheet it came from was
 * there, nothing outside could take it, and with the sheet it went.
 */
export function keepFocus(): () => void {
  const frame = requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const first = document.querySelector<HTMLElement>("main [data-autofocus]");
    if (first) first.focus({ preventScroll: true });
    else void focusHeading();
  });
  return () => cancelAnimationFrame(frame);
}
