/** Sentences with the ids of the French ones, in whose order they stand without (see `vite.config.ts`). */
export function withIds(french: string, text: string): string {
  const ids = french.match(/^\.?[\w-]+=/gmu) ?? [];
  let next = 0;
  return text.replaceAll(/^\.?=/gmu, () => ids[next++] ?? "");
}
