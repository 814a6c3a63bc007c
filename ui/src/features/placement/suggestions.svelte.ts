import { tick } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import type { Detection } from "../../bindings/Detection";
import type { DraftRecipient } from "../../bindings/DraftRecipient";
import type { Field } from "../../bindings/Field";
import type { Place } from "../../bindings/Place";
import type { PlaceId } from "../../bindings/PlaceId";
import type { PrintedRule } from "../../bindings/PrintedRule";
import type { Sha256Digest } from "../../bindings/Sha256Digest";
import { announce } from "../../announce.svelte";
import { t } from "../../i18n";
import { formatList } from "../../i18n/format";
import { overlaps } from "../../model/geometry";
import { grouped } from "../../model/grouped";
import { newFieldId } from "../../model/ids";
import { isRequiredAtFirst, KINDS, labelUse } from "../../model/kinds";
import { addField, together } from "../../model/operations";
import type { Sheet } from "../../model/page_list";
import { rpc } from "../../rpc";
import { toast } from "../../widgets/toasts.svelte";
import { toolName } from "./names";
import type { Placement } from "./placement.svelte";
import { shareOut } from "./share_out";

/** A place to sign that was found in a document, as long as nobody has taken or refused it. */
export interface Suggestion {
  key: PlaceId;
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
  /** Kept with the draft. */
  readonly #refused = $derived.by(() => new Set(this.placement.view?.refused_places));
  readonly #asked = new Set<Sha256Digest>();
  readonly #free = $derived.by(() => this.#freeByPage());
  readonly #open = $derived.by(() => this.#takenByPage());
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

  /** How many of the places that were found have a box now. */
  get placed(): number {
    return this.#keys.length - this.refused.length - [...this.#free.values()].flat().length;
  }

  /** The places that were found and are not wanted. */
  get refused(): PlaceId[] {
    return this.#keys.filter((key) => this.#refused.has(key));
  }

  get #keys(): PlaceId[] {
    return (this.placement.view?.documents ?? []).flatMap(({ sha256 }) =>
      (this.#found.get(sha256)?.places ?? []).map((place) => keyOf(sha256, place)),
    );
  }

  /** Places that are free, of kinds the chosen account does not take: they are not proposed. */
  get lacking(): readonly Suggestion[] {
    const { tools } = this.placement;
    return [...this.#free.values()].flat().filter(({ place }) => !tools.takes(place.kind));
  }

  /** How many those are and why; null where the account takes whatever was found. */
  get reason(): string | null {
    const { lacking, placement } = this;
    if (lacking.length === 0) return null;
    const kinds = KINDS.filter((kind) => lacking.some(({ place }) => place.kind === kind));
    return t("placement-found-lacking", {
      account: placement.tools.taken()?.account ?? "",
      kinds: formatList(kinds.map((kind) => toolName(kind))),
      count: lacking.length,
    });
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

  /** Whose box it becomes: a tag says so, else the signer who is chosen or has none in this document yet. */
  signerOf({ sheet, place }: Suggestion): DraftRecipient | null {
    const { placement } = this;
    const document = placement.view?.documents[sheet.document]?.id;
    const tagged = place.signer === null ? null : placement.signers[place.signer - 1];
    return tagged ?? placement.signerIn(document);
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
  #freeByPage(): ReadonlyMap<number, Suggestion[]> {
    const { placement } = this;
    const free = new Map<number, Suggestion[]>();
    for (const [at, { sha256 }] of (placement.view?.documents ?? []).entries()) {
      const pages = grouped(this.#found.get(sha256)?.places ?? [], ({ page }) => page);
      for (const [page, places] of [...pages].toSorted(([one], [other]) => one - other)) {
        const sheet = placement.viewer.list.find(at, page);
        if (!sheet) continue;
        const taken = placement.standing(sheet).map((field) => field.placement.rect);
        const left = places
          .map((place) => ({ key: keyOf(sha256, place), sheet, place }))
          .filter(
            ({ key, place }) => !this.#refused.has(key) && !taken.some((rect) => overlaps(rect, place.rect)),
          );
        if (left.length > 0) free.set(sheet.index, left);
      }
    }
    return free;
  }

  #takenByPage(): ReadonlyMap<number, Suggestion[]> {
    const { tools } = this.placement;
    const pages = [...this.#free].map(([index, there]): [number, Suggestion[]] => [
      index,
      there.filter(({ place }) => tools.takes(place.kind)),
    ]);
    return new Map(pages.filter(([, there]) => there.length > 0));
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

  /** All that is somebody's for sure, one step to take back. In each document, who has no box there yet comes first, in order. */
  async acceptAll(): Promise<void> {
    const { placement } = this;
    const all = this.sure;
    if (placement.signers.length === 0) return placement.nobody();
    const people = shareOut(placement, all);
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
    const left = all.length - fields.length;
    const unsure = left === 0 ? null : t("placement-found-unsure", { count: left });
    if (!first) {
      if (unsure !== null) toast(unsure);
      return;
    }
    if (!(await placement.desk.apply(together(fields.map(addField))))) return;
    const placed = t("placement-found-placed", { count: fields.length });
    const why = [unsure, this.reason].filter((one) => one !== null);
    if (why.length === 0) announce(placed);
    else toast([`${placed}.`, ...why].join(" "));
    await placement.focus(first.id);
  }

  /** The person does not want this one. The keyboard goes on with the next; under a pointer the page stays where it is. */
  async refuse({ key, sheet }: Suggestion, by: "key" | "pointer" = "key"): Promise<void> {
    const before = this.all.findIndex((one) => one.key === key);
    if (!(await this.#refuse([key]))) return;
    const rest = this.all;
    const next = rest[Math.min(before, rest.length - 1)];
    if (next && by === "key") await this.show(next);
    else this.#focus(`[data-boxes="${sheet.index}"]`);
  }

  async refuseAll(): Promise<void> {
    await this.#refuse(this.all.map(({ key }) => key));
  }

  #refuse(places: PlaceId[]): Promise<boolean> {
    const left = this.all.length - places.length;
    return this.placement.desk.remove(
      { type: "refuse_places", places },
      t("placement-found-left", { count: left }),
    );
  }

  /** What was refused is proposed again, and shown. */
  async propose(): Promise<void> {
    const places = this.refused;
    if (await this.placement.desk.apply({ type: "propose_places", places })) await this.showAgain(places);
  }

  /** The first of these that is proposed now. */
  async showAgain(places: readonly PlaceId[]): Promise<void> {
    const again = this.all.filter(({ key }) => places.includes(key));
    announce(t("placement-found-said", { count: again.length }));
    await this.show(again[0]);
  }

  /** Brings one into view and puts the focus on it; without one, the first. */
  async show(suggestion: Suggestion | undefined = this.all[0]): Promise<void> {
    if (!suggestion) return;
    this.placement.viewer.reveal(suggestion.sheet, suggestion.place.rect);
    await tick();
    this.#focus(`[data-suggestion="${suggestion.key}"]`);
  }

  #focus(selector: string): void {
    if (typeof document !== "undefined")
      document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }
}

/** The words found beside a place to fill are what is asked there; before a date they are printed already. */
function labelOf({ kind, text, clue }: Place): string {
  if (labelUse(kind) !== "asked" || text === null) return "";
  if (clue !== "text_tag") return text;
  // Of a tag only the name is for people: {{IBAN;type=text;role=Client}}.
  return /^\{\{\s*([^;}]+?)\s*;/u.exec(text)?.[1] ?? "";
}

function keyOf(sha256: Sha256Digest, { page, kind, rect }: Place): PlaceId {
  const parts = [sha256.slice(0, 16), page, kind, Math.round(rect.x), Math.round(rect.y)];
  return parts.join("-") as PlaceId;
}
