import type { FieldKind } from "../bindings/FieldKind";
import { millimetres, type Size } from "./geometry";

/** All kinds of boxes, in the order of the palette. */
export const KINDS = [
  "signature",
  "initials",
  "date",
  "name",
  "place",
  "text",
  "checkbox",
] as const satisfies readonly FieldKind[];

/** The letter that takes the tool of a kind in hand; « l » for « lieu », because P is never far from printing. */
export const KIND_KEYS: Readonly<Record<FieldKind, string>> = {
  signature: "s",
  initials: "i",
  date: "d",
  name: "n",
  place: "l",
  text: "t",
  checkbox: "c",
};

/** Below this a box of its kind cannot be read or hit. */
export const SMALLEST: Readonly<Record<FieldKind, Size>> = {
  signature: millimetres(35, 12),
  initials: millimetres(12, 8),
  date: millimetres(20, 5),
  name: millimetres(25, 5),
  place: millimetres(20, 5),
  text: millimetres(20, 5),
  checkbox: millimetres(4, 4),
};

/** How large a box is as long as nobody drew another one of its kind. */
export const USUAL: Readonly<Record<FieldKind, Size>> = {
  signature: millimetres(60, 22),
  initials: millimetres(18, 10),
  date: millimetres(35, 7),
  name: millimetres(60, 7),
  place: millimetres(50, 7),
  text: millimetres(80, 8),
  checkbox: millimetres(5, 5),
};

/** What the label of a box is: words printed before what stands in it, what the signer is asked, or nothing at all. */
export function labelUse(kind: FieldKind): "asked" | "none" | "printed" {
  switch (kind) {
    case "checkbox":
    case "text":
      return "asked";
    case "date":
    case "name":
    case "place":
      return "printed";
    case "initials":
    case "signature":
      return "none";
  }
}

/** Whether the signer has to say what goes into it; the rest is known, or is what signing is. */
export function isAsked(kind: FieldKind): boolean {
  return kind === "checkbox" || kind === "place" || kind === "text";
}

/** A box to tick may as well be left; everything else is asked for because somebody needs it. */
export function isRequiredAtFirst(kind: FieldKind): boolean {
  return kind !== "checkbox";
}

export function isSmallerThan(one: Size, other: Size): boolean {
  const forgiven = 0.5;
  return one.width < other.width - forgiven || one.height < other.height - forgiven;
}
