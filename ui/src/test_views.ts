import type { ActionView } from "./bindings/ActionView";
import type { Capability } from "./bindings/Capability";
import type { DispatchView } from "./bindings/DispatchView";
import type { DocumentView } from "./bindings/DocumentView";
import type { EnvelopeOptions } from "./bindings/EnvelopeOptions";
import type { EnvelopeView } from "./bindings/EnvelopeView";
import type { KioskView } from "./bindings/KioskView";
import type { OfferView } from "./bindings/OfferView";
import type { RecipientView } from "./bindings/RecipientView";
import type { HistoryRowView } from "./bindings/HistoryRowView";
import type { Sha256Digest } from "./bindings/Sha256Digest";
import type { SignatureView } from "./bindings/SignatureView";
import type { VerificationView } from "./bindings/VerificationView";
import type { Verdict } from "./bindings/Verdict";

/** A digest that repeats a pattern. */
export function digest(pattern: string): Sha256Digest {
  return pattern.repeat(64 / pattern.length) as Sha256Digest;
}

/** Answers of the program for tests, changed where a test needs it. */
export function documentView(change: Partial<DocumentView> = {}): DocumentView {
  return {
    id: "doc_1" as DocumentView["id"],
    name: "Contrat",
    sha256: digest("3f"),
    byte_size: 248_000,
    pages: [{ width: 595, height: 842 }],
    findings: [],
    signed_places: [],
    locked: false,
    ...change,
  };
}

export function historyRow(change: Partial<HistoryRowView> = {}): HistoryRowView {
  return {
    batch: null,
    standing: null,
    envelope: "env_1" as HistoryRowView["envelope"],
    draft: null,
    title: "Contrat de prestation",
    status: "in_progress",
    people: [
      { name: "Amélie Bérard", status: "signed" },
      { name: "Karim Ben Salah", status: "invited" },
    ],
    account: "local",
    documents: 1,
    to_do: false,
    changed_at: 0,
    ...change,
  };
}

export function signatureView(verdict: Verdict): SignatureView {
  const answer = verdict === "broken" ? "no" : "yes";
  const who = { signer: "Amélie Bérard", issuer: "Certigna" };
  return {
    verdict,
    signer: "Amélie Bérard",
    issuer: "Certigna",
    local_time: "12/11/2026 14:32 (UTC+1)",
    answers: [
      { question: "unchanged", answer, sentence: { id: `answer-unchanged-${answer}`, params: {} } },
      {
        question: "later_changes",
        answer: "yes",
        sentence: { id: "answer-later-allowed", params: { what: "@later-form-filling" } },
      },
      verdict === "valid"
        ? { question: "who", answer: "yes", sentence: { id: "answer-who-trusted", params: who } }
        : { question: "who", answer: "unknown", sentence: { id: "answer-who-unknown", params: who } },
    ],
    remarks: [],
    certificate: "AAAA",
    certificate_sha256: digest("a1b2"),
    self_made: false,
    own_identity: null,
    page: 2,
    went_on: false,
  };
}

export function verificationView(verdict: Verdict, sentence: string): VerificationView {
  return {
    name: "contrat.pdf",
    verdict,
    sentence: {
      id: sentence,
      params: {
        name: "Amélie Bérard",
        signer: "Amélie Bérard",
        time: "12/11/2026 14:32",
        issuer: "Certigna",
        people: "1",
        later: "no",
        changed: "several",
        pages: "2",
        last: "3",
        count: "2",
      },
    },
    unfinished: null,
    advice: [{ id: "advice-keep-original", params: {} }],
    signatures: verdict === "no_signature" ? [] : [signatureView(verdict)],
    report: { conclusion: "INDETERMINATE", signatures: [] } as unknown as VerificationView["report"],
    document: null,
    envelope: null,
    origin: null,
    acrobat: { mark: "none", sentence: { id: "verdict-acrobat-none", params: {} } },
  };
}

export function personView(id: string, change: Partial<RecipientView> = {}): RecipientView {
  return {
    id: id as RecipientView["id"],
    role: "signer",
    first_name: "Amélie",
    last_name: "Bérard",
    email: null,
    mobile: null,
    language: "fr",
    authentication: "none",
    delivery: "in_person",
    routing_order: 1,
    status: "invited",
    at: null,
    is_turn: true,
    missing_link: null,
    ...change,
  };
}

/** Something that can be done; with a reason: that cannot be done now. */
export function actionView(action: ActionView["action"], reason: string | null = null): ActionView {
  return { action, allowed: reason === null, reason };
}

export function dispatchView(change: Partial<DispatchView> = {}): DispatchView {
  return {
    number: 1,
    turn: 1,
    state: "accepted",
    remote: "tx-1",
    recipients: ["rcp_1" as RecipientView["id"]],
    links: [],
    checked_at: null,
    next_check_at: null,
    trouble: null,
    left_behind: null,
    ...change,
  };
}

export function envelopeView(change: Partial<EnvelopeView> = {}): EnvelopeView {
  return {
    id: "env_1" as EnvelopeView["id"],
    title: "Bail",
    message: "",
    status: "in_progress",
    sent_with: { provider: "local", account: "local", known: true },
    batch: null,
    options: noOptions(),
    sequential: true,
    recipients: [personView("rcp_1")],
    documents: [documentView()],
    fields: [],
    events: [{ at: 0, local_time: "", kind: "created", recipient: null, facts: {} }],
    dispatches: [],
    actions: [],
    artifacts: [],
    receipts: [],
    partly_signed: [],
    chain_intact: true,
    created_at: 0,
    ...change,
  };
}

export function noOptions(change: Partial<EnvelopeOptions> = {}): EnvelopeOptions {
  return {
    expires_at: null,
    requester_email: "",
    reminder_days: null,
    metadata: {},
    conditions: {},
    messages: {},
    notification_urls: [],
    redirect_url: null,
    brand_color: null,
    brand_logo: null,
    signature_modes: [],
    test: false,
    ...change,
  };
}

export function capability(change: Partial<Capability> = {}): Capability {
  return {
    documents: "many",
    signers: "many",
    routing: "parallel",
    placement: "coordinates",
    own_size: false,
    boxless: "refused",
    roles: ["carbon_copy", "signer"],
    field_kinds: ["signature"],
    authentication: ["email_code", "sms_code"],
    delivery: ["in_person", "links", "provider_mails"],
    progress: "polled",
    artifacts: ["audit_trail", "signed_documents"],
    remind: true,
    void: true,
    max_document_bytes: null,
    options: ["expires_at", "reminder_days", "test"],
    signature_modes: [],
    message: true,
    message_texts: "one",
    reminder_days: [],
    email: false,
    full_names: false,
    requester: true,
    notice_addresses: "one_web",
    logo_form: "picture_or_address",
    judging: "never",
    expiry: "deadline",
    tier: "simple",
    price_cents: null,
    counts_credits: false,
    names_signers: true,
    poll_seconds: 120,
    idempotent: false,
    ...change,
  };
}

/** What an account that can take the draft would do with it. */
export function offerView(change: Partial<OfferView> = {}): OfferView {
  return {
    account: "Cabinet",
    provider: "docage",
    capability: capability(),
    refusals: [],
    dispatches: 1,
    turns: 1,
    test: false,
    credits: null,
    merge: null,
    repair: null,
    repairs: [],
    ...change,
  };
}

/** The account of this computer. */
export function localOffer(change: Partial<OfferView> = {}): OfferView {
  const here: Partial<Capability> = {
    boxless: "invisible",
    authentication: ["none"],
    delivery: ["in_person"],
    options: [],
    progress: "immediate",
    routing: "groups",
  };
  return offerView({ account: "local", provider: "local", capability: capability(here), ...change });
}

/** Where face to face stands; without a change: it is off. */
export function kioskView(change: Partial<KioskView> = {}): KioskView {
  return {
    phase: "off",
    envelope: null,
    title: "",
    host_name: "",
    signer: null,
    waiting: 0,
    done: 0,
    idle_seconds: 60,
    warning_seconds: 30,
    pin_wait_seconds: 0,
    pin_set: true,
    reinforced_available: false,
    evidence: "standard",
    receipt_question: null,
    receipt: null,
    page: null,
    ...change,
  };
}
