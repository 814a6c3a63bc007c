import type { FieldKind } from "../bindings/FieldKind";
import type { ViewRect } from "../bindings/ViewRect";

/** A box on a page drawn in small: as it will look, with the mark of whose it is. */
export interface SketchBox {
  id: string;
  kind: FieldKind;
  rect: ViewRect;
  /** What will stand in it, as far as that is known. */
  text: string;
  /** Of its signer, from 1; 0 for nobody. */
  number: number;
  /** Its signer's letters; empty without a name. */
  letters: string;
  tone: number;
  /** It is not there yet. */
  coming?: boolean;
}

/** What will stand in a box: the name and the words before it are known, the rest is named in brackets. */
export function contentOf(kind: FieldKind, label: string, name: string, short: string, word: string): string {
  switch (kind) {
    case "signature":
      return name;
    case "initials":
      return short;
    case "name":
      return [label, name].filter(Boolean).join(" ");
    case "date":
    case "place":
      return [label, `[${word}]`].filter(Boolean).join(" ");
    case "text":
      return `[${label || word}]`;
    case "checkbox":
      return "";
  }
}
