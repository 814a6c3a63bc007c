/** The lines of a text that say something, without the spaces around them. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Whether a signer's browser can be led there. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/u.test(text);
}
