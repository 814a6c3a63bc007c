import type { Field } from "../bindings/Field";
import type { RecipientId } from "../bindings/RecipientId";
import type { ViewRect } from "../bindings/ViewRect";
import { fitRect, millimetres, type Size } from "./geometry";

/** From the edges of the page, and between the initials of two people. */
const MARGIN = millimetres(10, 10).width;
const GAP = millimetres(3, 3).width;

/** The pages of a document a person neither initials nor signs, from 1. */
export function pagesWithoutMark(fields: readonly Field[], person: RecipientId, pages: number): number[] {
  const marked = new Set(
    fields
      .filter(({ recipient, kind }) => recipient === person && (kind === "initials" || kind === "signature"))
      .map(({ placement }) => placement.page),
  );
  return Array.from({ length: pages }, (_, index) => index + 1).filter((page) => !marked.has(page));
}

/** Where the initials of the person of a number (from 0) stand: bottom right, one person beside the other, then above. */
export function initialsSpot(size: Size, page: Size, number: number): ViewRect {
  const [across, up] = [size.width + GAP, size.height + GAP];
  const inRow = Math.max(1, Math.floor((page.width - 2 * MARGIN + GAP) / across));
  const [column, row] = [number % inRow, Math.floor(number / inRow)];
  return fitRect(
    {
      x: page.width - MARGIN - size.width - column * across,
      y: page.height - MARGIN - size.height - row * up,
      ...size,
    },
    page,
  );
}
