import type { DocumentView } from "./bindings/DocumentView";
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
    locked: false,
    ...change,
  };
}

export function historyRow(change: Partial<HistoryRowView> = {}): HistoryRowView {
  return {
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
    ],
    certificate: "AAAA",
    certificate_sha256: digest("a1b2"),
    self_made: false,
    page: 2,
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
      },
    },
    advice: [{ id: "advice-keep-original", params: {} }],
    signatures: verdict === "no_signature" ? [] : [signatureView(verdict)],
    report: { conclusion: "INDETERMINATE" } as unknown as VerificationView["report"],
    document: null,
    envelope: null,
  };
}
