import type { DocumentView } from "../../bindings/DocumentView";
import { host } from "../../host";
import { bitmapWidth, fitComfort } from "../../model/zoom";
import { isWide } from "../wide";

/** What stands beside the pages, in root ems: the rail, the thumbnails and the panel. */
const BESIDE_REM = { wide: 17 + 9 + 20, narrow: 4 + 19 };

/** A picture that was asked for before the screen that shows it is there. */
let early: { address: string; image: HTMLImageElement } | null = null;

/**
 * Asks for the first page of a document whose screen is about to be made, as wide as it will be there: it is drawn while
 * the screen is laid out. A guess that is wrong costs one drawing more.
 */
export function askEarly(document: DocumentView | undefined): void {
  const size = document?.pages[0];
  if (!document || !size || document.locked) return;
  const em = Number.parseFloat(getComputedStyle(globalThis.document.documentElement).fontSize) || 16;
  const room = globalThis.innerWidth - em * (isWide() ? BESIDE_REM.wide : BESIDE_REM.narrow);
  const pixels = bitmapWidth(size, fitComfort(size, room), globalThis.devicePixelRatio || 1);
  const image = new Image();
  const address = host().pageUrl(document.sha256, 1, pixels, "visible");
  image.src = address;
  early = { address, image };
}

/** Whether the picture at this address is on its way already, or here. */
export function isEarly(address: string): boolean {
  return early?.address === address;
}

/** A picture is on the screen: the web view need not hold the early one for longer. */
export function forgetEarly(): void {
  early = null;
}
