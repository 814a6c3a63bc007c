import type { BoxAnswer } from "../../bindings/BoxAnswer";
import type { EntryFaultView } from "../../bindings/EntryFaultView";
import type { EntryView } from "../../bindings/EntryView";
import type { Error as Refusal } from "../../bindings/Error";
import type { FieldId } from "../../bindings/FieldId";
import { t } from "../../i18n";

/** One box beside the signature, as its signer fills it in. */
export class Entry {
  text = $state("");
  ticked = $state(false);
  /** Why it cannot be filled like this. */
  fault = $state.raw<Refusal | null>(null);

  constructor(readonly view: EntryView) {
    this.text = view.text;
  }

  get id(): FieldId {
    return this.view.field.id;
  }

  /** What is asked, in the words of whoever prepared the document, or by the kind of box. */
  get label(): string {
    const { kind, label } = this.view.field;
    return label.trim() || (isWritten(kind) ? t(`sign-kind-${kind}`) : "");
  }

  get required(): boolean {
    return this.view.field.required;
  }

  /** What a box shows, for those who do not see it. */
  get said(): string {
    const { kind } = this.view.field;
    if (kind !== "checkbox") return `${this.label} ${this.text}`.trim();
    return t(this.ticked ? "sign-entry-ticked" : "sign-entry-unticked", { label: this.label });
  }
}

/** What a person writes and ticks beside their signature. */
export class Entries {
  readonly all: readonly Entry[];

  constructor(views: readonly EntryView[]) {
    this.all = views.map((view) => new Entry(view));
  }

  get asked(): readonly Entry[] {
    return this.all.filter(({ view }) => view.asked);
  }

  get known(): readonly Entry[] {
    return this.all.filter(({ view }) => !view.asked);
  }

  /** What the program writes, each once: a date in two places is one date. */
  get knownOnce(): readonly Entry[] {
    const alike = (one: Entry) => `${one.view.field.kind} ${one.text}`;
    return this.known.filter((entry, at, all) => all.findIndex((one) => alike(one) === alike(entry)) === at);
  }

  /** What a box is called where it is asked for: numbered where others are called the same. */
  nameOf(entry: Entry): string {
    const alike = this.asked.filter(({ label }) => label === entry.label);
    return alike.length > 1 ? `${entry.label} (${alike.indexOf(entry) + 1})` : entry.label;
  }

  /** What the program writes by itself, as it is called. */
  get written(): string[] {
    return labels(this.known);
  }

  /** What the person may write and tick, as it is called: before they have, nobody knows whether they will. */
  get offered(): string[] {
    return labels(this.asked);
  }

  get answers(): BoxAnswer[] {
    return this.asked.map(({ id: field, text, ticked }) => ({ field, text: text.trim(), ticked }));
  }

  of(id: FieldId): Entry | null {
    return this.all.find((entry) => entry.id === id) ?? null;
  }

  /** Puts what keeps a box from being filled beside it. */
  take(faults: readonly EntryFaultView[]): void {
    for (const entry of this.all) {
      entry.fault = faults.find(({ field }) => field === entry.id)?.error ?? null;
    }
  }
}

/** Each once. */
function labels(entries: readonly Entry[]): string[] {
  return [...new Set(entries.map(({ label }) => label).filter(Boolean))];
}

type Kind = EntryView["field"]["kind"];
type Written = Exclude<Kind, "initials" | "signature">;

export function isWritten(kind: Kind): kind is Written {
  return kind !== "initials" && kind !== "signature";
}
