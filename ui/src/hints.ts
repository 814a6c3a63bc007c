import type { DraftHint } from "./bindings/DraftHint";
import type { DraftRecipient } from "./bindings/DraftRecipient";
import type { DraftView } from "./bindings/DraftView";
import type { RecipientId } from "./bindings/RecipientId";
import { t } from "./i18n";
import { fullName } from "./widgets/people";

/** Something to look at again about one person. */
export interface Hint {
  text: string;
  /** The field it is about. */
  part: "email" | "mobile" | "name";
  /** What puts it right, where the program knows. */
  fix: Partial<DraftRecipient> | null;
}

/** Everything that may be wrong with a draft's people, each with the person it is about. */
export function allHints(view: DraftView): { person: RecipientId; hint: Hint }[] {
  return view.hints.map((hint) => ({ person: hint.recipient, hint: tell(view, hint) }));
}

export function hintsOf(view: DraftView, id: RecipientId): Hint[] {
  return view.hints.filter((hint) => hint.recipient === id).map((hint) => tell(view, hint));
}

function tell({ recipients }: DraftView, hint: DraftHint): Hint {
  const other = "other" in hint ? recipients.findIndex((one) => one.id === hint.other) : -1;
  switch (hint.code) {
    case "email_typo": {
      const { suggestion } = hint;
      return { text: t("hint-email-typo", { suggestion }), part: "email", fix: { email: suggestion } };
    }
    case "phone_form": {
      const { suggestion } = hint;
      return { text: t("hint-phone-form", { suggestion }), part: "mobile", fix: { mobile: suggestion } };
    }
    case "phone_unlikely":
      return { text: t("hint-phone-unlikely"), part: "mobile", fix: null };
    case "same_person":
      return { text: t("hint-same-person", { place: other + 1 }), part: "name", fix: null };
    case "same_phone": {
      const same = recipients[other];
      return { text: t("hint-same-phone", { name: same ? fullName(same) : "" }), part: "mobile", fix: null };
    }
  }
}
