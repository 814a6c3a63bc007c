import type { DraftOperation } from "./bindings/DraftOperation";
import type { DraftRecipient } from "./bindings/DraftRecipient";
import type { DraftView } from "./bindings/DraftView";
import type { Error as Refusal } from "./bindings/Error";
import type { Field } from "./bindings/Field";
import type { OfferView } from "./bindings/OfferView";
import type { SavedTextView } from "./bindings/SavedTextView";
import { fakeHost, type FakeHost } from "./test_host";
import { documentView, localOffer, noOptions } from "./test_views";

export function recipient(id: string, change: Partial<DraftRecipient> = {}): DraftRecipient {
  return {
    id: id as DraftRecipient["id"],
    role: "signer",
    first_name: id.toUpperCase(),
    last_name: "Martin",
    email: "",
    mobile: "",
    language: "fr",
    authentication: "none",
    routing_order: null,
    delivery: "in_person",
    signature: "visible",
    ...change,
  };
}

export function draftView(change: Partial<DraftView> = {}): DraftView {
  const page = { width: 595, height: 842 };
  return {
    id: "drf_1" as DraftView["id"],
    title: "Contrat",
    message: "",
    language: "fr",
    documents: [documentView({ pages: [page, page, page] })],
    recipients: [recipient("ada"), recipient("bea")],
    fields: [],
    options: noOptions(),
    doubtful: [],
    refused_places: [],
    hints: [],
    problems: [],
    undo: 0,
    redo: 0,
    applied: null,
    ...change,
  };
}

export function field(id: string, change: Partial<Field> = {}): Field {
  return {
    id: id as Field["id"],
    recipient: "ada" as Field["recipient"],
    document: "doc_1" as Field["document"],
    kind: "signature",
    placement: { page: 1, rect: { x: 100, y: 200, width: 150, height: 60 } },
    label: "",
    required: true,
    group: null,
    ...change,
  };
}

/** A draft kept as the program keeps it: operations change it, undo and redo walk through what it was. */
export class FakeDraft {
  readonly operations: DraftOperation[] = [];
  readonly mergeKeys: (string | null)[] = [];
  /** What the next write answers instead. */
  refusal: Refusal | null = null;
  /** What each account would do with it. */
  offers: OfferView[] = [localOffer()];
  /** The account to begin with, where it is not the first, and the template it was used for. */
  preferred: string | null = null;
  preferredFor: string | null = null;
  /** The texts that are kept. */
  texts: SavedTextView[] = [];
  readonly host: FakeHost;
  #past: [DraftView, DraftOperation][] = [];
  #future: [DraftView, DraftOperation][] = [];

  constructor(public view: DraftView = draftView()) {
    this.host = fakeHost({
      open_draft: () => this.view,
      page_text: () => ({ runs: [] }),
      preview_box: ({ field: id }) => ({
        field: id,
        svg: `<svg xmlns="http://www.w3.org/2000/svg" id="${id}"/>`,
      }),
      detect_places: () => ({ places: [], rules: [], pages_read: 0, pages_cut: [] }),
      compare_accounts: () => ({
        problems: this.view.problems,
        offers: this.offers,
        preferred: this.preferred ?? this.offers[0]?.account ?? "",
        preferred_for: this.preferredFor,
      }),
      list_saved_texts: () => ({ texts: this.texts }),
      preview_texts: () => ({ texts: [] }),
      apply_operation: ({ operation, merge_key }) => {
        this.#refuse();
        this.operations.push(operation);
        this.mergeKeys.push(merge_key);
        this.#past.push([this.view, operation]);
        this.#future = [];
        return this.#become(applied(this.view, operation), null);
      },
      undo_operation: () => this.#walk(this.#past, this.#future),
      redo_operation: () => this.#walk(this.#future, this.#past),
    });
  }

  #walk(from: [DraftView, DraftOperation][], to: [DraftView, DraftOperation][]): DraftView {
    this.#refuse();
    const step = from.pop();
    if (!step) return this.view;
    to.push([this.view, step[1]]);
    return this.#become(step[0], step[1]);
  }

  #become(view: DraftView, operation: DraftOperation | null): DraftView {
    this.view = { ...view, undo: this.#past.length, redo: this.#future.length, applied: operation };
    return this.view;
  }

  #refuse(): void {
    const { refusal } = this;
    this.refusal = null;
    // The contract's own shape, not an exception of the language.
    // oxlint-disable-next-line no-throw-literal
    if (refusal) throw refusal;
  }
}

function applied(view: DraftView, operation: DraftOperation): DraftView {
  switch (operation.type) {
    case "add_field":
      return { ...view, fields: [...view.fields, operation.field] };
    case "add_recipient":
      return { ...view, recipients: view.recipients.toSpliced(operation.index, 0, operation.recipient) };
    case "assign_field":
      return change(view, operation.field, { recipient: operation.recipient });
    case "batch":
      return operation.operations.reduce(applied, view);
    case "confirm_field":
      return { ...view, doubtful: view.doubtful.filter((id) => id !== operation.field) };
    case "describe_field":
      return change(view, operation.field, { label: operation.label, required: operation.required });
    case "group_fields": {
      const { fields, group } = operation;
      return {
        ...view,
        fields: view.fields.map((one) => (fields.includes(one.id) ? { ...one, group } : one)),
      };
    }
    case "insert_field":
      return { ...view, fields: view.fields.toSpliced(operation.index, 0, operation.field) };
    case "move_document": {
      const moved = view.documents.filter(({ id }) => id === operation.document);
      const rest = view.documents.filter(({ id }) => id !== operation.document);
      return { ...view, documents: rest.toSpliced(operation.index, 0, ...moved) };
    }
    case "move_recipient": {
      const moved = view.recipients.filter(({ id }) => id === operation.recipient);
      const rest = view.recipients.filter(({ id }) => id !== operation.recipient);
      return { ...view, recipients: rest.toSpliced(operation.index, 0, ...moved) };
    }
    case "place_field":
      return change(view, operation.field, { placement: operation.placement });
    case "propose_places":
      return {
        ...view,
        refused_places: view.refused_places.filter((key) => !operation.places.includes(key)),
      };
    case "refuse_places":
      return { ...view, refused_places: [...view.refused_places, ...operation.places] };
    case "remove_field":
      return { ...view, fields: view.fields.filter(({ id }) => id !== operation.field) };
    case "remove_recipient":
      return { ...view, recipients: view.recipients.filter(({ id }) => id !== operation.recipient) };
    case "doubt_field":
      return { ...view, doubtful: [...view.doubtful, operation.field] };
    case "set_message":
      return { ...view, message: operation.message };
    case "set_options":
      return { ...view, options: operation.options };
    case "set_title":
      return { ...view, title: operation.title };
    case "update_recipient":
      return {
        ...view,
        recipients: view.recipients.map((one) =>
          one.id === operation.recipient.id ? operation.recipient : one,
        ),
      };
    default:
      throw new Error(`the tests do not apply ${operation.type}`);
  }
}

function change(view: DraftView, id: Field["id"], part: Partial<Field>): DraftView {
  return { ...view, fields: view.fields.map((one) => (one.id === id ? { ...one, ...part } : one)) };
}
