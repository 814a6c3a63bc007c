import type { Code } from "./bindings/Code";
import type { Error as Refusal } from "./bindings/Error";
import { COMMAND_TAGS } from "./bindings/tags";
import { host, type Answer, type Command, type Params } from "./host";
import { isKnownCode } from "./errors/presentations";

export type { Refusal };

type DropListener = (tags: readonly string[]) => void;
const dropListeners = new Set<DropListener>();

/** Runs a command; on success, reads that it makes stale are dropped. Rejects with a `Refusal`, whatever went wrong. */
export async function rpc<C extends Command>(command: C, params: Params<C>): Promise<Answer<C>> {
  try {
    const answer = await host().rpc(command, params);
    const { drops } = COMMAND_TAGS[command];
    if (drops.length > 0) dropTags(drops);
    return answer;
  } catch (thrown) {
    throw toRefusal(thrown, command);
  }
}

/** Tells every listener that reads with these tags are stale. */
export function dropTags(tags: readonly string[]): void {
  for (const listener of dropListeners) listener(tags);
}

export function onDropTags(listener: DropListener): () => void {
  dropListeners.add(listener);
  return () => dropListeners.delete(listener);
}

/** Anything thrown, as the one shape the window shows. */
export function toRefusal(thrown: unknown, context = ""): Refusal {
  if (isRefusal(thrown)) return thrown;
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const detail = context === "" ? text : `${context}: ${text}`;
  return { code: "internal", message: "error-internal", params: {}, detail };
}

/** A refusal the person caused themselves by closing something: nothing to show. */
export function isCancelled(refusal: Refusal): boolean {
  return refusal.code === ("cancelled" satisfies Code);
}

function isRefusal(value: unknown): value is Refusal {
  if (typeof value !== "object" || value === null) return false;
  const { code, message } = value as Partial<Record<keyof Refusal, unknown>>;
  return typeof code === "string" && isKnownCode(code) && typeof message === "string";
}
