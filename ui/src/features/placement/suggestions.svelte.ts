import { tick } from "svelte";
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { Detection } from "../../bindings/Detection";
import type { DraftRecipient } from "../../bindings/DraftRecipient";
import type { Field } from "../../bindings/Field";
import type { FieldKind } from "../../bindings/FieldKind";
import type { Place } from "../../bindings/Place";
import type { PrintedRule } from "../../bindings/PrintedRule";
import type { RecipientId } from "../../bindings/RecipientId";
import type { Sha256Digest } from "../../bindings/Sha256Digest";
import type { ViewRect } from "../../bindings/ViewRect";
import { announce } from "../../announce.svelte";
import { t } from "../../i18n";
import { overlaps, type Point } from "../../model/geometry";
import { grouped } from "../../model/grouped";
import { newFieldId } from "../../model/ids";
import { isRequiredAtFirst, labelUse } from "../../model/kinds";
import { addField, together } from "../../model/operations";
import type { Sheet } from "../../model/page_list";
import { signsInvisibly } from "../../model/recipients";
import { rpc } from "../../rpc";
import type { Placement } from "./placement.svelte";

/** A place to sign that was found in a document, as long as nobody has taken or dismissed it. */
export interface Suggestion {
  key: string;
  sheet: Sheet;
  place: Place;
}

const NO_SUGGESTIONS: readonly Suggestion[] = [];
const NO_RULES: readonly PrintedRule[] = [];

/** Places to sign found in the documents: shown dashed, placed only when a person says so. */
export class Suggestions {
  /** How often documents are being looked through at this moment. */
  #looks = $state(0);
  /** How many places there were before the first of them began. */
  #before = 0;
  readonly #found = new SvelteMap<Sha256Digest, Detection>();
  readonly #dismissed = new SvelteSet<string>();
  readonly #asked = new Set<Sha256Digest>();
  readonly #open = $derived.by(() => this.#openByPage());
  readonly #all = $derived([...this.#open.values()].flat());
  readonly #rules = $derived.by(() => this.#rulesByPage());

  constructor(readonly placement: Placement) {}

  /** Whether documents are being looked through. */
  get looking(): boolean {
    return this.#looks > 0;
  }

  /** Looks through the documents that were not looked through yet, and says how many places there are. */
  async look(): Promise<void> {
    const open = (this.placement.view?.documents ?? []).filter(
      ({ sha256, locked }) => !locked && !this.#asked.has(sha256),
    );
    if (open.length === 0) return;
    // All at once: another look that begins meanwhile must not read them again.
    for (const { sha256 } of open) this.#asked.add(sha256);
    if (!this.looking) this.#before = this.all.length;
    this.#looks += 1;
    for (const { sha256 } of open) {
      try {
        this.#found.set(sha256, await rpc("detect_places", { sha256 }));
      } catch {
        // A document nothing is found in still takes boxes.
      }
    }
    this.#looks -= 1;
    if (this.looking) return;
    const more = this.all.length - this.#before;
    if (more > 0) announce(t("placement-found-said", { count: more }));
  }

  /** Everything that can still be placed, through all documents. */
  get all(): readonly Suggestion[] {
    return this.#all;
  }

  /** What can still be placed on a page. */
  on(sheet: Sheet): readonly Suggestion[] {
    return this.#open.get(sheet.index) ?? NO_SUGGESTIONS;
  }

  /** The lines of a page that are printed to write on. */
  rules(sheet: Sheet): readonly PrintedRule[] {
    const sha256 = this.placement.view?.documents[sheet.document]?.sha256;
    return (sha256 && this.#rules.get(sha256)?.get(sheet.page)) || NO_RULES;
  }

  /** Whose box it becomes: a tag says so, else the signer who is chosen. */
  signerOf({ place }: Suggestion): DraftRecipient | null {
    const { signers, signer } = this.placement;
    return (place.signer === null ? null : signers[place.signer - 1]) ?? signer;
  }

  /** What the proposals of a page are called: by the words beside them, and where that leaves several alike, numbered. */
  names(suggestions: readonly Suggestion[]): string[] {
    const names = suggestions.map((one) => this.#nameOf(one));
    return names.map((name, at) => {
      const count = names.filter((other) => other === name).length;
      const place = names.slice(0, at + 1).filter((other) => other === name).length;
      return count === 1 ? name : t("placement-found-alike", { name, place, count });
    });
  }

  /**
   * By the index of the page, in the order of the pages. Boxes take places where they stand: one in the hand takes none
   * yet, and nothing here is looked at again while it moves.
   */
  #openByPage(): ReadonlyMap<number, Suggestion[]> {
    const { placement } = this;
    const open = new Map<number, Suggestion[]>();
    for (const [at, { sha256 }] of (placement.view?.documents ?? []).entries()) {
      const pages = grouped(this.#found.get(sha256)?.places ?? [], ({ page }) => page);
      for (const [page, places] of [...pages].toSorted(([one], [other]) => one - other)) {
        const sheet = placement.viewer.list.find(at, page);
        if (!sheet) continue;
        const taken = placement.standing(sheet).map((field) => field.placement.rect);
        const left = places
          .filter(({ kind }) => placement.tools.takes(kind))
          .map((place) => ({ key: keyOf(sha256, place), sheet, place }))
          .filter(
            ({ key, place }) =>
              !this.#dismissed.has(key) && !taken.some((rect) => overlaps(rect, place.rect)),
          );
        if (left.length > 0) open.set(sheet.index, left);
      }
    }
    return open;
  }

  #rulesByPage(): ReadonlyMap<Sha256Digest, ReadonlyMap<number, readonly PrintedRule[]>> {
    return new Map(
      [...this.#found].map(([sha256, { rules }]) => [sha256, grouped(rules, ({ page }) => page)]),
    );
  }

  #nameOf(suggestion: Suggestion): string {
    const { sheet, place } = suggestion;
    const person = this.signerOf(suggestion);
    const words = {
      page: sheet.page,
      name: person ? this.placement.nameOf(person.id) : "",
      kind: place.kind,
      why: place.clue,
      field: place.text ?? "",
    };
    // A tag is not for people, and the name of a form field is said already.
    const isSaid = place.text === null || place.clue === "text_tag" || place.clue === "form_field";
    return isSaid
      ? t("placement-found-box", words)
      : t("placement-found-beside", { box: t("placement-found-box", words), words: words.field });
  }

  async accept(suggestion: Suggestion): Promise<void> {
    const { sheet, place } = suggestion;
    const wanted = { tool: place.kind, label: labelOf(place) };
    await this.placement.tools.add(sheet, place.rect, this.signerOf(suggestion), wanted);
  }

  /** What « place all » places: a printed square may be anybody's, and is taken one by one. */
  get sure(): Suggestion[] {
    return this.all.filter(({ place }) => place.clue !== "square");
  }

  /** The document's own signature fields that are empty, by the names they have in it. */
  get formFields(): Suggestion[] {
    return this.all.filter(({ place }) => place.clue === "form_field");
  }

  /** Everything at once, one step to take back. Who has no box yet comes first, in order. */
  async acceptAll(): Promise<void> {
    const { placement } = this;
    const all = this.sure;
    if (placement.signers.length === 0) return placement.nobody();
    const people = this.#shareOut(all);
    const fields = all.flatMap(({ sheet, place }, index): Field[] => {
      const document = placement.view?.documents[sheet.document];
      const recipient = people[index];
      if (!document || !recipient) return [];
      const where = { page: sheet.page, rect: place.rect };
      return [
        {
          id: newFieldId(),
          recipient,
          document: document.id,
          kind: place.kind,
          placement: where,
          label: labelOf(place),
          required: isRequiredAtFirst(place.kind),
          group: null,
        },
      ];
    });
    const [first] = fields;
    if (!first || !(await placement.desk.apply(together(fields.map(addField))))) return;
    announce(t("placement-found-placed", { count: fields.length }));
    await placement.focus(first.id);
  }

  /** The person does not want this one; the focus goes to the next. */
  async dismiss(suggestion: Suggestion): Promise<void> {
    const before = this.all.findIndex(({ key }) => key === suggestion.key);
    this.#dismissed.add(suggestion.key);
    const rest = this.all;
    announce(t("placement-found-left", { count: rest.length }));
    const next = rest[Math.min(before, rest.length - 1)];
    if (next) await this.show(next);
    else this.#focus(`[data-boxes="${suggestion.sheet.index}"]`);
  }

  dismissAll(): void {
    for (const { key } of this.all) this.#dismissed.add(key);
    announce(t("placement-found-left", { count: 0 }));
  }

  /** Brings one into view and puts the focus on it; without one, the first. */
  async show(suggestion: Suggestion | undefined = this.all[0]): Promise<void> {
    if (!suggestion) return;
    this.placement.viewer.reveal(suggestion.sheet, suggestion.place.rect);
    await tick();
    this.#focus(`[data-suggestion="${suggestion.key}"]`);
  }

  /** Who signs where first, and then the rest: a date belongs to the signature it stands by. */
  #shareOut(all: readonly Suggestion[]): (RecipientId | null)[] {
    const marks = this.#shareOutMarks(all.filter(({ place }) => isMark(place.kind)));
    return all.map((one) => {
      const own = marks.get(one) ?? this.#numbered(one);
      return own ?? this.#besideMark(one, marks) ?? this.#someone?.id ?? null;
    });
  }

  /** Numbered tags keep their signer, one role is one person, the others go to those who sign nothing yet, then to the chosen. */
  #shareOutMarks(marks: readonly Suggestion[]): Map<Suggestion, RecipientId | null> {
    const { signers, view } = this.placement;
    const signed = (view?.fields ?? []).filter(({ kind }) => isMark(kind));
    const boxed = signers.filter((one) => !signsInvisibly(one));
    const waiting = boxed.filter(({ id }) => signed.every(({ recipient }) => recipient !== id));
    const byRole = new Map<string, RecipientId>();
    const shared = new Map<Suggestion, RecipientId | null>();
    for (const one of marks) {
      const { role } = one.place;
      const known = this.#numbered(one) ?? (role === null ? undefined : byRole.get(role));
      const at = waiting.findIndex((person) => known === undefined || person.id === known);
      const [next] = at < 0 ? [] : waiting.splice(at, 1);
      const id = known ?? next?.id ?? this.#someone?.id ?? null;
      if (role !== null && id) byRole.set(role, id);
      shared.set(one, id);
    }
    return shared;
  }

  /** The signer who is chosen; never one who shall have no box while another may. */
  get #someone(): DraftRecipient | null {
    const { signers, signer } = this.placement;
    if (signer && !signsInvisibly(signer)) return signer;
    return signers.find((one) => !signsInvisibly(one)) ?? signer;
  }

  #numbered({ place }: Suggestion): RecipientId | null {
    return place.signer === null ? null : (this.placement.signers[place.signer - 1]?.id ?? null);
  }

  /** The person whose mark is nearest on the page; columns count more than rows: parties stand side by side. */
  #besideMark({ sheet, place }: Suggestion, marks: Map<Suggestion, RecipientId | null>): RecipientId | null {
    const there = this.placement.on(sheet).filter(({ kind }) => isMark(kind));
    const near = [
      ...[...marks].flatMap(([one, id]) =>
        one.sheet.index === sheet.index && id ? [{ rect: one.place.rect, id }] : [],
      ),
      ...there.map((field) => ({ rect: field.placement.rect, id: field.recipient })),
    ];
    const away = (rect: ViewRect) =>
      2 * Math.abs(middle(rect).x - middle(place.rect).x) + Math.abs(middle(rect).y - middle(place.rect).y);
    return near.toSorted((a, b) => away(a.rect) - away(b.rect))[0]?.id ?? null;
  }

  #focus(selector: string): void {
    if (typeof document !== "undefined")
      document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }
}

function isMark(kind: FieldKind): boolean {
  return kind === "signature" || kind === "initials";
}

function middle({ x, y, width, height }: ViewRect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** The words found beside a place to fill are what is asked there; before a date they are printed already. */
function labelOf({ kind, text, clue }: Place): string {
  if (labelUse(kind) !== "asked" || text === null) return "";
  if (clue !== "text_tag") return text;
  // Of a tag only the name is for people: {{IBAN;type=text;role=Client}}.
  return /^\{\{\s*([^;}]+?)\s*;/u.exec(text)?.[1] ?? "";
}

function keyOf(sha256: Sha256Digest, { page, kind, rect }: Place): string {
  return [sha256.slice(0, 16), page, kind, Math.round(rect.x), Math.round(rect.y)].join("-");
}
