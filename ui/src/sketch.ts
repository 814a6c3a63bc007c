import type { DraftView } from "./bindings/DraftView";
import type { Field } from "./bindings/Field";
import { t } from "./i18n";
import { signerLook } from "./model/signers";
import { contentOf, type SketchBox } from "./model/sketch";
import { fullName, initials } from "./widgets/people";

/** A box as it will look on a page drawn in small. */
export function sketchOf(view: DraftView, { id, kind, label, recipient, placement }: Field): SketchBox {
  const person = view.recipients.find((one) => one.id === recipient);
  const name = person ? fullName(person) : "";
  const word = t("review-blank", { kind });
  return {
    id,
    kind,
    rect: placement.rect,
    text: contentOf(kind, label, name, initials(name), word),
    ...(signerLook(view.recipients, recipient) ?? { number: 0, tone: 1, letters: "" }),
  };
}
