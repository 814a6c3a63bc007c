import type { Field } from "../../bindings/Field";
import { grouped } from "../../model/grouped";

/** What the boxes of one page are found by. */
export function pageKey(document: string | undefined, page: number): string {
  return `${document} ${page}`;
}

/** The boxes of each page in reading order. */
export function byPage(fields: readonly Field[]): ReadonlyMap<string, readonly Field[]> {
  const pages = grouped(fields, ({ document, placement }) => pageKey(document, placement.page));
  for (const there of pages.values()) there.sort(byPlace);
  return pages;
}

/** From the top to the bottom; what stands in one row, from left to right. The way of Tab. */
function byPlace({ placement: { rect: a } }: Field, { placement: { rect: b } }: Field): number {
  const isSameRow = Math.abs(a.y + a.height / 2 - b.y - b.height / 2) < Math.min(a.height, b.height) / 2;
  return isSameRow ? a.x - b.x : a.y - b.y;
}
