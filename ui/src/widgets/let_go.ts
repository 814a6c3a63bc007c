/**
 * Attached to an image: once it has left the page, the web view lets go of its pixels. An element lives until garbage is
 * collected, which knows nothing of the megabytes behind it.
 */
export function letGo(image: HTMLImageElement): () => void {
  return () => image.removeAttribute("src");
}
