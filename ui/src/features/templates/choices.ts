import type { DocumentId } from "../../bindings/DocumentId";
import type { RecipientId } from "../../bindings/RecipientId";
import { t } from "../../i18n";
import { fullName } from "../../widgets/people";

/** What a template can be made of: a draft, or what was sent. */
export interface Whole {
  title: string;
  recipients: readonly {
    id: RecipientId;
    first_name: string;
    last_name: string;
    email: string | null;
  }[];
  documents: readonly { id: DocumentId; name: string }[];
}

export interface PersonChoice {
  id: RecipientId;
  /** As they are shown in the list. */
  name: string;
  /** Somebody else each time. */
  asked: boolean;
  /** The word for whoever it is. */
  word: string;
}

export interface DocumentChoice {
  id: DocumentId;
  name: string;
  asked: boolean;
}

/** People are others each time, but for the one whose computer it is; documents are the same. */
export function choicesOf(
  view: Whole,
  host: string,
): { people: PersonChoice[]; documents: DocumentChoice[] } {
  const me = host.trim().toLowerCase();
  const people = view.recipients.map((person, index) => {
    const word = t("template-save-default", { place: index + 1 });
    const name = fullName(person);
    return { id: person.id, name: name || word, asked: me === "" || name.toLowerCase() !== me, word };
  });
  return { people, documents: view.documents.map(({ id, name }) => ({ id, name, asked: false })) };
}

/** With the word for each; without one they are called as they are in the list. */
export function askedPeople(people: readonly PersonChoice[]): Record<RecipientId, string> {
  const asked = people.filter((person) => person.asked);
  return Object.fromEntries(asked.map(({ id, name, word }) => [id, word.trim() || name]));
}

export function askedDocuments(documents: readonly DocumentChoice[]): DocumentId[] {
  return documents.filter(({ asked }) => asked).map(({ id }) => id);
}
