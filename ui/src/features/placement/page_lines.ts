import { SvelteMap } from "svelte/reactivity";
import type { Sha256Digest } from "../../bindings/Sha256Digest";
import type { ViewRect } from "../../bindings/ViewRect";
import { rpc } from "../../rpc";

interface Lines {
  all: readonly ViewRect[];
  /** Those that hold letters or figures: dots and underlines are there to be written on. */
  words: readonly ViewRect[];
}

const NO_LINES: readonly ViewRect[] = [];

/** Where the lines of text stand on pages, asked once for each. */
export class PageLines {
  readonly #known = new SvelteMap<string, Lines>();

  /** What is known of a page without asking. */
  known(sha256: Sha256Digest, page: number): readonly ViewRect[] {
    return this.#known.get(key(sha256, page))?.all ?? NO_LINES;
  }

  /** The lines a box would hide something of, as far as they are known. */
  words(sha256: Sha256Digest, page: number): readonly ViewRect[] {
    return this.#known.get(key(sha256, page))?.words ?? NO_LINES;
  }

  async read(sha256: Sha256Digest, page: number): Promise<readonly ViewRect[]> {
    const known = this.#known.get(key(sha256, page));
    if (known) return known.all;
    try {
      const { runs } = await rpc("page_text", { sha256, page });
      const all = runs.map((run) => run.rect);
      const words = runs.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).map((run) => run.rect);
      this.#known.set(key(sha256, page), { all, words });
      return all;
    } catch {
      // A page whose text cannot be read still takes a box.
      return [];
    }
  }
}

function key(sha256: Sha256Digest, page: number): string {
  return `${sha256} ${page}`;
}
