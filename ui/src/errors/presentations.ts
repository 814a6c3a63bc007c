import type { Code } from "../bindings/Code";
import type { MessageId } from "../i18n/keys";

export interface Presentation {
  tone: "error" | "warning" | "info";
  /** What happened, in a few words. */
  title: MessageId;
  /** What it means for the document, when the sentence itself (`<id>.meaning`) does not say it. */
  meaning: MessageId;
  /** What to do, when the sentence itself (`<id>.next`) does not say it. */
  next: MessageId;
}

/** Total: a new code in Rust does not compile here until somebody has decided how it looks. */
export const PRESENTATIONS: Record<Code, Presentation> = {
  cancelled: present("info", "cancelled"),
  documentUnreadable: present("error", "unreadable"),
  draftIncomplete: present("warning", "incomplete"),
  internal: present("error", "internal"),
  notFound: present("warning", "not-found"),
  passwordNeeded: present("info", "password"),
  provider: present("error", "provider"),
  refused: present("warning", "refused"),
  storage: present("error", "storage"),
  uncertain: present("warning", "uncertain"),
};

export function isKnownCode(code: string): code is Code {
  return Object.hasOwn(PRESENTATIONS, code);
}

type Kind =
  | "cancelled"
  | "unreadable"
  | "incomplete"
  | "internal"
  | "not-found"
  | "password"
  | "provider"
  | "refused"
  | "storage"
  | "uncertain";

function present(tone: Presentation["tone"], kind: Kind): Presentation {
  return { tone, title: `trouble-${kind}`, meaning: `trouble-${kind}.meaning`, next: `trouble-${kind}.next` };
}
