import type { Field } from "../../bindings/Field";
import type { FieldId } from "../../bindings/FieldId";
import { inARow } from "../../announce.svelte";
import { t } from "../../i18n";
import { remarksOn, type Remark } from "../../model/remarks";
import { remarkText, toolName } from "./names";
import type { Placement } from "./placement.svelte";

const NOTHING_ODD: readonly Remark[] = [];
/** So many pages are read ahead of a hand; what lies beyond is looked at when a box there is touched. */
const PAGES_AHEAD = 60;

export interface RemarkLine {
  field: FieldId;
  text: string;
}

/** What is odd about where boxes stand: shown on them and in the list of problems, and in nobody's way. */
export class Remarks {
  readonly #byBox = $derived.by(() => this.#look());

  constructor(readonly placement: Placement) {}

  of(field: FieldId): readonly Remark[] {
    return this.#byBox.get(field) ?? NOTHING_ODD;
  }

  /** Something said of a box, and what is odd about it: who hears it sees no mark on it. */
  said(field: FieldId, sentence: string): string {
    const odd = this.of(field).map((remark) => t("placement-here", { remark: remarkText(remark) }));
    return inARow(sentence, ...odd);
  }

  /** Everything there is to remark, in the order of the boxes, as lines of a list. */
  get lines(): RemarkLine[] {
    const { placement } = this;
    return (placement.view?.fields ?? []).flatMap((field) =>
      this.of(field.id)
        // The program says itself that a box goes beyond its page.
        .filter((remark) => remark !== "outside")
        .map((remark) => ({
          field: field.id,
          text: t("placement-remark", {
            tool: toolName(field.kind),
            name: placement.nameOf(field.recipient),
            page: field.placement.page,
            remark: remarkText(remark),
          }),
        })),
    );
  }

  /** Reads the pages boxes stand on, one after the other: drawing pages comes first. */
  async readPages(): Promise<void> {
    const seen = new Set<string>();
    for (const field of this.placement.view?.fields ?? []) {
      const sheet = this.placement.sheetOf(field);
      if (!sheet || seen.size >= PAGES_AHEAD || seen.has(`${sheet.index}`)) continue;
      seen.add(`${sheet.index}`);
      await this.placement.linesOf(sheet);
    }
  }

  #look(): Map<FieldId, Remark[]> {
    const { view } = this.placement;
    return view ? remarksOn(view.fields, (field) => this.#groundOf(field)) : new Map();
  }

  #groundOf(field: Field) {
    const { placement } = this;
    const document = placement.view?.documents.find(({ id }) => id === field.document);
    const words = document ? placement.lines.words(document.sha256, field.placement.page) : [];
    const page = document?.pages[field.placement.page - 1] ?? null;
    const places = document?.signed_places.filter(({ page: number }) => number === field.placement.page);
    const signed = (places ?? []).map(({ rect }) => rect);
    return { page, words, signed, name: placement.nameOf(field.recipient) };
  }
}
