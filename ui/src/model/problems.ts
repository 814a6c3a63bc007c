import type { DocumentId } from "../bindings/DocumentId";
import type { DraftProblem } from "../bindings/DraftProblem";
import type { FieldId } from "../bindings/FieldId";
import type { RefusalView } from "../bindings/RefusalView";
import type { RecipientId } from "../bindings/RecipientId";

export const STOPS = ["documents", "signers", "boxes", "send"] as const;
export type Stop = (typeof STOPS)[number];

/** The options a person can set in the window; `other` for one this page does not know. */
export type OptionPart =
  | "color"
  | "conditions"
  | "deadline"
  | "logo"
  | "message"
  | "modes"
  | "notes"
  | "notices"
  | "other"
  | "redirect"
  | "reminders"
  | "requester"
  | "test";
export type SignerPart = "authentication" | "delivery" | "email" | "mobile" | "name" | "rank" | "role";

/** Where a person goes to put a problem right. */
export type Place =
  | { at: "account" }
  | { at: "box"; field: FieldId; part?: "label" }
  | { at: "boxes"; recipient: RecipientId }
  | { at: "document"; document: DocumentId }
  | { at: "documents" }
  | { at: "options"; part: OptionPart }
  | { at: "signer"; recipient: RecipientId; part: SignerPart }
  | { at: "signers" }
  | { at: "title" };

export function placeOf(problem: DraftProblem): Place {
  switch (problem.code) {
    case "deadline_passed":
      return { at: "options", part: "deadline" };
    case "document_name_missing":
      return { at: "document", document: problem.document };
    case "duplicate_email":
    case "email_invalid":
    case "email_missing":
      return { at: "signer", recipient: problem.recipient, part: "email" };
    case "duplicate_id":
    case "no_document":
      return { at: "documents" };
    case "field_label_missing":
      return { at: "box", field: problem.field, part: "label" };
    case "field_doubtful":
    case "field_empty":
    case "field_of_unknown_document":
    case "field_of_unknown_recipient":
    case "field_outside_page":
    case "field_unsigned":
    case "page_missing":
      return { at: "box", field: problem.field };
    case "name_missing":
      return { at: "signer", recipient: problem.recipient, part: "name" };
    case "no_recipient":
    case "no_signer":
      return { at: "signers" };
    case "no_title":
      return { at: "title" };
    case "phone_invalid":
    case "phone_missing":
      return { at: "signer", recipient: problem.recipient, part: "mobile" };
    case "requester_invalid":
      return { at: "options", part: "requester" };
    case "routing_order_zero":
      return { at: "signer", recipient: problem.recipient, part: "rank" };
    case "invisible_signer_with_field":
    case "signer_without_field":
      return { at: "boxes", recipient: problem.recipient };
  }
}

/** Where a person goes when an account cannot do what is asked: what it is about is among the facts. */
export function placeOfRefusal({ code, params }: RefusalView): Place {
  const { recipient, field, document } = params;
  if (recipient !== undefined) {
    if (code === "boxless") return { at: "boxes", recipient: recipient as RecipientId };
    const part = PARTS[code] ?? "role";
    return { at: "signer", recipient: recipient as RecipientId, part };
  }
  if (field !== undefined) return { at: "box", field: field as FieldId };
  if (document !== undefined) return { at: "document", document: document as DocumentId };
  if (code === "order") return { at: "signers" };
  const option = code === "option" ? (params["option"] ?? "") : code;
  return option in OPTIONS || code === "option" || code === "signature_mode"
    ? { at: "options", part: OPTIONS[option] ?? "other" }
    : { at: "documents" };
}

const OPTIONS: Record<string, OptionPart> = {
  brand_color: "color",
  brand_logo: "logo",
  conditions: "conditions",
  expires_at: "deadline",
  logo_address: "logo",
  logo_picture: "logo",
  message: "message",
  metadata: "notes",
  notice_address: "notices",
  notice_addresses: "notices",
  notification_urls: "notices",
  redirect_address: "redirect",
  redirect_url: "redirect",
  reminder_days: "reminders",
  requester_missing: "requester",
  signature_mode: "modes",
  signature_modes: "modes",
  test: "test",
};

const PARTS: Record<string, SignerPart> = {
  authentication: "authentication",
  delivery: "delivery",
  email_missing: "email",
  name_incomplete: "name",
};

/** The stop at which a problem is counted. */
export function stopOf(problem: DraftProblem): Stop {
  const place = placeOf(problem);
  switch (place.at) {
    case "box":
    case "boxes":
      return "boxes";
    case "document":
    case "documents":
    case "title":
      return "documents";
    case "account":
    case "options":
      return "send";
    case "signer":
    case "signers":
      return "signers";
  }
}

/** Problems in the order of the stops, so that one key walks through them from left to right. */
export function inOrder(problems: readonly DraftProblem[]): DraftProblem[] {
  return problems.toSorted((a, b) => STOPS.indexOf(stopOf(a)) - STOPS.indexOf(stopOf(b)));
}

/** Whom a problem is about. */
export function personOf(problem: DraftProblem): RecipientId | null {
  return "recipient" in problem ? problem.recipient : null;
}
