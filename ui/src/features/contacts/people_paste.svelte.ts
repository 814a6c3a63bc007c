import type { Contact } from "../../bindings/Contact";
import type { PeopleSource } from "../../bindings/PeopleSource";
import type { PersonLine } from "../../bindings/PersonLine";
import type { PersonProblem } from "../../bindings/PersonProblem";
import { announce } from "../../announce.svelte";
import { t } from "../../i18n";
import { isSomebody, isThere, type Named } from "../../model/recipients";
import { rpc, toRefusal, type Refusal } from "../../rpc";

/** A line as it was understood, and whether it is taken. */
export interface Candidate {
  line: PersonLine;
  contact: Contact;
  known: boolean;
  /** The same person stands further up in the text. */
  repeated: boolean;
  /** Nobody else is in the same line: its number says who is meant. */
  alone: boolean;
  taken: boolean;
}

/** Several people at once: what was pasted, what was understood of it, and who of them is taken. */
export class PeoplePaste {
  text = $state("");
  candidates = $state.raw<readonly Candidate[]>([]);
  refusal = $state.raw<Refusal | null>(null);
  /** Something was read, be it nobody. */
  asked = $state(false);
  #generation = 0;

  /** Those who are there already are not taken twice. */
  constructor(readonly people: () => readonly Named[]) {}

  get taken(): Contact[] {
    return this.candidates.filter(({ taken }) => taken).map(({ contact }) => contact);
  }

  async type(text: string): Promise<void> {
    this.text = text;
    if (text.trim() === "") {
      this.#generation += 1;
      this.candidates = [];
      this.asked = false;
      return;
    }
    await this.#read({ from: "text", text });
  }

  async open(path: string): Promise<void> {
    this.text = "";
    await this.#read({ from: "file", path });
  }

  take(candidate: Candidate, taken: boolean): void {
    this.candidates = this.candidates.map((one) => (one === candidate ? { ...one, taken } : one));
  }

  /** First and last names the other way round, for all: nobody could tell them apart. */
  swap(): void {
    this.candidates = this.candidates.map((one) => {
      const { first_name, last_name } = one.contact;
      return { ...one, contact: { ...one.contact, first_name: last_name, last_name: first_name } };
    });
  }

  async #read(source: PeopleSource): Promise<void> {
    const generation = ++this.#generation;
    try {
      const { people } = await rpc("read_people", { source });
      if (generation !== this.#generation) return;
      this.refusal = null;
      this.#show(people);
    } catch (thrown) {
      if (generation !== this.#generation) return;
      this.refusal = toRefusal(thrown);
      this.candidates = [];
      this.asked = false;
    }
  }

  #show(lines: readonly PersonLine[]): void {
    const there = this.people();
    const seen = new Set<string>();
    this.candidates = lines.map((line) => {
      const { contact } = line;
      const key = `${contact.email.toLowerCase()} ${contact.first_name} ${contact.last_name}`;
      const known = isThere(there, contact);
      const repeated = seen.has(key);
      seen.add(key);
      const alone = lines.filter((other) => other.line === line.line).length === 1;
      const taken = isSomebody(line) && !known && !repeated && !isDoubtful(line);
      return { line, contact, known, repeated, alone, taken };
    });
    this.asked = true;
    announce(t("people-paste-understood", { count: lines.filter(isSomebody).length }));
  }
}

/** Neither a name nor an address one could write to: nobody is added unasked. */
function isDoubtful({ problems }: PersonLine): boolean {
  return ["email_invalid", "name_missing"].every((code) => problems.some((one) => one.code === code));
}

/** What is said of somebody who is there already, and of an address that is none. */
export interface Notes {
  known: string;
  email: string;
}

/** What is to be said about a line, if anything. */
export function noteOf({ line, known, repeated, alone }: Candidate, notes: Notes): string {
  const there = known ? [notes.known] : repeated ? [t("people-paste-twice")] : [];
  const wrong = line.problems.map((one) => (one.code === "email_invalid" ? notes.email : tellPerson(one)));
  const what = [...there, ...wrong].join(" ");
  if (!alone || what === "") return what;
  return isSomebody(line)
    ? t("people-paste-line.note", { line: line.line, what })
    : t("people-paste-line.left", { line: line.line, text: line.text, what });
}

/** What is wrong with what somebody gave of a person. */
export function tellPerson(problem: PersonProblem): string {
  switch (problem.code) {
    case "email_invalid":
      return t("person-email-invalid");
    case "email_missing":
      return t("person-email-missing");
    case "language_unknown":
      return t("person-language-unknown", { word: problem.word });
    case "name_missing":
      return t("person-name-missing");
    case "nothing_found":
      return t("person-nothing-found");
    case "phone_invalid":
      return t("person-phone-invalid");
  }
}
