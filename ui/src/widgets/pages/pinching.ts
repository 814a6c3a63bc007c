import type { PageViewer } from "./viewer.svelte";

/** What WebKit on a Mac tells of two fingers on a trackpad; other web views turn a wheel with Ctrl instead. */
interface GestureEvent extends UIEvent {
  /** How far apart the fingers are, as a multiple of what they were at first. */
  scale: number;
  clientX: number;
  clientY: number;
}

/** Two fingers zoom the pages under the pointer, and not the whole window; the answer stops it. */
export function pinching(element: HTMLElement, viewer: PageViewer): () => void {
  let before = viewer.zoom;
  const start = (event: Event) => {
    event.preventDefault();
    before = viewer.zoom;
  };
  const change = (event: Event) => {
    event.preventDefault();
    const { scale, clientX, clientY } = event as GestureEvent;
    viewer.zoomAround(before * scale, clientX, clientY);
  };
  const heard = [
    ["gesturestart", start],
    ["gesturechange", change],
    ["gestureend", change],
  ] as const;
  for (const [name, listener] of heard) element.addEventListener(name, listener, { passive: false });
  return () => {
    for (const [name, listener] of heard) element.removeEventListener(name, listener);
  };
}
