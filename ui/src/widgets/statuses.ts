import Ban from "@lucide/svelte/icons/ban";
import Check from "@lucide/svelte/icons/check";
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import CircleHelp from "@lucide/svelte/icons/circle-question-mark";
import Clock from "@lucide/svelte/icons/clock";
import Eye from "@lucide/svelte/icons/eye";
import Mail from "@lucide/svelte/icons/mail";
import PencilLine from "@lucide/svelte/icons/pencil-line";
import Send from "@lucide/svelte/icons/send";
import Signature from "@lucide/svelte/icons/signature";
import TimerOff from "@lucide/svelte/icons/timer-off";
import XIcon from "@lucide/svelte/icons/x";
import type { Component } from "svelte";
import type { EnvelopeStatus } from "../bindings/EnvelopeStatus";
import type { RecipientStatus } from "../bindings/RecipientStatus";
import type { MessageId, Messages } from "../i18n";

export type Tone = "accent" | "error" | "info" | "neutral" | "ok" | "warning";

export interface StatusLook {
  tone: Tone;
  icon: Component<{ size?: number | string; strokeWidth?: number; "aria-hidden"?: "true" }>;
  /** A message without variables. */
  word: Word;
}

/** Messages that need no variable: those that can be looked up by a table. */
type Word = { [K in MessageId]: Messages[K] extends never ? K : never }[MessageId];

export const DRAFT_LOOK: StatusLook = { tone: "neutral", icon: PencilLine, word: "status-draft" };

/** The same word, icon and colour for a status on every screen. */
export const ENVELOPE_LOOKS: Record<EnvelopeStatus, StatusLook> = {
  completed: { tone: "ok", icon: CircleCheck, word: "status-completed" },
  declined: { tone: "error", icon: XIcon, word: "status-declined" },
  expired: { tone: "warning", icon: TimerOff, word: "status-expired" },
  failed: { tone: "error", icon: CircleAlert, word: "status-failed" },
  in_progress: { tone: "info", icon: Signature, word: "status-in-progress" },
  sending: { tone: "neutral", icon: Clock, word: "status-sending" },
  sent: { tone: "info", icon: Send, word: "status-sent" },
  uncertain: { tone: "warning", icon: CircleHelp, word: "status-uncertain" },
  voided: { tone: "neutral", icon: Ban, word: "status-voided" },
};

export const RECIPIENT_LOOKS: Record<RecipientStatus, StatusLook> = {
  approved: { tone: "ok", icon: Check, word: "person-approved" },
  declined: { tone: "error", icon: XIcon, word: "person-declined" },
  invited: { tone: "info", icon: Mail, word: "person-invited" },
  signed: { tone: "ok", icon: Check, word: "person-signed" },
  unknown: { tone: "neutral", icon: CircleHelp, word: "person-unknown" },
  viewed: { tone: "info", icon: Eye, word: "person-viewed" },
  waiting: { tone: "neutral", icon: Clock, word: "person-waiting" },
};

/** Whoever was still waited for when a request was closed, or was never asked: nobody's turn comes any more. */
const UNSIGNED_LOOK: StatusLook = { tone: "neutral", icon: CircleHelp, word: "person-unsigned" };
const UNASKED_LOOK: StatusLook = { ...UNSIGNED_LOOK, word: "person-unasked" };
/** Nothing has left yet: nobody's turn has begun. */
const NOT_YET_LOOK: StatusLook = { ...RECIPIENT_LOOKS.waiting, word: "person-not-yet" };
const CLOSED_WITHOUT = new Set<EnvelopeStatus>(["declined", "expired", "failed", "voided"]);
const WAITED_FOR = new Set<RecipientStatus>(["invited", "viewed"]);

/** Look of a person's status within an envelope of this status. */
export function recipientLook(person: RecipientStatus, envelope: EnvelopeStatus | null): StatusLook {
  if (envelope === "sending" && person === "waiting") return NOT_YET_LOOK;
  if (envelope === null || !CLOSED_WITHOUT.has(envelope)) return RECIPIENT_LOOKS[person];
  if (person === "waiting") return UNASKED_LOOK;
  return WAITED_FOR.has(person) ? UNSIGNED_LOOK : RECIPIENT_LOOKS[person];
}

/** Sentences the program says instead of that of a status. */
const OTHER_LOOKS: Record<string, Pick<StatusLook, "icon" | "word">> = {
  "status-sent-here": { icon: PencilLine, word: "status-sent-here" },
  "status-viewed": { icon: Eye, word: "status-viewed" },
};

/**
 * Look of an envelope's status; null means a draft. Where the sentence is another one than that of the status the program says
 * so. A word newer than this window still gets an honest look.
 */
export function envelopeLook(status: EnvelopeStatus | null, word?: string | null): StatusLook {
  if (status === null) return DRAFT_LOOK;
  const look = ENVELOPE_LOOKS[status] ?? { tone: "neutral", icon: CircleHelp, word: "person-unknown" };
  return { ...look, ...OTHER_LOOKS[word ?? ""] };
}
