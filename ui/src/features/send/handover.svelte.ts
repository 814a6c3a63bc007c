import { SvelteMap } from "svelte/reactivity";
import { announce } from "../../announce.svelte";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import { host } from "../../host";
import { t } from "../../i18n";
import { toRefusal, type Refusal } from "../../rpc";
import { go } from "../../navigation.svelte";
import { mailDraft, type Link } from "./links";

export type Way = "copied" | "mailed";

/** Handing links over: what was done with each, as far as this window has seen it. */
export class Handover {
  refusal = $state.raw<Refusal | null>(null);
  readonly #done = new SvelteMap<string, Way>();

  done({ url }: Link): Way | null {
    return this.#done.get(url) ?? null;
  }

  copy(link: Link): Promise<void> {
    return this.#attempt(link, "copied", () => navigator.clipboard.writeText(link.url));
  }

  /** Hands the device over, with a person's page: whoever is to sign on it has come. */
  open({ url }: Link, { id: envelope }: EnvelopeView): void {
    go({ name: "hosting", envelope, link: url });
  }

  mail(link: Link, view: EnvelopeView): Promise<void> {
    return this.#attempt(link, "mailed", () => host().openUrl(mailDraft(link, view)));
  }

  async #attempt(link: Link, way: Way, run: () => Promise<void>): Promise<void> {
    this.refusal = null;
    try {
      await run();
      this.#done.set(link.url, way);
      announce(t("handover-done", { how: way }));
    } catch (thrown) {
      this.refusal = toRefusal(thrown);
    }
  }
}
