import { COMMAND_TAGS } from "./bindings/tags";
import type { Answer, Command, Params } from "./host";
import { onDropTags, rpc, toRefusal, type Refusal } from "./rpc";

/** One cached read. */
class Entry<C extends Command> {
  data = $state.raw<Answer<C> | null>(null);
  error = $state.raw<Refusal | null>(null);
  loading = $state(false);
  users = 0;
  #generation = 0;

  constructor(
    readonly command: C,
    readonly params: Params<C>,
  ) {}

  /** Asks again. Only the newest answer counts: an older one that arrives late is thrown away. */
  async load(): Promise<void> {
    const generation = ++this.#generation;
    this.loading = true;
    try {
      const data = await rpc(this.command, this.params);
      if (generation !== this.#generation) return;
      this.data = data;
      this.error = null;
    } catch (thrown) {
      if (generation !== this.#generation) return;
      this.error = toRefusal(thrown);
    }
    this.loading = false;
  }
}

/** Reads kept by command and parameters, asked again when their tags are dropped. */
export class QueryCache {
  readonly #entries = new Map<string, Entry<Command>>();

  /** The entry for this read; starts it the first time. */
  take<C extends Command>(command: C, params: Params<C>): Entry<C> {
    const key = keyOf(command, params);
    let entry = this.#entries.get(key) as Entry<C> | undefined;
    if (!entry) {
      entry = new Entry(command, params);
      this.#entries.set(key, entry as unknown as Entry<Command>);
      void entry.load();
    }
    return entry;
  }

  /** Drops reads with any of these tags: those on screen are asked again, the others forgotten. */
  drop(tags: readonly string[]): void {
    for (const [key, entry] of this.#entries) {
      if (!COMMAND_TAGS[entry.command].tags.some((tag) => tags.includes(tag))) continue;
      if (entry.users > 0) void entry.load();
      else this.#entries.delete(key);
    }
  }

  forget(entry: { command: Command; params: unknown }): void {
    this.#entries.delete(keyOf(entry.command, entry.params));
  }

  clear(): void {
    this.#entries.clear();
  }
}

function keyOf(command: Command, params: unknown): string {
  return `${command} ${JSON.stringify(params)}`;
}

export const cache = new QueryCache();
onDropTags((tags) => cache.drop(tags));

export interface Query<C extends Command> {
  /** Last answer; while new parameters are being asked, still the former one, so that nothing flickers. */
  readonly data: Answer<C> | null;
  readonly error: Refusal | null;
  readonly loading: boolean;
  /** True when `data` belongs to former parameters. */
  readonly stale: boolean;
  reload(): void;
}

/**
 * A read that follows its parameters. Call it while a component starts; null parameters ask nothing. With `keep: false`
 * nothing of it outlives the component: for parameters that hold a secret, and for what there may be much of.
 */
export function useQuery<C extends Command>(
  command: C,
  params: () => Params<C> | null,
  { keep = true }: { keep?: boolean } = {},
): Query<C> {
  let entry = $state.raw<Entry<C> | null>(null);
  let former = $state.raw<Answer<C> | null>(null);
  $effect.pre(() => {
    const asked = params();
    const next = asked === null ? null : cache.take(command, $state.snapshot(asked) as Params<C>);
    if (next) next.users += 1;
    entry = next;
    return () => {
      if (!next) return;
      next.users -= 1;
      if (!keep && next.users === 0) cache.forget(next);
      if (next.data !== null) former = next.data;
    };
  });
  return {
    get data() {
      return entry?.data ?? former;
    },
    get error() {
      return entry?.error ?? null;
    },
    get loading() {
      return entry?.loading ?? true;
    },
    get stale() {
      return (entry?.data ?? null) === null && former !== null;
    },
    reload() {
      void entry?.load();
    },
  };
}
