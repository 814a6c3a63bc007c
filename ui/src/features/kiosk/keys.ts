/** What a key press does while the window is a signer's: everything that types, moves or signs, and nothing that leaves. */
export function isAllowedKey(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  if (/^F\d{1,2}$/u.test(key) || LEAVING.has(key)) return false;
  if (key === "Escape") return inDialog();
  if (altKey && !ctrlKey) return key.length === 1;
  // AltGr is Ctrl+Alt on Windows: it types.
  if (ctrlKey && altKey) return key.length === 1;
  if (!ctrlKey && !metaKey) return true;
  if (ZOOM.has(key)) return true;
  return isText(target) && (EDITING.has(key.toLowerCase()) || key.startsWith("Arrow"));
}

const LEAVING = new Set([
  "BrowserBack",
  "BrowserForward",
  "BrowserHome",
  "BrowserRefresh",
  "BrowserSearch",
  "ContextMenu",
  "Print",
  "PrintScreen",
]);
const ZOOM = new Set(["+", "-", "=", "0", "1", "2"]);
const EDITING = new Set(["a", "backspace", "delete", "end", "home", "x", "z"]);

/** Esc closes the question that is open, and nothing else. */
function inDialog(): boolean {
  return document.querySelector("dialog[open]") !== null;
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Holds the window shut: keys that leave, the context menu, files dropped. The answer opens it again. */
export function holdShut(): () => void {
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const press = (event: KeyboardEvent) => {
    if (!isAllowedKey(event)) stop(event);
  };
  const events = ["contextmenu", "dragenter", "dragover", "dragstart", "drop", "copy", "cut", "paste"];
  window.addEventListener("keydown", press, { capture: true });
  for (const name of events) window.addEventListener(name, stop, { capture: true });
  return () => {
    window.removeEventListener("keydown", press, { capture: true });
    for (const name of events) window.removeEventListener(name, stop, { capture: true });
  };
}
