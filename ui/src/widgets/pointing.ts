/** How wide and high whatever is pressed should be, in CSS pixels: WCAG 2.5.8, and for a finger what its pad covers. */
const LEAST_PX = 24;
const LEAST_FOR_FINGERS_PX = 44;

export function leastTarget(): number {
  const isCoarse = typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;
  return isCoarse ? LEAST_FOR_FINGERS_PX : LEAST_PX;
}
