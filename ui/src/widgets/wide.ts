/** From here on the side panels stand beside the page; below, they lie over it and never stay open by themselves. */
const WIDE = "(min-width: 68.76rem)";

export function isWide(): boolean {
  return globalThis.matchMedia(WIDE).matches;
}

/** Calls back whenever the window becomes wide or narrow; the answer stops it. */
export function whenTurned(callback: (wide: boolean) => void): () => void {
  const wide = globalThis.matchMedia(WIDE);
  const turn = () => callback(wide.matches);
  wide.addEventListener("change", turn);
  return () => wide.removeEventListener("change", turn);
}
