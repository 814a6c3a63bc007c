import type { SentenceView } from "./bindings/SentenceView";
import type { Verdict } from "./bindings/Verdict";
import { sentence, t } from "./i18n";

const TITLES: Record<Verdict, "verdict-broken" | "verdict-identity" | "verdict-none" | "verdict-valid"> = {
  broken: "verdict-broken",
  identity_to_confirm: "verdict-identity",
  no_signature: "verdict-none",
  valid: "verdict-valid",
};

/** What an amber verdict is about, where it is not who signed: the title that belongs to its sentence. */
function reason(verdict: Verdict, { id }: SentenceView): string | null {
  const title = id.replace("verdict-sentence-", "verdict-title-");
  return verdict === "identity_to_confirm" && title !== id ? sentence(title) : null;
}

/** The few words over a verdict. */
export function verdictTitle(verdict: Verdict, told: SentenceView): string {
  return reason(verdict, told) ?? t(TITLES[verdict]);
}

/** A sentence chosen by the program; an id this window does not know is shown as it is rather than hidden. */
export function tell({ id, params }: SentenceView): string {
  const told = Object.entries(params).map(([name, value]) => [name, inWords(value)]);
  return sentence(id, Object.fromEntries(told) as Record<string, string>) ?? id;
}

/** A fact may itself be a sentence: `@` and its id. */
function inWords(value: string): string {
  return value.startsWith("@") ? (sentence(value.slice(1)) ?? value) : value;
}

/** Whether an amber verdict asks for something else than who signed. */
export function isAboutMore(verdict: Verdict, told: SentenceView): boolean {
  return reason(verdict, told) !== null;
}
