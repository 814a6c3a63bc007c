import type { PageSizeView } from "../../bindings/PageSizeView";
import type { Sha256Digest } from "../../bindings/Sha256Digest";
import { host } from "../../host";
import { bitmapWidth, fitComfort } from "../../model/zoom";
import { isWide } from "../wide";

/** What stands beside the pages, in root ems: the rail, the thumbnails and the panel. */
const BESIDE_REM = { wide: 17 + 9 + 20, narrow: 4 + 19 };

/** A picture that was asked for before the screen that shows it is there. */
interface Early {
  address: string;
  /** Held, so that the web view does not let go of the picture. */
  image: HTMLImageElement;
  isReady: boolean;
}

let early: Early | null = null;

/**
 * Asks for the first page of a document whose screen is about to be made, as wide as it will be there: it is drawn while
 * a person decides, or the screen is laid out. A guess that is wrong costs one drawing more.
 */
export function askEarly(sha256: Sha256Digest, size: PageSizeView): void {
  const em = Number.parseFloat(getComputedStyle(globalThis.document.documentElement).fontSize) || 16;
  const room = globalThis.innerWidth - em * (isWide() ? BESIDE_REM.wide : BESIDE_REM.narrow);
  const pixels = bitmapWidth(size, fitComfort(size, room), globalThis.devicePixelRatio || 1);
  const address = host().pageUrl(sha256, 1, pixels, "visible");
  if (early?.address === address) return;
  const image = new Image();
  const asked = { address, image, isReady: false };
  early = asked;
  image.addEventListener("load", () => void decoded(image).then(() => (asked.isReady = true)));
  image.src = address;
}

/** A picture that cannot be decoded ahead is decoded when it is painted. */
function decoded(image: HTMLImageElement): Promise<void> {
  return image.decode().catch(() => {});
}

/** Whether the picture at this address is on its way already, or here. */
export function isEarly(address: string): boolean {
  return early?.address === address;
}

/** Whether it is here, to be painted at once. */
export function isEarlyReady(address: string): boolean {
  return early?.address === address && early.isReady;
}

/** A picture is on the screen, or will never be: the web view need not hold the early one for longer. */
export function forgetEarly(): void {
  early = null;
}
