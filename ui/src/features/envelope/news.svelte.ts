import { announce } from "../../announce.svelte";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import { t } from "../../i18n";
import { envelopeLook } from "../../widgets/statuses";

/** Says once what has become of a request while somebody looks at it: that all have signed is seen at a glance only. */
export function tellNews(view: () => EnvelopeView | null): void {
  let told = "";
  $effect(() => {
    const seen = view();
    if (!seen) return;
    const now = t(envelopeLook(seen.status, seen.status_word).word);
    if (told !== "" && told !== now) announce(`${seen.title}. ${now}`);
    told = now;
  });
}
