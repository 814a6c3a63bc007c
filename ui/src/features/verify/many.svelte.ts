import type { PdfPlaceView } from "../../bindings/PdfPlaceView";
import type { VerifiedRow } from "../../bindings/VerifiedRow";
import { rpc, toRefusal, type Refusal } from "../../rpc";

/** How many files are verified at a time: one is read from the disk while another is computed. */
const AT_ONCE = 2;
/** How often the table follows, in milliseconds: a row of its own for each of a thousand files would stop the page. */
const FOLLOW = 150;

/** Many PDFs, verified one after the other; the rows come as they are done. */
export class Many {
  /** In the order of the files. */
  rows = $state.raw<readonly VerifiedRow[]>([]);
  total = $state<number | null>(null);
  /** More were found than are listed. */
  cut = $state(false);
  /** Folders that were not looked into. */
  tooDeep = $state.raw<readonly string[]>([]);
  running = $state(false);
  stopped = $state(false);
  error = $state.raw<Refusal | null>(null);
  #generation = 0;

  /** Begins anew. */
  async start(paths: readonly string[]): Promise<void> {
    const generation = ++this.#generation;
    this.rows = [];
    this.total = null;
    this.stopped = false;
    this.error = null;
    this.running = true;
    try {
      const { files, cut, too_deep } = await rpc("list_pdfs", { paths: [...paths] });
      if (generation !== this.#generation) return;
      this.total = files.length;
      this.cut = cut;
      this.tooDeep = too_deep;
      await this.#verify(files, () => generation === this.#generation);
    } catch (thrown) {
      if (generation === this.#generation) this.error = toRefusal(thrown);
    }
    if (generation === this.#generation) this.running = false;
  }

  /** What is done stays; what is under way no longer counts. */
  stop(): void {
    this.#generation += 1;
    this.stopped = this.running;
    this.running = false;
  }

  async #verify(files: readonly PdfPlaceView[], counts: () => boolean): Promise<void> {
    const done: (VerifiedRow | undefined)[] = files.map(() => undefined);
    let next = 0;
    let shown = 0;
    const work = async () => {
      for (let index = next++; index < files.length && counts(); index = next++) {
        const row = await rpc("verify_row", files[index] as PdfPlaceView);
        if (!counts()) return;
        done[index] = row;
        if (performance.now() - shown < FOLLOW) continue;
        shown = performance.now();
        this.rows = done.filter((one) => one !== undefined);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (counts()) this.rows = done.filter((one) => one !== undefined);
  }
}
