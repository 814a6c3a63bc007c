import type { Sha256Digest } from "../../bindings/Sha256Digest";
import type { ViewRect } from "../../bindings/ViewRect";
import { rpc } from "../../rpc";

/** Where the lines of text stand on pages, asked once for each. */
export class PageLines {
  readonly #known = new Map<string, readonly ViewRect[]>();

  /** What is known of a page without asking. */
  known(sha256: Sha256Digest, page: number): readonly ViewRect[] {
    return this.#known.get(key(sha256, page)) ?? [];
  }

  async read(sha256: Sha256Digest, page: number): Promise<readonly ViewRect[]> {
    const known = this.#known.get(key(sha256, page));
    if (known) return known;
    try {
      const { runs } = await rpc("page_text", { sha256, page });
      const lines = runs.map((run) => run.rect);
      this.#known.set(key(sha256, page), lines);
      return lines;
    } catch {
      // A page whose text cannot be read still takes a box.
      return [];
    }
  }
}

function key(sha256: Sha256Digest, page: number): string {
  return `${sha256} ${page}`;
}
