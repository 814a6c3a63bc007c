import type { Error as Refusal } from "../bindings/Error";
import { sentence, t } from "../i18n";
import { PRESENTATIONS, type Presentation } from "./presentations";

export interface Explanation {
  tone: Presentation["tone"];
  what: string;
  meaning: string;
  next: string;
}

/** The first three of an error's four parts, as sentences; the fourth, the detail, is the error's own. */
export function explain(error: Refusal): Explanation {
  const presentation = PRESENTATIONS[error.code];
  return {
    tone: presentation.tone,
    what: sentence(error.message, error.params) ?? t(presentation.title as "trouble-internal"),
    meaning:
      sentence(`${error.message}.meaning`, error.params) ??
      t(presentation.meaning as "trouble-internal.meaning"),
    next: sentence(`${error.message}.next`, error.params) ?? t(presentation.next as "trouble-internal.next"),
  };
}

/** What happened and what to do, in one line: for lists and toasts. */
export function explainShort(error: Refusal): string {
  const { what, next } = explain(error);
  return `${what} ${next}`;
}
