import { tick } from "svelte";

/** Puts the focus on the screen's heading: for when the control that had it has gone with what it did. */
export async function focusHeading(): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
}
