import type { AppEvent } from "./bindings/AppEvent";
import { useHost, type Answer, type Command, type Host, type Params } from "./host";

type Handlers = { [C in Command]?: (params: Params<C>) => Answer<C> | Promise<Answer<C>> };

export interface FakeHost extends Host {
  calls: [Command, unknown][];
  /** What the file dialogs answer next. */
  picked: string[];
  /** The addresses opened outside the window. */
  opened: string[];
  /** The signing pages opened in windows of their own. */
  pages: string[];
  emit(event: AppEvent): void;
  /** Answers these commands differently from now on. */
  answer(changed: Handlers): void;
}

/** A host for tests: answers from functions, remembers what was asked. */
export function fakeHost(handlers: Handlers): FakeHost {
  const listeners = new Set<(event: AppEvent) => void>();
  const fake: FakeHost = {
    calls: [],
    picked: [],
    opened: [],
    pages: [],
    async rpc(command, params) {
      fake.calls.push([command, params]);
      const handler = handlers[command];
      if (!handler) throw new Error(`no answer for ${command}`);
      return handler(params);
    },
    listen(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    pageUrl: (sha256, page, widthPx) => `page://localhost/${sha256}/${page}/${widthPx}`,
    pickFiles: async () => fake.picked,
    pickFolder: async () => fake.picked[0] ?? null,
    pickSavePath: async () => fake.picked[0] ?? null,
    reveal: async () => {},
    openUrl: async (url) => {
      fake.opened.push(url);
    },
    openSigningPage: async (url) => {
      fake.pages.push(url);
    },
    capability: () => true,
    answer: (changed) => {
      Object.assign(handlers, changed);
    },
    emit: (event) => listeners.forEach((listener) => listener(event)),
  };
  useHost(fake);
  return fake;
}

/** Lets everything that is already under way come to its end. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
