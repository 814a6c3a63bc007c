// Measures the editor in the real window and prints JSON; `cargo xtask bench ui` runs it.
// Arguments: a book of 1,000 text pages, and "quick" for one round of each.

import { readFileSync, readdirSync } from "node:fs";

import { Window, sleep, until } from "../journeys/driver.mjs";
import { chooseToSign, freshFolder, goToStop, addSigner, testid } from "../journeys/steps.mjs";
import { t } from "../journeys/words.mjs";

const [book, pace] = process.argv.slice(2);
const BOOK_PAGES = 1000;
const ROUNDS = pace === "quick" ? 1 : 9;
const SCROLL_MS = pace === "quick" ? 1000 : 5000;
const PAGES_IN_A_ROW = 300;
const BOXES = 200;
const FRAME_MS = 1000 / 60;
/** Journeys have every window composited; measured is what the program itself chooses. */
const AS_CHOSEN = { env: { WEBKIT_DISABLE_COMPOSITING_MODE: undefined } };

/** What the page needs to measure itself. `sharp(e)`: its picture is there, in as many pixels as it has room for. */
const PROBE = `
window.probe = {
  pages: () => [...document.querySelectorAll("[data-testid=page]")],
  scroller: () => document.querySelector("[data-testid=page]").closest(".scroller"),
  inSight(page) {
    const [r, s] = [page.getBoundingClientRect(), this.scroller().getBoundingClientRect()];
    return r.bottom > s.top + 1 && r.top < s.bottom - 1;
  },
  shown: (page) => [...page.querySelectorAll("img:not(.coming)")].find((i) => i.complete && i.naturalWidth > 0),
  sharp(page) {
    const picture = this.shown(page);
    return picture !== undefined && picture.naturalWidth >= page.getBoundingClientRect().width * devicePixelRatio - 1;
  },
  /** Milliseconds until check() holds at the begin of a frame. */
  when(check, done) {
    const from = performance.now();
    const look = () => (check() ? done(performance.now() - from) : requestAnimationFrame(look));
    look();
  },
};`;

/** From "go on" in the sheet of an opened file, which has read its bytes already, to its first page on the screen. */
async function opening() {
  const times = [];
  for (let round = 0; round < Math.min(ROUNDS, 5); round += 1) {
    const window = await Window.open({ ...AS_CHOSEN, data: freshFolder(), files: [book] });
    await window.css(testid("choice-sheet"));
    await window.click("radio", new RegExp(t("drop-sign")));
    await window.role("button", t("action-continue"));
    await window.run(PROBE);
    times.push(await window.runAsync(`
      const button = [...document.querySelectorAll("dialog[open] button")].find((b) => b.innerText.trim() === arguments[0]);
      button.click();
      probe.when(() => probe.pages().some((page) => probe.shown(page)), done);`, t("action-continue")));
    await window.close();
  }
  return median(times);
}

/** From the last turn of the wheel to a sharp page. Back out again between the rounds: only growing loses sharpness. */
async function zooming(window) {
  const turn = (delta) => `
    const s = probe.scroller(); const r = s.getBoundingClientRect();
    const wheel = () => s.dispatchEvent(new WheelEvent("wheel", { deltaY: ${delta}, ctrlKey: true, clientX: r.x + r.width / 2, clientY: r.y + 200, bubbles: true, cancelable: true }));`;
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(await window.runAsync(`${turn(-100)}
      let left = 5;
      const next = () => { wheel(); left -= 1; if (left > 0) setTimeout(next, 30); else probe.when(() => probe.pages().filter((p) => probe.inSight(p)).every((p) => probe.sharp(p)), done); };
      next();`));
    await window.runAsync(`${turn(100)} for (let i = 0; i < 5; i += 1) wheel(); setTimeout(() => done(true), 700);`);
  }
  return median(times);
}

/** The longest time a page in sight showed nothing while the column was scrolled at this speed (CSS pixels a second). */
function scrolling(window, speed, length = SCROLL_MS) {
  return window.runAsync(`
    const [speed, length] = arguments;
    const blank = new Map(); let worst = 0; const from = performance.now(); let last = from;
    const look = (now) => {
      const s = probe.scroller(); s.scrollTop += (speed * (now - last)) / 1000; last = now;
      const seen = new Set();
      for (const page of probe.pages()) {
        if (!probe.inSight(page) || probe.shown(page)) continue;
        const name = page.dataset.page; seen.add(name);
        if (!blank.has(name)) blank.set(name, now);
        worst = Math.max(worst, now - blank.get(name));
      }
      for (const name of [...blank.keys()]) if (!seen.has(name)) blank.delete(name);
      if (now - from < length) requestAnimationFrame(look); else done(worst);
    };
    requestAnimationFrame(look);`, speed, length);
}

/** Scrolls through many pages in a row from the first one on, in two goes: a script has its time limit. */
async function scrollingFar(window) {
  const speed = 4000;
  await window.run("probe.scroller().scrollTop = 0");
  const height = await window.run("return probe.scroller().scrollHeight / arguments[0]", BOOK_PAGES);
  const half = (PAGES_IN_A_ROW / 2) * (height / speed) * 1000;
  const blank = Math.max(await scrolling(window, speed, half), await scrolling(window, speed, half));
  const page = await window.run("return Math.max(...probe.pages().map((page) => Number(page.dataset.page)))");
  if (page < PAGES_IN_A_ROW) throw new Error(`only page ${page} was reached`);
  return blank;
}

/** Puts the boxes on the first page, as the page itself asks for them. */
async function placeMany(window) {
  const failure = await window.runAsync(`
    const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
    (async () => {
      const history = await rpc("list_history", { query: "", filter: "all", cursor: null, limit: 1 });
      const id = history.rows[0].draft;
      const draft = await rpc("open_draft", { draft: id });
      for (let n = 0; n < arguments[0]; n += 1) {
        const rect = { x: 20 + 40 * (n % 14), y: 20 + 52 * Math.floor(n / 14), width: 34, height: 22 };
        const field = { id: "fld_" + crypto.randomUUID().replaceAll("-", ""), recipient: draft.recipients[0].id, document: draft.documents[0].id, kind: "signature", placement: { page: 1, rect } };
        await rpc("apply_operation", { draft: id, operation: { type: "add_field", field }, merge_key: null });
      }
    })().then(() => done(null), (e) => done(JSON.stringify(e) + e));`, BOXES);
  if (failure) throw new Error(failure);
}

/** Milliseconds of script in each frame of a drag across the page: listeners and what they set off, and frame callbacks. */
async function dragging(window) {
  await window.run(`
    const frames = []; let busy = 0;
    const measured = (work) => { const from = performance.now(); work(); queueMicrotask(() => queueMicrotask(() => (busy += performance.now() - from))); };
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (work) => ask((now) => measured(() => work(now)));
    let from = 0;
    window.addEventListener("pointermove", () => (from = performance.now()), true);
    window.addEventListener("pointermove", () => queueMicrotask(() => queueMicrotask(() => (busy += performance.now() - from))));
    const frame = () => { frames.push(busy); busy = 0; if (window.frames_stop) return; ask(frame); };
    window.frames_of_drag = frames; ask(frame);`);
  const box = await window.css(testid("box"), { nth: 95 });
  const r = await window.rect(box);
  const points = [[r.x + r.width / 2, r.y + r.height / 2]];
  for (let step = 1; step <= 120; step += 1) {
    points.push([points[0][0] + 90 * Math.sin(step / 19), points[0][1] + 70 * Math.sin(step / 13)]);
  }
  await window.drag(points, { pause: 16 });
  const frames = await window.run("window.frames_stop = true; return window.frames_of_drag.filter((busy) => busy > 0)");
  if (frames.length < 30) throw new Error(`only ${frames.length} frames had anything to do: the box was not dragged`);
  frames.sort((a, b) => a - b);
  return { frames: frames.length, p95: frames[Math.floor(frames.length * 0.95)], within: frames.filter((busy) => busy <= FRAME_MS).length / frames.length };
}

/** Megabytes of the program and its page's processes; what they share is divided among them (PSS). */
async function memory(window) {
  const parents = new Map(readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return [[Number(pid), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])]];
    } catch {
      return []; // A process that ended while we looked.
    }
  }));
  const family = new Set([await window.programPid()]);
  for (let grown = true; grown; ) {
    const before = family.size;
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid);
    grown = family.size > before;
  }
  const kilobytes = [...family].map((pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0));
  return kilobytes.reduce((sum, own) => sum + own, 0) / 1024;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const opened = await opening();
const data = freshFolder();
let window = await Window.open({ ...AS_CHOSEN, data, files: [book] });
await window.size(1280, 800);
await chooseToSign(window);
await window.run(PROBE);
await until("the first page", () => window.run("return probe.pages().some((page) => probe.shown(page))"));
const zoom = await zooming(window);
const near = Math.max(await scrolling(window, 1500), await scrolling(window, 4000), await scrolling(window, 12000));
const blank = Math.max(near, await scrollingFar(window));
const scrolled = await memory(window);
await goToStop(window, "signers");
await addSigner(window, ["Hélène", "Morvan"]);
await placeMany(window);
await window.close();
window = await Window.open({ ...AS_CHOSEN, data });
await window.size(1280, 800);
await window.press(await window.css(`${testid("history-row")} button`));
await goToStop(window, "boxes");
// A draft opens where it was left; the boxes are on the first page.
await window.run(PROBE);
await until("a page", () => window.run("return document.querySelector('[data-testid=page]') !== null"));
await window.run("probe.scroller().scrollTop = 0");
await until("all boxes", () => window.run("return document.querySelectorAll('[data-testid=box]').length === arguments[0]", BOXES));
await sleep(500);
const drag = await dragging(window);
const megabytes = await memory(window);
await window.close();
console.log(JSON.stringify({ opened, zoom, blank, scrolled, drag, megabytes }));
process.exit(0);
