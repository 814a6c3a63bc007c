import type { DraftView } from "../../bindings/DraftView";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { Language } from "../../bindings/Language";
import type { RecipientView } from "../../bindings/RecipientView";
import { inLanguage, t } from "../../i18n";
import { messageIn } from "../../model/message";
import { fullName } from "../../widgets/people";

export interface Link {
  person: RecipientView;
  url: string;
}

/** The links to hand over now, in the order of the people; a person asked in several dispatches has several. */
export function linksOf(view: EnvelopeView): Link[] {
  const all = view.dispatches.flatMap(({ links }) => links);
  return view.recipients.flatMap((person) =>
    all.filter(({ recipient }) => recipient === person.id).map(({ url }) => ({ person, url })),
  );
}

/** Those whose link comes later, because it is not their turn. */
export function later(view: EnvelopeView): RecipientView[] {
  const now = new Set(linksOf(view).map(({ person }) => person.id));
  return view.recipients.filter(
    ({ id, role, status, delivery }) =>
      !now.has(id) && role === "signer" && status === "waiting" && delivery !== "provider_mails",
  );
}

/** The words that bring a link, in the language of who gets it where the window speaks it. */
export function mailWords(
  view: DraftView | EnvelopeView,
  language: Language,
  { name, url }: { name: string; url: string },
): { subject: string; body: string } {
  const text = messageIn(view, language).trim();
  const words = { name, url, title: view.title, message: text === "" ? "" : `${text}\n\n` };
  const said = (id: "mail-subject" | "mail-body") => inLanguage(language, id, words) ?? t(id, words);
  return { subject: said("mail-subject"), body: said("mail-body") };
}

/** A draft in the person's own mail program. */
export function mailDraft({ person, url }: Link, view: EnvelopeView): string {
  const { subject, body } = mailWords(view, person.language, { name: fullName(person), url });
  // RFC 6068: everything is percent-encoded, lines end in CRLF.
  const encoded = (text: string) => encodeURIComponent(text.replace(/\r?\n/g, "\r\n"));
  const to = encodeURIComponent(person.email ?? "").replaceAll("%40", "@");
  return `mailto:${to}?subject=${encoded(plain(subject))}&body=${encoded(plain(body))}`;
}

/** Marks of direction are for the screen; a mail program shows them as boxes. */
function plain(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, "");
}
