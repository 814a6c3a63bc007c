import { afterEach, vi } from "vitest";
import { GAP_MS } from "./announce.svelte";
import { screens } from "./screens.svelte";
import { appState } from "./settings.svelte";
import { pointer } from "./widgets/calm.svelte";
import { toasts } from "./widgets/toasts.svelte";

// Tests look at screens and not at how they come.
await screens.fetchAll();

afterEach(() => {
  for (const { id } of toasts.list) toasts.dismiss(id);
  appState.view = null;
  // The choices somebody made in a draft of the same name.
  localStorage.clear();
  // A test that presses does not always let go.
  pointer.held = false;
});

// A sentence spoken under a test's own clock would wait for that clock for ever, and with it all that later tests say.
const { useRealTimers } = vi;
// Files share it: made so once.
if (useRealTimers.name !== "afterLastWords") {
  vi.useRealTimers = function afterLastWords() {
    // What is being said, and what waits behind it.
    if (vi.isFakeTimers()) vi.advanceTimersByTime(2 * GAP_MS);
    return useRealTimers.call(vi);
  };
}

// jsdom has no CSS.escape; names in tests need none.
globalThis.CSS ??= { escape: (text: string) => text } as typeof CSS;

// jsdom knows <dialog> but not how to open one.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};
Element.prototype.scrollIntoView ??= () => {};
window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener() {},
  removeEventListener() {},
})) as unknown as typeof window.matchMedia;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
