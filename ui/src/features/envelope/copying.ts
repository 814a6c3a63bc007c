import type { DraftView } from "../../bindings/DraftView";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import { keepAccount } from "../../chosen";
import { justMade } from "../../just_made";
import { go } from "../../navigation.svelte";
import { rpc } from "../../rpc";
import { keepTold } from "../../told";
import { accountOf } from "./actions";

/** Begins a draft like this request: its people are asked in the way they were, with the account it was sent with. */
export async function copyOf(view: EnvelopeView): Promise<void> {
  goOnWith(view, await rpc("copy_envelope", { envelope: view.id }));
}

/** Goes on with the draft a request has become. */
export function goOnWith(view: EnvelopeView, draft: DraftView): void {
  keepTold(draft.id);
  if (view.sent_with) keepAccount(draft.id, accountOf(view));
  justMade(draft);
  go({ name: "prepare", draft: draft.id });
}
