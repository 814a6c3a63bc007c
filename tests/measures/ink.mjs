// Measures the signature pad in the real window and prints JSON; `cargo xtask bench ink` runs it.
// Argument: "quick" for a short stroke.

import { Window, until } from "../journeys/driver.mjs";
import { beMyself, freshFolder, openNewest, readAnew, skipFirstRun, testid } from "../journeys/steps.mjs";

/** A long signature of one stroke, as a hand makes it; each movement is an event of its own. */
const MOVEMENTS = process.argv[2] === "quick" ? 60 : 400;
/** Journeys have every window composited; measured is what the program itself chooses. */
const AS_CHOSEN = { env: { WEBKIT_DISABLE_COMPOSITING_MODE: undefined } };

/**
 * Follows the ink. A frame carries a movement when the stroke has changed since that movement, by the time the page is
 * about to be painted; how late that is counts from the movement's own time.
 */
const PROBE = `
  const pad = document.querySelector("[data-testid=ink-pad]"), ink = document.querySelector("[data-testid=ink]");
  const probe = (window.ink_probe = { late: [], work: [], frames: [], missed: 0, moves: 0 });
  let waiting = [], busy = 0, last = null, drawn = ink.getAttribute("d");
  const born = (event) => { const now = performance.now(); return event.timeStamp > now - 1000 && event.timeStamp <= now ? event.timeStamp : now; };
  let from = 0;
  pad.addEventListener("pointermove", (event) => { if (event.buttons === 0) return; from = performance.now(); waiting.push(born(event)); probe.moves += 1; }, true);
  // Behind the page's own listener and what follows from it in the same turn.
  window.addEventListener("pointermove", () => queueMicrotask(() => queueMicrotask(() => (busy += performance.now() - from))));
  const frame = () => {
    const now = performance.now();
    if (waiting.length > 0) {
      const shown = ink.getAttribute("d");
      if (shown === drawn) probe.missed += 1;
      else { for (const at of waiting) probe.late.push(now - at); waiting = []; probe.work.push(busy); busy = 0; }
      drawn = shown;
    }
    if (last !== null) probe.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);`;

/** A request with one person at this computer, through the program's own door. */
async function prepare(window) {
  const failure = await window.runAsync(`
    const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
    (async () => {
      const { settings } = await rpc("app_state", {});
      await rpc("save_settings", { ...settings, host_name: "Marc Petit" });
      const draft = await rpc("create_sample_draft", {});
      const [person, ...others] = draft.recipients;
      const field = { id: "fld_" + crypto.randomUUID().replaceAll("-", ""), recipient: person.id, document: draft.documents[0].id, kind: "signature", placement: { page: 6, rect: { x: 79, y: 530, width: 190, height: 70 } } };
      const operations = [...others.map((one) => ({ type: "remove_recipient", recipient: one.id })), { type: "add_field", field }];
      await rpc("apply_operation", { draft: draft.id, operation: { type: "batch", operations }, merge_key: null });
      await rpc("send_envelope", { draft: draft.id, account: "local" });
    })().then(() => done(null), (e) => done(JSON.stringify(e) + e));`);
  if (failure) throw new Error(failure);
  await readAnew(window);
  await openNewest(window, "envelope");
  await window.press(await window.css(testid("sign-here")));
}

async function toThePad(window) {
  await beMyself(window);
  await window.press(await window.css(testid("have-read")));
  await window.press(await window.css(testid("consent-box")));
  await window.press(await window.css(testid("consent-continue")));
  await window.css(testid("ink-pad"));
}

/** Loops across the pad. */
function stroke({ x, y, width, height }) {
  const at = (n) => n / MOVEMENTS;
  const point = (u) => [x + width * (0.08 + 0.8 * u + 0.05 * Math.cos(u * 70)), y + height * (0.5 + 0.32 * Math.sin(u * 70))];
  return Array.from({ length: MOVEMENTS + 1 }, (_, n) => point(at(n)));
}

function share(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

const window = await Window.open({ ...AS_CHOSEN, data: freshFolder() });
await window.size(1280, 800);
await skipFirstRun(window);
await prepare(window);
await toThePad(window);
const pad = await window.rect(await window.css(testid("ink-pad")));
await window.run(PROBE);
await window.drag(stroke(pad), { pause: 8 });
const probe = await until("the end of the stroke", () => window.run("return window.ink_probe.late.length >= window.ink_probe.moves && window.ink_probe"));
await window.close();
if (probe.moves < MOVEMENTS / 2) throw new Error(`only ${probe.moves} movements came to the pad`);
const { late, work, frames, missed, moves } = probe;
console.log(JSON.stringify({
  moves, missed, p50: share(late, 0.5), p95: share(late, 0.95), most: Math.max(...late),
  work: share(work, 0.95), frame: share(frames, 0.5),
}));
process.exit(0);
