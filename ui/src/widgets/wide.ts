/** From here on the side panels stand beside the page; below, they lie over it and never stay open by themselves. */
const WIDE = "(min-width: 68.76rem)";

export function isWide(): boolean {
  return globalThis.matchMedia(WIDE).matches;
}

/** Calls back whenever the window becomes narrow; the answer stops it. */
export function whenNarrow(callback: () => void): () => void {
  const wide = globalThis.matchMedia(WIDE);
  const turn = () => {
    if (!wide.matches) callback();
  };
  wide.addEventListener("change", turn);
  return () => wide.removeEventListener("change", turn);
}
