import type { Contact } from "../../bindings/Contact";
import type { DocumentId } from "../../bindings/DocumentId";
import type { DraftView } from "../../bindings/DraftView";
import type { FileToImport } from "../../bindings/FileToImport";
import type { RecipientId } from "../../bindings/RecipientId";
import type { TemplateView } from "../../bindings/TemplateView";
import { keepAsked } from "../../asked";
import { rpc } from "../../rpc";
import { keepTold } from "../../told";
import { ContactSearch } from "../contacts/contact_search.svelte";

/** A template on its way to a request: only what changes is asked for. */
export class Filling {
  title = $state("");
  people = $state.raw<Readonly<Record<RecipientId, Contact>>>({});
  files = $state.raw<Readonly<Record<DocumentId, string>>>({});
  /** The fields in which those who are asked for are typed. */
  readonly searches: ReadonlyMap<RecipientId, ContactSearch>;

  constructor(readonly template: TemplateView) {
    this.title = template.title;
    const asked = template.people.filter((person) => person.asked !== null);
    this.searches = new Map(
      asked.map(({ recipient }) => [
        recipient,
        new ContactSearch({ onchoose: (contact) => this.choose(recipient, contact) }),
      ]),
    );
  }

  /** Takes what is still typed in the fields; whose nobody can be made of, or null when there is no such field. */
  async takeTyped(): Promise<RecipientId | null> {
    for (const [recipient, search] of this.searches) if (!(await search.enter())) return recipient;
    return null;
  }

  choose(recipient: RecipientId, contact: Contact): void {
    this.people = { ...this.people, [recipient]: contact };
  }

  forget(recipient: RecipientId): void {
    const { [recipient]: _, ...rest } = this.people;
    this.people = rest;
  }

  bring(document: DocumentId, path: string): void {
    this.files = { ...this.files, [document]: path };
  }

  /** The new request; who is still missing is asked for there. */
  async create(): Promise<DraftView> {
    const files = Object.entries(this.files) as [DocumentId, string][];
    const documents: Record<DocumentId, FileToImport> = Object.fromEntries(
      files.map(([id, path]) => [id, { path, password: null }]),
    );
    const { title, people, template } = this;
    const draft = await rpc("use_template", {
      template: template.id,
      title,
      people: { ...people },
      documents,
    });
    // The template says how they are asked.
    keepTold(draft.id);
    keepAsked(
      draft.id,
      Object.fromEntries(template.people.map(({ recipient, asked }) => [recipient, asked ?? ""])),
    );
    return draft;
  }
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
