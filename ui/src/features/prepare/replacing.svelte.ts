import { SvelteMap } from "svelte/reactivity";
import type { DocumentId } from "../../bindings/DocumentId";
import type { DocumentView } from "../../bindings/DocumentView";
import type { DraftView } from "../../bindings/DraftView";
import type { Field } from "../../bindings/Field";
import type { PageSizeView } from "../../bindings/PageSizeView";
import type { RejectedFileView } from "../../bindings/RejectedFileView";
import type { DraftDesk } from "../../draft.svelte";
import { explainShort } from "../../errors/explain";
import { t } from "../../i18n";
import { fitRect } from "../../model/geometry";
import { placeField } from "../../model/operations";
import { rpc } from "../../rpc";
import { toast } from "../../widgets/toasts.svelte";

/** A page with boxes, in the file that was there and in the one that is. */
export interface ReplacedPage {
  page: number;
  /** Null where the file has no such page. */
  before: PageSizeView | null;
  after: PageSizeView | null;
  fields: Field[];
}

/** Files put in the place of others: what was there before, as long as this window remembers it. */
export class Replacing {
  readonly #former = new SvelteMap<DocumentId, DocumentView>();
  /** The document whose two files are being looked at side by side. */
  comparing = $state<DocumentId | null>(null);

  constructor(readonly desk: DraftDesk) {}

  /** The file a document was before; null where it is that one again, because the step was taken back. */
  formerOf({ id, sha256 }: DocumentView): DocumentView | null {
    const former = this.#former.get(id);
    return former && former.sha256 !== sha256 ? former : null;
  }

  /** The two files being looked at. */
  get compared(): { before: DocumentView; after: DocumentView } | null {
    const after = this.desk.view?.documents.find(({ id }) => id === this.comparing);
    const before = after && this.formerOf(after);
    return before ? { before, after } : null;
  }

  /** Another file in the place of a document; the boxes stay, and where the text around one has changed it is marked. */
  async replace(document: DocumentId, path: string): Promise<void> {
    const { desk } = this;
    const former = desk.view?.documents.find(({ id }) => id === document);
    const marked = new Set(desk.view?.doubtful);
    let rejected: readonly RejectedFileView[] = [];
    const done = await desk.write(async () => {
      const file = { path, password: null };
      const answer = await rpc("replace_document", { draft: desk.id, document, file });
      ({ rejected } = answer);
      return answer.rejected.length === 0 ? answer.draft : null;
    });
    const [refused] = rejected;
    if (refused) return void toast(explainShort(refused.error), { tone: "error" });
    if (!done || !former) return;
    this.#former.set(document, former);
    const pages = desk.view?.documents.find(({ id }) => id === document)?.pages.length ?? 0;
    const isGone = (field: Field) => field.document === document && field.placement.page > pages;
    const odd = (desk.view?.fields ?? []).filter(
      (field) => isGone(field) || (desk.view?.doubtful.includes(field.id) && !marked.has(field.id)),
    );
    const count = odd.length;
    // Where a box may stand wrong now, both files are shown at once; where none does, saying so is enough.
    if (count > 0) this.comparing = document;
    else toast(t("prepare-replaced", { count }));
  }

  /** A box whose page is gone goes to the same place of the last page there is; the person looks at it there. */
  async toLastPage({ id, document, placement }: Field): Promise<void> {
    const pages = this.desk.view?.documents.find((one) => one.id === document)?.pages ?? [];
    const last = pages.at(-1);
    if (!last) return;
    await this.desk.apply(placeField(id, { page: pages.length, rect: fitRect(placement.rect, last) }));
  }

  async remove({ id }: Field): Promise<void> {
    await this.desk.remove({ type: "remove_field", field: id }, t("placement-removed", { count: 1 }));
  }
}

/** The pages with boxes, those with a box to look at first. */
export function replacedPages(view: DraftView, before: DocumentView, after: DocumentView): ReplacedPage[] {
  const fields = view.fields.filter(({ document }) => document === after.id);
  const doubtful = new Set(view.doubtful);
  const isDoubtful = ({ after: now, fields: own }: ReplacedPage) =>
    now === null || own.some(({ id }) => doubtful.has(id));
  const pages = [...new Set(fields.map(({ placement }) => placement.page))].toSorted((a, b) => a - b);
  return pages
    .map((page) => ({
      page,
      before: before.pages[page - 1] ?? null,
      after: after.pages[page - 1] ?? null,
      fields: fields.filter(({ placement }) => placement.page === page),
    }))
    .toSorted((a, b) => Number(isDoubtful(b)) - Number(isDoubtful(a)));
}
