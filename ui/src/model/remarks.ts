import type { Field } from "../bindings/Field";
import type { FieldId } from "../bindings/FieldId";
import type { ViewRect } from "../bindings/ViewRect";
import { coversText } from "./covering";
import { isInside, overlaps, type Size } from "./geometry";
import { isSmallerThan, SMALLEST } from "./kinds";

/** What is odd about where a box stands. None of it keeps a request from leaving; a person may want it so. */
export type Remark = "covers_box" | "covers_signature" | "covers_text" | "outside" | "too_small";

export interface Ground {
  /** The pages of a field's document, as far as they are known. */
  page: Size | null;
  /** Lines of printed words of its page, as far as they were read. */
  words: readonly ViewRect[];
  /** Where signatures that the document brings are seen on it. */
  signed: readonly ViewRect[];
  /** Whose name it is to hold. */
  name: string;
}

/** Boxes that only touch do not cover each other. In points. */
const TOUCH = -1;
/** The smallest letters a name is still read in, and how wide one is on average, in points. */
const SMALLEST_LETTER_WIDTH = 2.9;

/** The remarks on each box; boxes without any are left out. */
export function remarksOn(
  fields: readonly Field[],
  groundOf: (field: Field) => Ground,
): Map<FieldId, Remark[]> {
  const found = new Map<FieldId, Remark[]>();
  const byPage = new Map<string, Field[]>();
  for (const field of fields) byPage.set(pageOf(field), [...(byPage.get(pageOf(field)) ?? []), field]);
  for (const field of fields) {
    const remarks = remarksOf(field, groundOf(field), byPage.get(pageOf(field)) ?? []);
    if (remarks.length > 0) found.set(field.id, remarks);
  }
  return found;
}

function pageOf({ document, placement }: Field): string {
  return `${document} ${placement.page}`;
}

function remarksOf(field: Field, { page, words, signed, name }: Ground, others: readonly Field[]): Remark[] {
  const { kind, placement, label } = field;
  const { rect } = placement;
  const found: Remark[] = [];
  if (page && !isInside(rect, page)) found.push("outside");
  // What is ticked is often printed as a letter that looks like a square.
  if (kind !== "checkbox" && coversText(rect, words)) found.push("covers_text");
  if (others.some((other) => other.id !== field.id && overlaps(other.placement.rect, rect, TOUCH)))
    found.push("covers_box");
  if (signed.some((place) => overlaps(place, rect, TOUCH))) found.push("covers_signature");
  const room = kind === "name" ? [label, name].join(" ").trim().length * SMALLEST_LETTER_WIDTH : 0;
  if (isSmallerThan(rect, SMALLEST[kind]) || rect.width < room) found.push("too_small");
  return found;
}
