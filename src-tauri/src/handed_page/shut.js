// Put into a service's page while a signer holds it: what a web view itself would do with these keys, and its menu.
(() => {
  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const LEAVING = new Set(["BrowserBack", "BrowserForward", "BrowserHome", "BrowserRefresh", "BrowserSearch"]);
  const COMMANDS = new Set(["d", "f", "g", "h", "j", "l", "n", "o", "p", "r", "s", "t", "u", "w"]);
  const press = (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const leaves = /^F\d{1,2}$/.test(key) || LEAVING.has(key) || (altKey && key.startsWith("Arrow"));
    const commands = (ctrlKey || metaKey) && !altKey && COMMANDS.has(key.toLowerCase());
    if (leaves || commands) stop(event);
  };
  addEventListener("keydown", press, { capture: true });
  for (const name of ["contextmenu", "dragover", "drop"]) addEventListener(name, stop, { capture: true });
  window.print = () => {};

  // A file dialog would show the host's folders; under Linux the view itself refuses it as well.
  const picks = (node) => node instanceof HTMLInputElement && node.type === "file";
  const pick = (event) => {
    const [target] = event.composedPath();
    const label = target instanceof Element ? target.closest("label") : null;
    if (picks(target) || picks(label?.control)) stop(event);
  };
  addEventListener("click", pick, { capture: true });
  const { click } = HTMLElement.prototype;
  HTMLElement.prototype.click = function () {
    if (!picks(this)) click.call(this);
  };
  const { showPicker } = HTMLInputElement.prototype;
  HTMLInputElement.prototype.showPicker = function () {
    if (!picks(this)) showPicker.call(this);
  };
  for (const name of ["showOpenFilePicker", "showSaveFilePicker", "showDirectoryPicker"]) {
    if (name in window) window[name] = () => Promise.reject(new DOMException(name, "AbortError"));
  }
})();
