/**
 * The newer value, made of the older one's parts wherever both say the same: whoever shows a part that has not changed
 * sees the very same object and draws nothing. Only for what was read as JSON.
 */
export function kept<T>(before: unknown, after: T): T {
  if (Array.isArray(after)) return keptList(Array.isArray(before) ? before : [], after) as T;
  if (!isRecord(after) || !isRecord(before)) return after;
  const keys = Object.keys(after);
  let same = keys.length === Object.keys(before).length;
  const made: Record<string, unknown> = {};
  for (const key of keys) {
    made[key] = kept(before[key], after[key]);
    same &&= made[key] === before[key] && Object.hasOwn(before, key);
  }
  return (same ? before : made) as T;
}

/** Items that have an id are those of the same id, wherever they stood. */
function keptList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const known = new Map(before.map((item, at) => [idOf(item) ?? at, item]));
  const made = after.map((item, at) => kept(known.get(idOf(item) ?? at), item));
  return made.length === before.length && made.every((item, at) => item === before[at]) ? before : made;
}

function idOf(item: unknown): string | null {
  return isRecord(item) && typeof item["id"] === "string" ? item["id"] : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
