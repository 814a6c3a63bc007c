import Award from "@lucide/svelte/icons/award";
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import CircleDashed from "@lucide/svelte/icons/circle-dashed";
import CircleQuestionMark from "@lucide/svelte/icons/circle-question-mark";
import CircleX from "@lucide/svelte/icons/circle-x";
import FileX from "@lucide/svelte/icons/file-x";
import Lock from "@lucide/svelte/icons/lock";
import ShieldCheck from "@lucide/svelte/icons/shield-check";
import ShieldX from "@lucide/svelte/icons/shield-x";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import type { Component } from "svelte";
import type { AcrobatMark } from "../../bindings/AcrobatMark";
import type { Answer } from "../../bindings/Answer";
import type { SentenceView } from "../../bindings/SentenceView";
import type { SignatureKind } from "../../bindings/SignatureKind";
import type { SignatureView } from "../../bindings/SignatureView";
import type { Verdict } from "../../bindings/Verdict";
import { isAboutMore } from "../../verdict_title";

type Icon = Component<{ size?: number | string; strokeWidth?: number; "aria-hidden"?: "true" }>;

export interface VerdictLook {
  tone: "ok" | "warning" | "error" | "neutral";
  icon: Icon;
  /** The same in one or two words, for a signature among several. */
  word:
    | "verify-word-broken"
    | "verify-word-doubt"
    | "verify-word-identity"
    | "verify-word-none"
    | "verify-word-valid";
}

/** Amber, and not because of who signed. */
const DOUBT_LOOK: VerdictLook = { tone: "warning", icon: CircleAlert, word: "verify-word-doubt" };

export const VERDICT_LOOKS: Record<Verdict, VerdictLook> = {
  broken: { tone: "error", icon: ShieldX, word: "verify-word-broken" },
  identity_to_confirm: { tone: "warning", icon: CircleAlert, word: "verify-word-identity" },
  no_signature: { tone: "neutral", icon: CircleDashed, word: "verify-word-none" },
  valid: { tone: "ok", icon: ShieldCheck, word: "verify-word-valid" },
};

/** How the verdict of a row with this sentence looks. */
export function rowLook(verdict: Verdict, told: SentenceView): VerdictLook {
  return isAboutMore(verdict, told) ? DOUBT_LOOK : VERDICT_LOOKS[verdict];
}

/**
 * How the verdict of one signature looks. It names who signed only where nothing weightier is open: what was signed, what came
 * later, a certificate that does not serve.
 */
export function signatureLook({ verdict, answers }: SignatureView): VerdictLook {
  const isOpen = (["unchanged", "later_changes"] as const).some(
    (question) => (answerTo(answers, question) ?? "yes") !== "yes",
  );
  const isAboutMore =
    isOpen || answerTo(answers, "who") === "yes" || answerTo(answers, "certificate") === "no";
  return verdict === "identity_to_confirm" && isAboutMore ? DOUBT_LOOK : VERDICT_LOOKS[verdict];
}

/** Whether recognising the signer's certificate says anything new: the signature holds, and who made it is what is open. */
export function canTrust({ verdict, answers, certificate }: SignatureView): boolean {
  if (verdict !== "identity_to_confirm" || certificate === null) return false;
  const [holds, who, serves] = (["unchanged", "who", "certificate"] as const).map((question) =>
    answerTo(answers, question),
  );
  // A certificate that was revoked, or is for something else, is no better for being recognised.
  return holds === "yes" && who === "unknown" && serves !== "no";
}

function answerTo(answers: SignatureView["answers"], asked: keyof typeof QUESTIONS): Answer | null {
  return answers.find(({ question }) => question === asked)?.answer ?? null;
}

/** A file among several that cannot be read. */
const UNREADABLE_LOOK = { tone: "error", icon: FileX, word: "verify-word-unreadable" } as const;

/** How a file among several that was not judged looks: one that has a password wants it, no more. */
export function unjudgedLook({ id }: SentenceView) {
  return { ...UNREADABLE_LOOK, ...(id === "error-password-needed" && LOCKED_LOOK) };
}
const LOCKED_LOOK = { tone: "warning", icon: Lock, word: "verify-word-locked" } as const;

/** What Acrobat shows over a document. */
export const ACROBAT_LOOKS: Record<
  AcrobatMark,
  {
    tone: "ok" | "warning" | "error" | "info" | "neutral";
    icon: Icon;
    word: `verify-acrobat-${AcrobatMark}`;
  }
> = {
  certified: { tone: "info", icon: Award, word: "verify-acrobat-certified" },
  invalid: { tone: "error", icon: CircleX, word: "verify-acrobat-invalid" },
  none: { tone: "neutral", icon: CircleDashed, word: "verify-acrobat-none" },
  problems: { tone: "warning", icon: TriangleAlert, word: "verify-acrobat-problems" },
  unknown: { tone: "neutral", icon: CircleQuestionMark, word: "verify-acrobat-unknown" },
  valid: { tone: "ok", icon: CircleCheck, word: "verify-acrobat-valid" },
};

export const QUESTIONS = {
  unchanged: "verify-question-unchanged",
  later_changes: "verify-question-later-changes",
  who: "verify-question-who",
  when: "verify-question-when",
  certificate: "verify-question-certificate",
} as const;
type Question = (typeof QUESTIONS)[keyof typeof QUESTIONS] | "verify-question-authority";

/** Its sentence; a timestamp is no signature of a person. */
export function questionId(question: string, kind: SignatureKind): Question | null {
  if (question === "who" && kind === "document_timestamp") return "verify-question-authority";
  return Object.hasOwn(QUESTIONS, question) ? QUESTIONS[question as keyof typeof QUESTIONS] : null;
}

/** What is heard before the sentence of an answer: « yes » and « no » are none to « since then? », « who? » and « when? ». */
export function answerWord(question: string, answer: Answer): Answer | null {
  if (question === "unchanged" || question === "certificate") return answer;
  return answer === "unknown" && question !== "later_changes" ? answer : null;
}

/** How an answer looks: a « yes » is always the good news, whatever the question. */
export const ANSWER_TONES: Record<Answer, "ok" | "warning" | "error"> = {
  no: "error",
  unknown: "warning",
  yes: "ok",
};
