import type { EnvelopeId } from "./bindings/EnvelopeId";
import type { EnvelopeView } from "./bindings/EnvelopeView";
import { rpc, type Refusal } from "./rpc";

/** The request that was written down before its sending went wrong: its own page says how it stands. Null while the draft is there. */
export async function writtenDown({ params }: Refusal): Promise<EnvelopeView | null> {
  const envelope = params["envelope"];
  if (envelope === undefined) return null;
  try {
    return await rpc("open_envelope", { envelope: envelope as EnvelopeId });
  } catch {
    return null;
  }
}
