import { explainShort } from "./errors/explain";
import { justMade } from "./just_made";
import { go } from "./navigation.svelte";
import { rpc, toRefusal } from "./rpc";
import { toast } from "./widgets/toasts.svelte";

/** A new empty request, opened at once: documents are added there. */
export async function startDraft(): Promise<void> {
  try {
    const { draft } = await rpc("create_draft", { files: [] });
    if (!draft) return;
    justMade(draft);
    go({ name: "prepare", draft: draft.id });
  } catch (thrown) {
    toast(explainShort(toRefusal(thrown)), { tone: "error" });
  }
}
