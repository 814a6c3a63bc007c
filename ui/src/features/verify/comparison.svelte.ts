import type { RegionView } from "../../bindings/RegionView";
import type { SignedVersionView } from "../../bindings/SignedVersionView";
import type { VerifyTarget } from "../../bindings/VerifyTarget";
import { rpc, toRefusal, type Refusal } from "../../rpc";

/** A page that is not as it was signed. */
export interface ChangedPage {
  page: number;
  kind: "added" | "changed" | "removed";
  regions: readonly RegionView[];
}

/** The signed version beside the present one, compared page by page. */
export class Comparison {
  versions = $state.raw<SignedVersionView | null>(null);
  changed = $state.raw<readonly ChangedPage[]>([]);
  /** Pages that cannot be drawn: nothing is said about them. */
  unknown = $state.raw<readonly number[]>([]);
  done = $state(0);
  total = $state(0);
  /** The page that is looked at. */
  page = $state<number | null>(null);
  error = $state.raw<Refusal | null>(null);
  #generation = 0;

  get identical(): number {
    return this.done - this.changed.length - this.unknown.length;
  }

  get finished(): boolean {
    return this.versions !== null && this.done === this.total;
  }

  async open(target: VerifyTarget, signedBytes: number): Promise<void> {
    const generation = ++this.#generation;
    try {
      const versions = await rpc("open_signed_version", { target, signed_bytes: signedBytes });
      if (generation !== this.#generation) return;
      this.versions = versions;
      this.total = Math.max(versions.signed.pages.length, versions.present.pages.length);
      for (let page = 1; page <= this.total; page += 1) {
        await this.#compare(versions, page, () => generation === this.#generation);
        if (generation !== this.#generation) return;
      }
    } catch (thrown) {
      if (generation === this.#generation) this.error = toRefusal(thrown);
    }
  }

  /** Nobody looks any more: the copy of the signed version goes. */
  close(): void {
    this.#generation += 1;
    // What cannot be forgotten now goes with the next one, or with the program.
    void rpc("close_signed_version", {}).catch(() => {});
  }

  async #compare({ signed, present }: SignedVersionView, page: number, counts: () => boolean): Promise<void> {
    try {
      const found = await rpc("compare_pages", { signed: signed.sha256, present: present.sha256, page });
      if (!counts()) return;
      if (found.type !== "identical") {
        const regions = found.type === "changed" ? found.regions : [];
        this.changed = [...this.changed, { page, kind: found.type, regions }];
        this.page ??= page;
      }
    } catch {
      if (!counts()) return;
      this.unknown = [...this.unknown, page];
    }
    this.done += 1;
  }
}
