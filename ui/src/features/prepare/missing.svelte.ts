import type { DocumentView } from "../../bindings/DocumentView";
import type { DraftProblem } from "../../bindings/DraftProblem";
import type { FieldId } from "../../bindings/FieldId";
import { announce } from "../../announce.svelte";
import { sentence, t } from "../../i18n";
import { inOrder, personOf, placeOf, stopOf, type Place, type Stop } from "../../model/problems";
import { signsInvisibly } from "../../model/recipients";
import { fullName } from "../../widgets/people";
import { mendOf, type Mend } from "./mends";
import type { Preparation } from "./preparation.svelte";

/** A line of the list: what it says, where it is put right. */
export interface Item {
  text: string;
  place: Place;
  mend: Mend | null;
}

const MEGABYTE = 1_000_000;

/** What is missing in a draft and what is only remarked, and the way from one to the next. */
export class Missing {
  /** What is odd about where boxes stand, and keeps nothing from leaving. */
  remarks: () => readonly { field: FieldId; text: string }[] = () => [];
  /** How large a document the chosen account takes, where a limit is set for it. */
  limit: () => { account: string; megabytes?: number | null } | null = () => null;
  #at = -1;

  constructor(readonly preparation: Preparation) {}

  /** What the draft lacks, whatever it is sent with. */
  get problems(): DraftProblem[] {
    const { documents = [], problems = [] } = this.preparation.view ?? {};
    // The first document brings its name.
    const wanted = problems.filter(({ problem }) => problem.code !== "no_title" || documents.length > 0);
    return inOrder(wanted.map(({ problem }) => problem));
  }

  /** The same as lines of a list, and before them the documents that are too large: they stand at the first stop. */
  get items(): Item[] {
    const large = (this.preparation.view?.documents ?? []).flatMap((document): Item[] => {
      const text = this.tooLarge(document);
      return text === null ? [] : [{ text, place: { at: "document", document: document.id }, mend: null }];
    });
    return [...large, ...this.problems.map((problem) => this.itemOf(problem))];
  }

  count(stop: Stop): number {
    const { documents = [] } = this.preparation.view ?? {};
    const large = stop === "documents" ? documents.filter((one) => this.tooLarge(one) !== null).length : 0;
    return large + this.problems.filter((problem) => stopOf(problem) === stop).length;
  }

  /** Whether a stop is done: nothing is missing there, and there is something. */
  isComplete(stop: Stop): boolean {
    const { documents = [], fields = [], recipients = [] } = this.preparation.view ?? {};
    if (stop === "boxes" && fields.length === 0 && !recipients.some(signsInvisibly)) return false;
    if (stop === "documents" && documents.some(({ locked }) => locked)) return false;
    if (stop === "signers" && this.#isLeftTyped) return false;
    return stop !== "send" && this.count(stop) === 0;
  }

  /** One sentence, with the name of the person when it is about one. */
  tell(problem: DraftProblem): string {
    const id = `problem-${problem.code.replaceAll("_", "-")}`;
    const { code: _, ...facts } = problem;
    const concerned = personOf(problem);
    const person = this.preparation.view?.recipients.find((one) => one.id === concerned);
    const name = person ? fullName(person) : "";
    const params = { ...(facts as Record<string, string | number>), name };
    return (name === "" ? null : sentence(`${id}.for`, params)) ?? sentence(id, params) ?? problem.code;
  }

  /** A problem as a line of a list. */
  itemOf(problem: DraftProblem): Item {
    return { text: this.tell(problem), place: placeOf(problem), mend: mendOf(this.preparation, problem) };
  }

  /** Why the chosen account does not take a document of this size; null when it does. */
  tooLarge({ name, byte_size }: Pick<DocumentView, "byte_size" | "name">): string | null {
    const { account = "", megabytes: most } = this.limit() ?? {};
    if (most == null || byte_size <= most * MEGABYTE) return null;
    return t("refusal-document-too-large", { account, name, most });
  }

  /** What is only remarked, as lines of the same list. */
  get remarked(): { text: string; place: Place }[] {
    const boxes = this.remarks().map(({ field, text }) => ({ text, place: { at: "box" as const, field } }));
    if (!this.#isLeftTyped) return boxes;
    const text = t("people-left-typed", { text: this.preparation.newcomer.trim() });
    return [{ text, place: { at: "signers" } }, ...boxes];
  }

  /** Somebody was typed and not added before another stop was opened. */
  get #isLeftTyped(): boolean {
    return this.preparation.stop !== "signers" && this.preparation.newcomer.trim() !== "";
  }

  /** The next or previous problem, and after them what is only remarked, round and round; null when there is nothing. */
  step(step: -1 | 1): Place | null {
    const items = [...this.items, ...this.remarked];
    if (items.length === 0) {
      announce(t("prepare-no-problem"));
      return null;
    }
    this.#at = this.#at < 0 && step < 0 ? items.length - 1 : (this.#at + step + items.length) % items.length;
    const item = items[this.#at];
    if (!item) return null;
    announce(item.text);
    return item.place;
  }
}
