import type { Contact } from "../bindings/Contact";
import type { DraftOperation } from "../bindings/DraftOperation";
import type { DraftRecipient } from "../bindings/DraftRecipient";
import type { DraftView } from "../bindings/DraftView";
import type { PersonLine } from "../bindings/PersonLine";
import { newRecipientId } from "./ids";
import { nextRank } from "./routing";

/** Somebody nobody knows anything about yet. */
export const NOBODY: Contact = { first_name: "", last_name: "", email: "", mobile: "", language: null };

/** People at the end of a draft's list, last in its order, told in the way the one before them is. */
export function recipientsOf(
  { language, recipients }: Pick<DraftView, "language" | "recipients">,
  contacts: readonly Contact[],
): DraftRecipient[] {
  const rank = nextRank(recipients);
  const delivery = recipients.at(-1)?.delivery ?? "in_person";
  return contacts.map((contact, index) => ({
    id: newRecipientId(),
    role: "signer",
    first_name: contact.first_name,
    last_name: contact.last_name,
    email: contact.email,
    mobile: contact.mobile,
    language: contact.language ?? language,
    authentication: "none",
    routing_order: rank === null ? null : rank + index,
    delivery,
    signature: "visible",
  }));
}

/** Whether somebody chose that this signer has no box: a box takes the choice back. */
export function signsInvisibly({ role, signature }: DraftRecipient): boolean {
  return role === "signer" && signature === "invisible";
}

/** Adds them after those who are there: one step to take back, however many they are. */
export function addRecipients(view: DraftView, people: readonly DraftRecipient[]): DraftOperation | null {
  const first = view.recipients.length;
  const operations = people.map((recipient, index) => ({
    type: "add_recipient" as const,
    recipient,
    index: first + index,
  }));
  const [only] = operations;
  if (!only) return null;
  return operations.length === 1 ? only : { type: "batch", operations };
}

/** Whoever has a name and an address. */
export type Named = Pick<Contact, "email" | "first_name" | "last_name">;

/** Whether somebody of that name and address is there already. */
export function isThere(people: readonly Named[], contact: Named): boolean {
  const key = (person: Named) =>
    [person.email, person.first_name, person.last_name].map((part) => part.trim().toLowerCase()).join("\n");
  return people.some((person) => key(person) === key(contact));
}

/** Whether a line says whom to add at all. */
export function isSomebody({ problems }: PersonLine): boolean {
  return problems.every(({ code }) => code !== "nothing_found");
}
